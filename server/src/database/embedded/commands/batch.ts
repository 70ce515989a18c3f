// Batches of write statements: many in one transaction as long as that is short, errors noted by statement.
import { CommandError } from '../errors.js';
import type { Doc, Value } from '../bson/values.js';
import type { Engine, Request } from './engine.js';
import {
  mayTakeLong,
  prepareSearch,
  searchNow,
  SLICE_MILLISECONDS,
  type Find,
  type Search,
  type Target,
} from './write.js';

export interface Parsed {
  /** null when nothing is searched (an insert). */
  readonly search: Search | null;
  run(find: Find): void;
}

export interface Statement {
  readonly target: Target;
  /** May throw: the error is the statement's own. */
  parse(): Parsed;
}

export interface StatementError {
  readonly index: number;
  readonly error: CommandError;
}

export const errorDocument = ({ index, error }: StatementError): Doc => {
  const result: Doc = new Map<string, Value>([
    ['index', index],
    ['code', error.code],
  ]);
  for (const [name, value] of Object.entries(error.extra)) result.set(name, value as Value);
  return result.set('errmsg', error.message);
};

/** Not the statement's fault: the whole command fails. */
const isFatal = (error: unknown): boolean =>
  !(error instanceof CommandError) || error.code === 50 || error.code === 279;

const nothing: Find = () => [];

export async function runBatch(
  engine: Engine,
  request: Request,
  statements: readonly Statement[],
  isOrdered: boolean,
): Promise<StatementError[]> {
  const errors: StatementError[] = [];
  let at = 0;
  const guard = <T>(action: () => T): T | null => {
    try {
      return action();
    } catch (error) {
      if (isFatal(error)) throw error;
      errors.push({ index: at, error: error as CommandError });
      return null;
    }
  };
  const isStopped = (): boolean => at >= statements.length || (isOrdered && errors.length > 0);
  const isSlow = ({ target }: Statement, { search }: Parsed): boolean => {
    const collection = search && engine.catalog.find(target.database, target.name);
    return (
      search !== null && collection !== undefined && mayTakeLong(collection as NonNullable<typeof collection>, search)
    );
  };
  /** Runs statements until one needs a search beforehand or the time is up. */
  const runSlice = (first: Parsed, find: Find): void => {
    const until = performance.now() + SLICE_MILLISECONDS;
    let parsed: Parsed | null = first;
    let search = find;
    while (parsed) {
      const current: Parsed = parsed;
      guard(() => current.run(search));
      at++;
      parsed = null;
      while (!isStopped() && performance.now() <= until && !parsed) {
        const next = statements[at] as Statement;
        parsed = guard(() => next.parse());
        if (!parsed) at++;
        else if (isSlow(next, parsed)) return;
      }
      const nextSearch = parsed?.search;
      search = nextSearch ? (collection) => searchNow(engine, collection, nextSearch, request) : nothing;
    }
  };
  while (!isStopped()) {
    const statement = statements[at] as Statement;
    const parsed = guard(() => statement.parse());
    if (!parsed) {
      at++;
      continue;
    }
    const find = parsed.search ? await prepareSearch(engine, statement.target, parsed.search, request) : nothing;
    await engine.env.write(() => runSlice(parsed, find));
  }
  return errors;
}
