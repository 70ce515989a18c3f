// Long work goes in short steps, so that nobody waits for it. It is written as a generator that yields wherever others
// may go first; here it is carried out, one step of one piece of work per turn of the event loop. Inside a write
// transaction the environment carries it out.

/** Work that yields between its steps and ends with a result. */
export type Steps<T> = Generator<undefined, T>;

/** Work that yields results piece by piece, and nothing wherever others may go first. */
export type Pieces<T> = Generator<T[] | undefined>;

export interface Deadline {
  /** Throws when the operation has used up its time or was killed. */
  check(): void;
}

export const STEP_MILLISECONDS = 5;

const waiting: (() => void)[] = [];

function release(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(release);
}

/** Lets others go first. */
export async function nextTurn(deadline: Deadline): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(release);
  });
  deadline.check();
}

export async function inTurns<T>(work: Steps<T>, deadline: Deadline): Promise<T> {
  deadline.check();
  for (;;) {
    const until = performance.now() + STEP_MILLISECONDS;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < until);
    await nextTurn(deadline);
  }
}

/** Without letting anybody go first; for what is short. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

export function* mapSteps<T, R>(items: Iterable<T>, map: (item: T) => R): Steps<R[]> {
  const result: R[] = [];
  for (const item of items) {
    result.push(map(item));
    if ((result.length & 15) === 0) yield;
  }
  return result;
}

export function* collected<T>(pieces: Pieces<T>): Steps<T[]> {
  const result: T[] = [];
  for (const piece of pieces) {
    if (piece) for (const item of piece) result.push(item);
    else yield;
  }
  return result;
}

/** A list, so many at a time, each changed when its turn comes. */
export function* inPieces<T, R>(items: readonly T[], map: (item: T) => R): Pieces<R> {
  for (let at = 0; at < items.length; at += 100) {
    yield items.slice(at, at + 100).map(map);
    yield;
  }
}
