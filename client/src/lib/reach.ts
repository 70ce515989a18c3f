// Whether the server can be reached and can keep what it is sent. Whoever meets a failure that passes says so here; then
// the server is asked now and then until it is well again, and everybody who waits goes on by themselves.
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `away`: no answer; `busy`: it answers that it can neither read nor keep anything. */
export type Reach = 'well' | 'away' | 'busy';
type Listener = () => void;

const FIRST_MS = 1_000;
const LAST_MS = 5_000;
const ASK_MS = 8_000;

let reach: Reach = 'well';
let timer: ReturnType<typeof setTimeout> | undefined;
let wait = FIRST_MS;
const watchers = new Set<Listener>();
const waiting = new Set<Listener>();

const put = (next: Reach): void => {
  if (reach === next) return;
  reach = next;
  watchers.forEach((watcher) => watcher());
};

/** Everybody who waited asks or sends again. */
export const tellBack = (): void => {
  clearTimeout(timer);
  timer = undefined;
  wait = FIRST_MS;
  put('well');
  [...waiting].forEach((go) => go());
};

const ask = async (): Promise<void> => {
  try {
    const answer = await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(ASK_MS) });
    if (answer.ok) return tellBack();
    put('busy');
  } catch {
    put('away');
  }
  wait = Math.min(wait * 1.5, LAST_MS);
  timer = setTimeout(() => void ask(), wait);
};

/** To be called by whatever speaks to the server. */
export const tellTrouble = (how: 'away' | 'busy'): void => {
  put(how);
  timer ??= setTimeout(() => void ask(), wait);
};

const watch = (watcher: Listener): Listener => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useReach = (): Reach => useSyncExternalStore(watch, () => reach);

/** Calls back each time the server is well again; the answer takes that back. */
export const onBack = (go: Listener): Listener => {
  waiting.add(go);
  return () => waiting.delete(go);
};

export const useBack = (go: Listener): void => {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => onBack(() => latest.current()), []);
};
