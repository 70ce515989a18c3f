// The real product as its own process, with a folder of its own and people enough in it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../server/dist/main.js');
const watcher = resolve(import.meta.dirname, 'watch-loop.mjs');

export const createDataDir = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'enishi-load-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
};

/** Resident memory in bytes, and seconds of work, of the processes that were started by this one: the database. */
function childrenOf(pid) {
  const table = execFileSync('ps', ['-A', '-o', 'ppid=,rss=,cputimes='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const own = rows.filter(([parent]) => parent === pid);
  const sum = (column) => own.reduce((total, row) => total + row[column], 0);
  return { database: sum(1) * 1024, databaseCpu: sum(2) };
}

/** @param {{ dataDir: string, profile?: string, env?: Record<string, string> }} options */
export async function startProduct({ dataDir, profile, env = {} }) {
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...flags, '--import', watcher, main], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const complaints = [];
  let address = '';
  await new Promise((ready, failed) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const lines = output.split('\n');
      output = lines.pop();
      for (const line of lines) {
        address ||= /Enishi is ready at (http:\S+)/.exec(line)?.[1] ?? '';
        // What the log holds at level warn is told at the end.
        if (line.startsWith('{')) complaints.push(line);
      }
      if (address) ready();
    });
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));

  return {
    address,
    complaints,
    hasEnded: () => hasEnded,
    /** Forgets what the event loop was like so far. */
    begin: () => child.send('begin'),
    async figures() {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(30_000) });
      child.send('figures');
      const [figures] = await answer;
      return { ...figures, ...childrenOf(child.pid) };
    },
    async stop() {
      if (hasEnded) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill('SIGINT');
      await exit;
      return child.exitCode;
    },
  };
}
