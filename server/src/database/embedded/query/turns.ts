// Long work goes in short steps, so that nobody waits for it. It is written as a generator that pauses wherever others
// may go first; here it is carried out, one step of one piece of work per turn of the event loop. Inside a write
// transaction the environment carries it out.

/** Work that yields what it finds, one after another, and nothing where it pauses. */
export type Flow<T> = Generator<T | undefined, void>;

/** Work that only pauses, and ends with a result. */
export type Steps<T> = Generator<undefined, T>;

/** Throws when the operation has used up its time or was killed. */
export type Deadline = () => void;

export const STEP_MILLISECONDS = 5;

const waiting: (() => void)[] = [];

function release(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(release);
}

/** Lets others go first. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(release);
  });

/** Goes on with work for so long. */
export function advance<T>(work: Steps<T>, milliseconds: number): IteratorResult<undefined, T> {
  const until = performance.now() + milliseconds;
  let next = work.next();
  while (!next.done && performance.now() < until) next = work.next();
  return next;
}

export async function inTurns<T>(work: Steps<T>, deadline: Deadline): Promise<T> {
  for (;;) {
    deadline();
    const { done, value } = advance(work, STEP_MILLISECONDS);
    if (done) return value;
    await nextTurn();
  }
}

/** Takes each item as it comes. */
export function* each<T>(flow: Flow<T>, take: (item: T) => void): Steps<void> {
  for (const item of flow) {
    if (item === undefined) yield;
    else take(item);
  }
}

export function* collected<T>(flow: Flow<T>): Steps<T[]> {
  const result: T[] = [];
  yield* each(flow, (item) => result.push(item));
  return result;
}

/** Each item changed when its turn comes; those that are changed to nothing are left out. */
export function* mapped<T, R>(items: Iterable<T | undefined>, change: (item: T) => R | undefined): Flow<R> {
  let n = 0;
  for (const item of items) {
    const result = item === undefined ? undefined : change(item);
    if (result !== undefined) yield result;
    if (item === undefined || (++n & 15) === 0) yield;
  }
}
