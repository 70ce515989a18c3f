// One owner per data directory: LMDB itself would let two processes write, each with its own idea of the catalogue, so
// the owner holds a file that names its process.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** An owner whose server was killed needs a moment to close what it holds: whoever starts again at once waits for it. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

/**
 * Gives what lets it go again.
 * @throws Error naming the owner, when there still is one after a while
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const path = join(directory, 'owner.pid');
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      writeFileSync(path, `${process.pid} ${startOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = livingOwner(path);
      if (owner === null) rmSync(path, { force: true });
      else if (performance.now() < giveUpAt) await setTimeout(PAUSE_MS);
      else
        throw new Error(
          `The data directory ${directory} is in use by process ${owner}. Stop that server first, or give this one a directory of its own (DATA_DIR).`,
          { cause: error },
        );
    }
  }
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
