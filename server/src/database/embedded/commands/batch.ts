// Batches of write statements: many in one transaction as long as that is short, errors noted by statement.
import { CommandError } from '../errors.js';
import type { Deadline } from '../query/turns.js';
import type { Engine } from './engine.js';
import { mayTakeLong, searchEarly, searchNow, type Find, type Outcome } from './write.js';
import type { Search, Statement, Target } from './write.js';

export const SLICE_MILLISECONDS = 25;

export interface Item {
  readonly target: Target;
  /** May throw: the error is the statement's own. */
  parse(): Statement;
}

/** The error of a statement; any other is not its fault, and the whole command fails. */
function attempt<T>(action: () => T): T | CommandError {
  try {
    return action();
  } catch (error) {
    if (error instanceof CommandError && error.code !== 50 && error.code !== 279) return error;
    throw error;
  }
}

/** What became of each statement that was run; an ordered batch ends with its first error. */
export async function runBatch(
  engine: Engine,
  items: readonly Item[],
  isOrdered: boolean,
  deadline: Deadline,
): Promise<(Outcome | CommandError)[]> {
  const results: (Outcome | CommandError)[] = [];
  const parseNext = (): Statement | CommandError | null => {
    const item = items[results.length];
    const isOver = !item || (isOrdered && results.at(-1) instanceof CommandError);
    return isOver ? null : attempt(() => item.parse());
  };
  const searchBefore = (statement: Statement | CommandError): Search | null => {
    const search = statement instanceof CommandError ? undefined : statement.search;
    return search && mayTakeLong(engine, (items[results.length] as Item).target, search) ? search : null;
  };
  let next = parseNext();
  /** Runs statements until one needs a search beforehand or the time is up. */
  const runSlice = (early: Find | null): void => {
    const until = performance.now() + SLICE_MILLISECONDS;
    for (let find = early; next; find = null) {
      const current = next;
      results.push(current instanceof CommandError ? current : attempt(() => current.run(find ?? searchOf(current))));
      next = parseNext();
      if (!next || performance.now() > until || searchBefore(next)) return;
    }
  };
  const searchOf =
    ({ search }: Statement): Find =>
    (collection) =>
      search ? searchNow(engine, collection, search, deadline) : [];
  while (next) {
    const search = searchBefore(next);
    const { target } = items[results.length] as Item;
    const early = search && (await searchEarly(engine, target, search, deadline));
    await engine.env.write(() => runSlice(early));
  }
  return results;
}
