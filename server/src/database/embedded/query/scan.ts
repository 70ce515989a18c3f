// Carries a plan out in short steps. Between steps no read transaction is held: a step begins after the last key of the
// one before. So scans yield to others, cursors may rest for minutes, and nothing keeps old pages of the file alive.
import { fail } from '../errors.js';
import { readDoc } from '../bson/codec.js';
import type { Collection } from '../store/catalog.js';
import { readRecord, type Environment, type KeySpan } from '../store/environment.js';
import { recordKey } from '../store/records.js';
import { planQuery, type Plan, type Query, type Range, type Scan } from './planner.js';
import { guarded } from './regex.js';
import { sorted } from './sort.js';
import { collected, STEP_MILLISECONDS, type Flow } from './turns.js';

export interface Found {
  readonly record: number;
  readonly raw: Buffer;
}

const MOST_AT_ONCE = 1000;
const MOST_SORTED_BYTES = 256 * 1024 * 1024;

/** All that a query asks for, in its order. */
export function* find(env: Environment, collection: Collection | undefined, query: Query): Flow<Found> {
  if (!collection) return;
  const { skip = 0, limit = 0 } = query;
  const plan = planQuery(collection, query);
  const most = limit === 0 ? Infinity : skip + limit;
  let n = 0;
  for (const item of plan.isSorted ? scan(env, collection, query, plan, most) : inOrder(env, collection, query, plan)) {
    if (!item || ++n > skip) yield item;
    if (n === most) return;
  }
}

function* inOrder(env: Environment, collection: Collection, query: Query, plan: Plan): Flow<Found> {
  const found = yield* collected(scan(env, collection, query, plan, Infinity));
  if (found.reduce((sum, { raw }) => sum + raw.length, 0) > MOST_SORTED_BYTES)
    fail(292, 'Sort exceeded memory limit of 268435456 bytes; add an index or a limit');
  const fields = new Set(query.sort.map(([path]) => path.split('.', 1)[0]!));
  yield* yield* sorted(found, query.sort, ({ raw }) => readDoc(raw, fields));
}

function* scan(env: Environment, collection: Collection, { filter }: Query, plan: Plan, most: number): Flow<Found> {
  const canRepeat = plan.scans.length > 1 || plan.scans.some(({ index }) => index?.multikey.includes(true));
  const seen = canRepeat ? new Set<number>() : null;
  const walks = plan.scans.map((item) => createWalk(env, item));
  const advance = (count: number): Found[] => {
    const until = performance.now() + STEP_MILLISECONDS;
    const found: Found[] = [];
    let visited = 0;
    const visit: Visit = (record, given) => {
      const raw = given ?? env.get('records', recordKey(collection, record));
      if (raw && !seen?.has(record) && filter.testUnguarded(readDoc(raw, filter.fields ?? undefined))) {
        seen?.add(record);
        found.push({ record, raw });
      }
      return found.length >= count || ((++visited & 15) === 0 && performance.now() > until);
    };
    while (walks[0] && !walks[0](visit)) walks.shift();
    return found;
  };
  for (let left = most; left > 0 && walks.length > 0;) {
    const step = (): Found[] => advance(Math.min(left, MOST_AT_ONCE));
    const found = env.read(() => (filter.hasRegex ? guarded(step) : step()));
    left -= found.length;
    yield* found;
    yield;
  }
}

/** Says whether to pause. */
type Visit = (record: number, raw: Buffer | null) => boolean;
/** Visits each key until it shall pause; true when paused, false at the end. */
type Walk = (visit: Visit) => boolean;

function createWalk(env: Environment, { index, ranges, isExact, isReverse }: Scan): Walk {
  const spans = isReverse ? ranges.toReversed() : [...ranges];
  const space = index ? 'entries' : 'records';
  let last: Buffer | null = null;
  return (visit) => {
    for (let span; (span = spans[0]); spans.shift(), last = null) {
      const exact = isExact && !last ? env.get(space, span.low) : undefined;
      const rows = exact
        ? [{ key: span.low, value: exact }]
        : isExact
          ? []
          : env.range(space, keySpan(span, last, isReverse));
      for (const { key, value } of rows) {
        last = key;
        if (index ? visit(readRecord(value, 0), null) : visit(readRecord(key, 4), value)) return true;
      }
    }
    return false;
  };
}

/** After `last`, within the range; backwards the range is read from its end. */
function keySpan({ low, high }: Range, last: Buffer | null, isReverse: boolean): KeySpan {
  if (!isReverse) return last ? { start: last, end: high, exclusiveStart: true } : { start: low, end: high };
  return { start: last ?? high, end: low, exclusiveStart: true, inclusiveEnd: true, reverse: true };
}
