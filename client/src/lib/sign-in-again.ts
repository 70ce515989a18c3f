// When a session ends while somebody works, the request waits here until they have signed in again in a dialog over
// the page. Nothing that was typed is lost, and the request then goes on by itself.

type Settle = (isSignedIn: boolean) => void;

let waiting: Settle[] = [];
let isArmed = false;
const listeners = new Set<() => void>();

const announce = (): void => listeners.forEach((listener) => listener());

/** Armed while somebody is signed in; a visitor who meets a closed door is not asked in a dialog. */
export const armSignInAgain = (armed: boolean): void => {
  isArmed = armed;
};

/** Resolves to true when the same person is signed in again, to false when they gave up or never were. */
export const signInAgain = (): Promise<boolean> => {
  if (!isArmed) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    announce();
  });
};

export const settleSignInAgain: Settle = (isSignedIn) => {
  const settled = waiting;
  waiting = [];
  settled.forEach((settle) => settle(isSignedIn));
  announce();
};

export const isWaitingForSignIn = (): boolean => waiting.length > 0;

export const onSignInAgainChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
