// Carries a plan out in short steps. Between steps no read transaction is held: a step begins after the last key of the
// one before. So scans yield to others, cursors may rest for minutes, and nothing keeps old pages of the file alive.
import { Script } from 'node:vm';
import { fail } from '../errors.js';
import { readDoc } from '../bson/codec.js';
import type { Doc } from '../bson/values.js';
import type { Collection } from '../store/catalog.js';
import { afterPrefix, uint32, type Environment, type KeySpan } from '../store/environment.js';
import { readRecord, recordKey } from '../store/records.js';
import { planQuery, type Query, type Scan } from './planner.js';
import { nextTurn, STEP_MILLISECONDS, type Deadline } from './turns.js';

export interface Found {
  readonly record: number;
  readonly raw: Buffer;
}

export type Scanner = ReturnType<typeof createScanner>;

const REGEX_MILLISECONDS = 1000;

export function createScanner(env: Environment, collection: Collection, query: Query) {
  const { filter } = query;
  const plan = planQuery(collection, query);
  const canRepeat = plan.scans.length > 1 || plan.scans.some((scan) => scan.index?.multikey.includes(true));
  const seen = canRepeat ? new Set<number>() : null;
  const walks = plan.scans.map((scan) => createWalk(env, collection, scan));
  const advance = (found: Found[], most: number): void => {
    const until = performance.now() + STEP_MILLISECONDS;
    let count = 0;
    const visit: Visit = (record, given) => {
      const raw = given ?? env.get('records', recordKey(collection, record));
      if (raw && !seen?.has(record) && filter.test(readDoc(raw, filter.fields ?? undefined))) {
        seen?.add(record);
        found.push({ record, raw });
      }
      return found.length >= most || ((++count & 15) === 0 && performance.now() > until);
    };
    while (walks[0]) {
      if (walks[0](visit)) return;
      walks.shift();
    }
  };
  return {
    /** Takes one step: some of what is found. To be called without an await in between. */
    step: (most: number): Found[] => {
      const found: Found[] = [];
      env.read(() => (filter.hasRegex ? guarded(() => advance(found, most)) : advance(found, most)));
      return found;
    },
    get isDone() {
      return walks.length === 0;
    },
    /** The documents come out in the order asked for. */
    isSorted: plan.isSorted,
  };
}

/** Says whether to pause. */
type Visit = (record: number, raw: Buffer | null) => boolean;
/** Visits each key until it shall pause; true when paused, false at the end. */
type Walk = (visit: Visit) => boolean;

function createWalk(env: Environment, collection: Collection, { index, ranges, isReverse }: Scan): Walk {
  const all = uint32(collection.id);
  const spans = index ? [...ranges] : [{ low: all, high: afterPrefix(all) }];
  if (isReverse) spans.reverse();
  let last: Buffer | null = null;
  return (visit) => {
    for (let span = spans[0]; span; span = spans[0], last = null) {
      for (const { key, value } of env.range(index ? 'entries' : 'records', keySpan(span, last, isReverse))) {
        last = key;
        if (index ? visit(readRecord(value, 0), null) : visit(readRecord(key, 4), value)) return true;
      }
      spans.shift();
    }
    return false;
  };
}

/** After `last`, within the range; backwards the range is read from its end. */
function keySpan({ low, high }: Scan['ranges'][number], last: Buffer | null, isReverse: boolean): KeySpan {
  if (!isReverse) return last ? { start: last, end: high, exclusiveStart: true } : { start: low, end: high };
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
    fail(50, 'operation exceeded time limit: a regular expression takes too long');
  } finally {
    holder[Symbol.for('enishi.guarded')] = undefined;
  }
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
  deadline.check();
  for (;;) {
    for (const item of scanner.step(Math.min(most - result.length, 5000))) {
      result.push(item);
      size += item.raw.length;
    }
    if (scanner.isDone || result.length >= most || size >= bytes) return result;
    await nextTurn(deadline);
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

/** How found documents are sorted when the plan could not put them in order. */
export const foundSorting = ({ sort, filter }: Query) => {
  const fields = new Set(sort.map(([path]) => path.split('.', 1)[0] as string));
  const read = ({ raw }: Found): Doc => readDoc(raw, fields);
  return { read, size: ({ raw }: Found): number => raw.length, collation: filter.collation };
};
