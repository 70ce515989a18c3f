import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { binary, root } from './paths.mjs';
import { run } from './run.mjs';
import { Stop } from './say.mjs';

/** Command lines are bounded, on Windows most of all. */
const mostCharacters = 24_000;

/** What git keeps, and what it would keep next; nothing that it ignores. */
function listFiles(folder) {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const listed = execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return listed.split('\0').filter((file) => file !== '');
  } catch {
    throw new Stop('The scan for secrets needs git: it looks through the files that git keeps.');
  }
}

function inPortions(files) {
  const portions = [];
  let size = Infinity;
  for (const file of files) {
    size += file.length + 1;
    if (size > mostCharacters) {
      portions.push([]);
      size = file.length;
    }
    portions.at(-1).push(file);
  }
  return portions;
}

/** 0 when there is none; else each is named with its place, and its value is covered. */
export async function findSecrets(folder = root) {
  const config = path.join(root, '.secretlintrc.json');
  let worst = 0;
  for (const files of inPortions(listFiles(folder))) {
    const args = [binary('secretlint'), '--maskSecrets', '--secretlintrc', config, ...files];
    worst = Math.max(worst, await run(process.execPath, args, { cwd: folder }));
  }
  return worst;
}
