// Batches of write statements: many in one transaction as long as that is short, errors noted by statement.
import { CommandError } from '../errors.js';
import type { Deadline } from '../query/turns.js';
import type { Engine } from './engine.js';
import { runLong, runNow, takesLong, type Outcome, type Statement, type Target } from './write.js';

export const SLICE_MILLISECONDS = 25;

export interface Item {
  readonly target: Target;
  /** May throw: the error is the statement's own. */
  parse(): Statement;
}

/** The error of a statement; any other is not its fault, and the whole command fails. */
function ownError(error: unknown): CommandError {
  if (error instanceof CommandError && error.code !== 50 && error.code !== 279) return error;
  throw error;
}

function attempt<T>(action: () => T): T | CommandError {
  try {
    return action();
  } catch (error) {
    return ownError(error);
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
  let next = parseNext();
  const isLong = (): boolean =>
    next !== null && !(next instanceof CommandError) && takesLong(engine, (items[results.length] as Item).target, next);
  /** Runs statements until one takes long or the time is up. */
  const runSlice = (): void => {
    const until = performance.now() + SLICE_MILLISECONDS;
    do {
      const current = next as Statement | CommandError;
      results.push(current instanceof CommandError ? current : attempt(() => runNow(engine, current, deadline)));
      next = parseNext();
    } while (next && performance.now() < until && !isLong());
  };
  while (next) {
    if (isLong()) {
      const { target } = items[results.length] as Item;
      const running = runLong(engine, target, next as Statement, deadline);
      results.push(await running.catch(ownError));
      next = parseNext();
    } else await engine.env.write(runSlice);
  }
  return results;
}
