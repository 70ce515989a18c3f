import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface Job {
  'timeout-minutes': number;
  services?: Record<string, { image: string }>;
  env?: Record<string, string>;
  steps: { uses?: string; run?: string }[];
}

const root = path.resolve(__dirname, '../../..');
const folder = path.join(root, '.github/workflows');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe.each(readdirSync(folder))('workflow %s', (file) => {
  const workflow = parse(readFileSync(path.join(folder, file), 'utf8')) as {
    permissions: unknown;
    jobs: Record<string, Job>;
  };
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('takes actions by commit and may only read', () => {
    const actions = steps.flatMap(({ uses }) => (uses ? [uses] : []));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('runs what everybody runs', () => {
    for (const command of steps.flatMap(({ run }) => (run ? [run] : []))) {
      const script = /^npm run (\S+)$/.exec(command)?.[1];
      if (script) expect(Object.keys(manifest.scripts)).toContain(script);
      else if (command.startsWith('npm ')) expect(command).toBe('npm audit --omit=dev --audit-level=high');
      else expect(statSync(path.join(root, command)).mode & 0o111).toBeGreaterThan(0);
    }
  });

  it('tests against a real MongoDB and against the embedded database', () => {
    const real = jobs.filter((job) => job.services?.mongo?.image.startsWith('mongo:8') && job.env?.MONGODB_URI);
    expect(real).toHaveLength(1);
    expect(jobs.length).toBeGreaterThan(real.length);
    expect(jobs.every((job) => job['timeout-minutes'] <= 30)).toBe(true);
  });
});

describe('npm scripts', () => {
  it('lead to files that exist', () => {
    const files = Object.values(manifest.scripts).flatMap((command) => /^node (\S+)/.exec(command)?.[1] ?? []);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
