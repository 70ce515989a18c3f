// Keeps what somebody types: a copy in the browser at every change, and the server a moment later. Nothing is lost by a
// reload, an ended session or a failed save; a refused field does not keep the others from being saved.
import type { FieldError, StaleDetails } from '@enishi/shared/errors';
import { ApiError, isPassing } from './api-error.js';
import { onBack } from './reach.js';

export type SaveStatus = 'clean' | 'pending' | 'saving' | 'saved' | 'failed';

export interface AutosaveState<Values> {
  values: Values;
  version: number;
  status: SaveStatus;
  /** ISO 8601, when the server last took everything. */
  savedAt: string | null;
  error: unknown;
  willRetry: boolean;
  fields: readonly FieldError[];
  stale: StaleDetails | null;
  /** Values were brought back from the copy in the browser. */
  isRecovered: boolean;
  /** The browser refuses to keep a copy. */
  isUnkept: boolean;
  isDirty: boolean;
}

export interface KeptCopy<Values> {
  values: Values;
  version: number;
}

export interface AutosaveOptions<Values> {
  initial: Values;
  version: number;
  /** False: only keeps the copy; saves when asked. */
  isAutomatic: boolean;
  read: () => KeptCopy<Values> | null;
  /** False when it could not be kept. */
  write: (copy: KeptCopy<Values> | null) => boolean;
  /** Sends changed values; answers the new version. */
  send: (changes: Partial<Values>, version: number) => Promise<{ version: number }>;
}

export interface Autosave<Values> {
  get: () => AutosaveState<Values>;
  subscribe: (listener: () => void) => () => void;
  change: (patch: Partial<Values>) => void;
  /** Saves at once; true when the server has everything. */
  saveNow: () => Promise<boolean>;
  setFields: (fields: readonly FieldError[]) => void;
  /** After a stale answer: send one's own changes on top of the newest version. */
  keepMine: () => Promise<boolean>;
  /** Forget one's own changes and go on from these values. */
  reset: (values: Values, version: number) => void;
  /** Begins to save by itself; the answer stops that, after a try to save what is left. */
  start: () => () => void;
}

const QUIET_MS = 800;
const RETRY_MS = [3_000, 8_000, 20_000, 60_000] as const;
/** Tried again too: whoever runs the server will mend it, and nothing typed is lost meanwhile. */
const mendable: ReadonlySet<string> = new Set(['internal', 'storage_full']);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const topOf = (path: string): string => path.split('.')[0] ?? path;

const changesBetween = <Values extends object>(
  from: Values,
  to: Values,
  held: ReadonlySet<string>,
): Partial<Values> => {
  const names = (Object.keys(to) as (keyof Values & string)[]).filter(
    (name) => !held.has(name) && !isSame(from[name], to[name]),
  );
  return Object.fromEntries(names.map((name) => [name, to[name]])) as Partial<Values>;
};

const retryDelay = (tries: number, error: unknown): number => {
  const asked = error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : 0;
  return Math.max(asked, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 60_000);
};

const begin = <Values extends object>({ initial, version, read }: AutosaveOptions<Values>): AutosaveState<Values> => {
  const kept = read();
  const values = kept ? { ...initial, ...kept.values } : initial;
  const isRecovered = kept !== null && !isSame(values, initial);
  return {
    values,
    // The copy was made against this version; if the server has moved on, it will say so.
    version: isRecovered ? kept.version : version,
    status: isRecovered ? 'pending' : 'clean',
    savedAt: null,
    error: null,
    willRetry: false,
    fields: [],
    stale: null,
    isRecovered,
    isUnkept: false,
    isDirty: isRecovered,
  };
};

