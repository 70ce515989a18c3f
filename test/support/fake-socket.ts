// Stands in for the socket library in page tests: connects at once, and lets a test send the hints a server would.
import type { Hint, ServerToClient } from '@enishi/shared/events';

type Listener = (...values: unknown[]) => void;

const open = new Set<Map<string, Set<Listener>>>();

const call = (listeners: Map<string, Set<Listener>>, event: string, ...values: unknown[]): void =>
  listeners.get(event)?.forEach((listener) => listener(...values));

/** A hint, as the server would send it to every open page. */
export const sendHint = (hint: Hint): void =>
  open.forEach((listeners) => call(listeners, 'changed' satisfies keyof ServerToClient, hint));

/** The line is lost, then there again. */
export const reconnect = (): void =>
  open.forEach((listeners) => {
    call(listeners, 'disconnect', 'transport close');
    call(listeners, 'connect');
  });

export const io = () => {
  const listeners = new Map<string, Set<Listener>>();
  open.add(listeners);
  const socket = {
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
      if (event === 'connect') queueMicrotask(() => open.has(listeners) && listener());
      return socket;
    },
    emit: (event: string, _subject: unknown, answer?: (answer: { ok: boolean }) => void) => {
      if (event === 'watch') answer?.({ ok: true });
      return socket;
    },
    removeAllListeners: () => listeners.clear(),
    disconnect: () => open.delete(listeners),
  };
  return socket;
};
