// Carries a plan out in short steps. Between steps no read transaction is held: a step begins after the last key of the
// one before. So scans yield to others, cursors may rest for minutes, and nothing keeps old pages of the file alive.
import { Script } from 'node:vm';
import { CommandError } from '../errors.js';
import { readDoc } from '../bson/read.js';
import type { Collection } from '../store/catalog.js';
import { afterPrefix, type Environment, type Range, type Space } from '../store/environment.js';
import { readRecord, recordKey, recordsPrefix } from '../store/records.js';
import type { Filter } from './match.js';
import type { KeyRange, Plan, Scan } from './planner.js';

export interface Found {
  readonly record: number;
  readonly raw: Buffer;
}

export interface Deadline {
  /** Throws when the operation has used up its time or was killed. */
  check(): void;
}

export interface Scanner {
  /** Takes one step: some of what is found, and whether all is done. To be called without an await in between. */
  step(most: number): Found[];
  readonly isDone: boolean;
  readonly examined: { keys: number; documents: number };
}

const STEP_MILLISECONDS = 5;
const REGEX_MILLISECONDS = 1000;

export function createScanner(env: Environment, collection: Collection, plan: Plan, filter: Filter): Scanner {
  const seen =
    plan.scans.length > 1 || plan.scans.some((scan) => scan.index?.multikey.includes(true)) ? new Set<number>() : null;
  const examined = { keys: 0, documents: 0 };
  let at = 0;
  let walk = createWalk(env, collection, plan.scans[0] as Scan);
  const accept = (record: number, raw: Buffer | undefined): boolean => {
    if (!raw || seen?.has(record)) return false;
    examined.documents++;
    if (!filter.test(readDoc(raw, 0, filter.fields ?? undefined))) return false;
    seen?.add(record);
    return true;
  };
  const advance = (found: Found[], most: number): void => {
    const until = performance.now() + STEP_MILLISECONDS;
    while (at < plan.scans.length) {
      const isPaused = walk((record, raw) => {
        examined.keys++;
        const bytes = raw ?? env.get('records', recordKey(collection, record));
        if (accept(record, bytes)) found.push({ record, raw: bytes as Buffer });
        return found.length >= most || ((examined.keys & 15) === 0 && performance.now() > until);
      });
      if (isPaused) return;
      at++;
      if (at < plan.scans.length) walk = createWalk(env, collection, plan.scans[at] as Scan);
    }
  };
  return {
    step: (most) => {
      const found: Found[] = [];
      env.read(() => (filter.hasRegex ? guarded(() => advance(found, most)) : advance(found, most)));
      return found;
    },
    get isDone() {
      return at >= plan.scans.length;
    },
    examined,
  };
}

/** Calls `visit` for each key until it says pause; true when paused, false at the end. */
type Walk = (visit: (record: number, raw: Buffer | null) => boolean) => boolean;

function createWalk(env: Environment, collection: Collection, scan: Scan): Walk {
  const prefix = recordsPrefix(collection);
  const ranges: readonly KeyRange[] = scan.index ? scan.ranges : [{ low: prefix, high: afterPrefix(prefix) }];
  const space: Space = scan.index ? 'entries' : 'records';
  const ordered = scan.isReverse ? [...ranges].reverse() : ranges;
  let range = 0;
  let last: Buffer | null = null;
  return (visit) => {
    for (; range < ordered.length; range++, last = null) {
      for (const { key, value } of env.range(space, rangeOptions(ordered[range] as KeyRange, last, scan.isReverse))) {
        last = key;
        const isPaused = scan.index ? visit(readRecord(value, 0), null) : visit(readRecord(key, 4), value);
        if (isPaused) return true;
      }
    }
    return false;
  };
}

/** After `last`, within the range; backwards the range is read from its end. */
function rangeOptions({ low, high }: KeyRange, last: Buffer | null, isReverse: boolean): Range {
  if (!isReverse) return last ? { start: last, end: high, exclusiveStart: true } : { start: low, end: high };
  // Backwards an end is exclusive as well; the key just below `low` is not known, so the bound is a byte shorter.
  return { start: last ?? high, end: low, exclusiveStart: true, inclusiveEnd: true, reverse: true };
}

// A pattern may backtrack for ever. V8 can be interrupted only from outside, which vm's timeout does.
const runner = new Script('globalThis[Symbol.for("enishi.guarded")]()');

function guarded(action: () => void): void {
  const holder = globalThis as unknown as Record<symbol, (() => void) | undefined>;
  holder[Symbol.for('enishi.guarded')] = action;
  try {
    runner.runInThisContext({ timeout: REGEX_MILLISECONDS });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new CommandError(50, 'operation exceeded time limit: a regular expression takes too long');
  } finally {
    holder[Symbol.for('enishi.guarded')] = undefined;
  }
}

const waiting: (() => void)[] = [];

function release(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(release);
}

/** One step of one scan per turn of the event loop, however many scans there are: others wait for one step only. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(release);
  });
}

/** Reads on, step by step with pauses, until `most` documents are found or all is done. */
export async function collectFound(
  scanner: Scanner,
  deadline: Deadline,
  most = Infinity,
  bytes = Infinity,
): Promise<Found[]> {
  const result: Found[] = [];
  let size = 0;
  for (;;) {
    deadline.check();
    for (const item of scanner.step(Math.min(most - result.length, 5000))) {
      result.push(item);
      size += item.raw.length;
    }
    if (scanner.isDone || result.length >= most || size >= bytes) return result;
    await nextTurn();
  }
}

/** All at once, for use inside a write transaction. */
export function collectNow(scanner: Scanner, deadline: Deadline, most = Infinity): Found[] {
  const result: Found[] = [];
  while (!scanner.isDone && result.length < most) {
    deadline.check();
    for (const item of scanner.step(most - result.length)) result.push(item);
  }
  return result;
}