export const createAutosave = <Values extends object>(options: AutosaveOptions<Values>): Autosave<Values> => {
  let state = begin(options);
  let saved = options.initial;
  /** Fields that the server refused; they wait until they are changed. */
  let held = new Set<string>();
  let tries = 0;
  let isStopped = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();

  const put = (patch: Partial<AutosaveState<Values>>): void => {
    state = { ...state, ...patch };
    listeners.forEach((listener) => listener());
  };
  const isDirty = (): boolean => !isSame(saved, state.values);
  const keep = (): void => {
    const isKept = options.write(isDirty() ? { values: state.values, version: state.version } : null);
    if (state.isUnkept === isKept) put({ isUnkept: !isKept });
  };
  const plan = (delay: number): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void save(), delay);
  };

  const handleDone = (sent: Partial<Values>, version: number): void => {
    saved = { ...saved, ...sent };
    tries = 0;
    const dirty = isDirty();
    put({ version, error: null, willRetry: false, stale: null, isDirty: dirty });
    keep();
    if (!dirty) put({ status: 'saved', savedAt: new Date().toISOString(), isRecovered: false });
  };

  /** True when something of the rest may still be sent at once. */
  const handleRefused = (error: ApiError, sent: Partial<Values>): boolean => {
    const refused = error.fields.map(({ path }) => topOf(path)).filter((name) => name in sent);
    held = new Set([...held, ...refused]);
    put({ fields: [...state.fields.filter(({ path }) => !refused.includes(topOf(path))), ...error.fields] });
    return refused.length > 0 && Object.keys(changesBetween(saved, state.values, held)).length > 0;
  };

  const handleFailed = (error: unknown): void => {
    const code = error instanceof ApiError ? error.code : 'internal';
    if (code === 'stale' && error instanceof ApiError)
      return put({ status: 'failed', error, stale: error.stale, willRetry: false });
    const willRetry = options.isAutomatic && (mendable.has(code) || isPassing(error));
    put({ status: 'failed', error, willRetry });
    if (!willRetry) return;
    plan(retryDelay(tries, error));
    tries += 1;
  };

  const sendOnce = async (): Promise<boolean> => {
    const sent = changesBetween(saved, state.values, held);
    if (Object.keys(sent).length === 0) {
      if (held.size > 0) put({ status: 'failed' });
      return held.size === 0;
    }
    put({ status: 'saving' });
    try {
      handleDone(sent, (await options.send(sent, state.version)).version);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'invalid' && handleRefused(error, sent)) return sendOnce();
      handleFailed(error);
      return false;
    }
    // What was typed while it was on its way follows at once.
    return isDirty() ? sendOnce() : true;
  };

  const save = async (): Promise<boolean> => {
    clearTimeout(timer);
    if (running) return running;
    running = sendOnce();
    try {
      return await running;
    } finally {
      running = null;
    }
  };

  const change = (patch: Partial<Values>): void => {
    const touched = Object.keys(patch);
    held = new Set([...held].filter((name) => !touched.includes(name)));
    put({
      values: { ...state.values, ...patch },
      fields: state.fields.filter(({ path }) => !touched.includes(topOf(path))),
    });
    const dirty = isDirty();
    put({ isDirty: dirty, status: running ? 'saving' : dirty ? 'pending' : state.savedAt ? 'saved' : 'clean' });
    keep();
    if (options.isAutomatic && dirty && !state.stale) plan(QUIET_MS);
  };

  const handleOnline = (): void => {
    if (options.isAutomatic && state.status === 'failed' && state.willRetry) void save();
  };
  let forget = (): void => undefined;
  const stop = (): void => {
    isStopped = true;
    forget();
    globalThis.removeEventListener('online', handleOnline);
    clearTimeout(timer);
    if (options.isAutomatic && isDirty() && !running && !state.stale) void save();
  };
  const start = (): (() => void) => {
    isStopped = false;
    globalThis.addEventListener('online', handleOnline);
    forget = onBack(handleOnline);
    if (options.isAutomatic && isDirty() && !state.stale) plan(QUIET_MS);
    return stop;
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    saveNow: async () => {
      if (running) await running;
      return save();
    },
    setFields: (fields) => put({ fields }),
    keepMine: () => {
      if (state.stale) put({ version: state.stale.version, stale: null });
      return save();
    },
    reset: (values, version) => {
      clearTimeout(timer);
      saved = values;
      held = new Set();
      put({
        values,
        version,
        status: 'clean',
        error: null,
        stale: null,
        fields: [],
        isRecovered: false,
        isDirty: false,
      });
      options.write(null);
    },
    start,
  };
};
