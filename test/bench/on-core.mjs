// Time on the core: what passes for a thread without the time in which others had it. Only Linux tells; elsewhere it is plain
// time, or nothing.
import { existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

const OWN = '/proc/thread-self/schedstat';
const own = existsSync(OWN) ? openSync(OWN) : undefined;
const text = Buffer.alloc(96);

/** Milliseconds this thread was ready and had no core, since it began; the second number, in nanoseconds. */
const waited = () => {
  if (own === undefined) return 0;
  const length = readSync(own, text, 0, text.length, 0);
  return Number(text.toString('latin1', 0, length).split(' ')[1]) / 1e6;
};

export const nowOnCore = () => performance.now() - waited();

/** Milliseconds that threads of a process have had a core; nothing where the system does not tell. */
export const spentOnCore = (process_, isWanted = () => true) => {
  const threads = `/proc/${process_}/task`;
  if (!existsSync(threads)) return 0;
  return readdirSync(threads)
    .filter(isWanted)
    .reduce(
      (sum, thread) => sum + Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
      0,
    );
};

const parentOf = (one) => {
  try {
    return Number(readFileSync(`/proc/${one}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
  } catch {
    // Gone meanwhile.
    return undefined;
  }
};

/** Processes that this one started. */
export const children = () =>
  existsSync(OWN) ? readdirSync('/proc').filter((one) => /^\d+$/.test(one) && parentOf(one) === process.pid) : [];
