import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(__dirname, '../..');

/**
 * A throw-away source tree with the given files, for trying rules on. It lies inside the project, because tools look
 * for packages in the folders above.
 */
export function createFixtureTree(files: Record<string, string>) {
  const parent = path.join(projectRoot, 'test/architecture/fixtures');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'tree-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return {
    /** Runs a tool there with Node and answers what it printed as JSON. */
    runJson(script: string, args: readonly string[]): unknown {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(projectRoot, 'node_modules', script), ...args],
        {
          cwd: folder,
          encoding: 'utf8',
          maxBuffer: 50_000_000,
        },
      );
      if (!stdout.startsWith('{') && !stdout.startsWith('[')) throw new Error(stderr || stdout);
      return JSON.parse(stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
