// One owner per data directory: LMDB itself would let two processes write, each with its own idea of the catalogue, so
// the owner holds a file that names its process.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Lock {
  release(): void;
}

export function lockDirectory(directory: string): Lock {
  const path = join(directory, 'owner.pid');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${startOf(process.pid) ?? ''}\n`);
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(path);
      if (owner && isAlive(owner))
        throw new Error(
          `The data directory ${directory} is in use by process ${owner.pid}. Stop that server first, or give this one a directory of its own (DATA_DIR).`,
          { cause: error },
        );
      rmSync(path, { force: true });
    }
  }
  throw new Error(`The data directory ${directory} cannot be locked.`);
}

interface Owner {
  readonly pid: number;
  readonly start: string;
}

function readOwner(path: string): Owner | null {
  try {
    const [pid, start = ''] = readFileSync(path, 'utf8').trim().split(' ');
    return Number(pid) > 0 ? { pid: Number(pid), start } : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, start }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A process number is given out again after a restart of the machine: the start time tells them apart.
  const now = startOf(pid);
  return now === null || start === '' || now === start;
}

/** The start time of a process in clock ticks, where the system tells it. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
