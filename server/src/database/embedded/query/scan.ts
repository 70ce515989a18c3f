// Carries a plan out in short steps. Between steps no read transaction is held: a step begins after the last key of the
// one before. So scans yield to others, cursors may rest for minutes, and nothing keeps old pages of the file alive.
import { Script } from 'node:vm';
import { fail } from '../errors.js';
import { readDoc } from '../bson/codec.js';
import type { Collection } from '../store/catalog.js';
import { afterPrefix, uint32, type Environment, type KeySpan } from '../store/environment.js';
import { readRecord, recordKey } from '../store/records.js';
import type { Filter } from './match.js';
import { planQuery, type Plan, type Query, type Scan } from './planner.js';
import { sorted } from './sort.js';
import { collected, inPieces, STEP_MILLISECONDS, type Pieces, type Steps } from './turns.js';

export interface Found {
  readonly record: number;
  readonly raw: Buffer;
}

export interface ReadQuery extends Query {
  readonly skip?: number;
  /** 0 for all. */
  readonly limit?: number;
}

const REGEX_MILLISECONDS = 1000;
const MOST_AT_ONCE = 1000;
const MOST_SORTED_BYTES = 256 * 1024 * 1024;

/** All that a query asks for, in its order. */
export function* findInPieces(env: Environment, collection: Collection | undefined, query: ReadQuery): Pieces<Found> {
  if (!collection) return;
  const { skip = 0, limit = 0 } = query;
  const plan = planQuery(collection, query);
  const most = limit === 0 ? Infinity : skip + limit;
  const found = plan.isSorted
    ? scan(env, collection, query.filter, plan, most)
    : inPieces(
        (yield* inOrder(scan(env, collection, query.filter, plan, Infinity), query)).slice(0, most),
        (item) => item,
      );
  let toSkip = skip;
  for (const piece of found) {
    yield piece?.slice(toSkip);
    toSkip = Math.max(0, toSkip - (piece?.length ?? 0));
  }
}

function* inOrder(pieces: Pieces<Found>, { sort }: Query): Steps<Found[]> {
  const found = yield* collected(pieces);
  if (found.reduce((sum, { raw }) => sum + raw.length, 0) > MOST_SORTED_BYTES)
    fail(292, 'Sort exceeded memory limit of 268435456 bytes; add an index or a limit');
  const fields = new Set(sort.map(([path]) => path.split('.', 1)[0]!));
  return yield* sorted(found, sort, ({ raw }) => readDoc(raw, fields));
}

function* scan(env: Environment, collection: Collection, filter: Filter, plan: Plan, most: number): Pieces<Found> {
  const canRepeat = plan.scans.length > 1 || plan.scans.some(({ index }) => index?.multikey.includes(true));
  const seen = canRepeat ? new Set<number>() : null;
  const walks = plan.scans.map((item) => createWalk(env, collection, item));
  const advance = (found: Found[], count: number): void => {
    const until = performance.now() + STEP_MILLISECONDS;
    let visited = 0;
    const visit: Visit = (record, given) => {
      const raw = given ?? env.get('records', recordKey(collection, record));
      if (raw && !seen?.has(record) && filter.test(readDoc(raw, filter.fields ?? undefined))) {
        seen?.add(record);
        found.push({ record, raw });
      }
      return found.length >= count || ((++visited & 15) === 0 && performance.now() > until);
    };
    while (walks[0]) {
      if (walks[0](visit)) return;
      walks.shift();
    }
  };
  for (let left = most; ;) {
    const found: Found[] = [];
    const step = (): void => advance(found, Math.min(left, MOST_AT_ONCE));
    env.read(() => (filter.hasRegex ? guarded(step) : step()));
    left -= found.length;
    yield found;
    if (left <= 0 || walks.length === 0) return;
    yield;
  }
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
