// Long work goes in short steps, so that nobody waits for it: one step of one piece of work per turn of the event loop,
// however many pieces there are.

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

/** Calls `action` for every item, pausing whenever a step is over. */
export async function inSteps<T>(items: Iterable<T>, deadline: Deadline, action: (item: T) => void): Promise<void> {
  deadline.check();
  let until = performance.now() + STEP_MILLISECONDS;
  let count = 0;
  for (const item of items) {
    action(item);
    if ((++count & 15) !== 0 || performance.now() < until) continue;
    await nextTurn(deadline);
    until = performance.now() + STEP_MILLISECONDS;
  }
}

export async function mapInSteps<T, R>(items: Iterable<T>, deadline: Deadline, map: (item: T) => R): Promise<R[]> {
  const result: R[] = [];
  await inSteps(items, deadline, (item) => result.push(map(item)));
  return result;
}
