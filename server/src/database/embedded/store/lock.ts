// One owner per data directory: LMDB itself would let two processes write, each with its own idea of the catalogue, so
// the owner has a file that names its process.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Environment } from './environment.js';

/** An owner whose server was killed needs a moment to close what it holds: whoever starts again at once waits for it. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

/**
 * Gives what lets it go again. Looking and taking are one write transaction, which LMDB gives to one process at a time.
 * @throws Error naming the owner, when there still is one after a while
 */
export async function lockDirectory(env: Environment, directory: string): Promise<() => void> {
  const path = join(directory, 'owner.pid');
  const takeFreed = (): number | null => {
    const owner = livingOwner(path);
    if (owner === null) writeFileSync(path, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
    return owner;
  };
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let owner; (owner = await env.write(takeFreed)) !== null; await setTimeout(PAUSE_MS))
    if (performance.now() > giveUpAt)
      throw new Error(
        `The data directory ${directory} is in use by process ${owner}. Stop that server first, or give this one a directory of its own (DATA_DIR).`,
      );
  return () => rmSync(path, { force: true });
}

/** The process that wrote the file, while it lives. */
function livingOwner(path: string): number | null {
  const [pid, start = ''] = textOf(path).trim().split(' ');
  try {
    process.kill(Number(pid) || NaN, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  // A process number is given out again after a restart of the machine: the start time tells them apart.
  const now = startOf(Number(pid));
  return now === '' || start === '' || now === start ? Number(pid) : null;
}

/** The start time of a process in clock ticks, where the system tells it. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
