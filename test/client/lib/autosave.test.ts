import { ApiError } from '../../../client/src/lib/api-error.js';
import { createAutosave } from '../../../client/src/lib/autosave.js';
import type { KeptCopy } from '../../../client/src/lib/autosave.js';

interface Words {
  first: string;
  second: string;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A server that answers when it is told to, and the copy in the browser. */
const setUp = ({ isAutomatic = true, kept = null as KeptCopy<Words> | null } = {}) => {
  const browser = { kept };
  const sent: { changes: Partial<Words>; version: number; settle: (failure?: ApiError) => Promise<void> }[] = [];
  const autosave = createAutosave<Words>({
    initial: { first: '', second: '' },
    version: 0,
    isAutomatic,
    read: () => browser.kept,
    write: (copy) => {
      browser.kept = copy;
      return true;
    },
    send: (changes, version) =>
      new Promise((resolve, reject) => {
        const settle = async (failure?: ApiError): Promise<void> => {
          if (failure) reject(failure);
          else resolve({ version: version + 1 });
          await jest.advanceTimersByTimeAsync(0);
        };
        sent.push({ changes, version, settle });
      }),
  });
  return { autosave, browser, sent, stop: autosave.start() };
};

const unavailable = (retryAfter?: number) =>
  new ApiError(503, { code: 'unavailable', ...(retryAfter && { retryAfter }) });

test('waits until the typing pauses, then sends only what changed', async () => {
  const { autosave, sent, browser } = setUp();
  autosave.change({ first: 'あ' });
  await jest.advanceTimersByTimeAsync(500);
  autosave.change({ first: 'あい' });
  expect(browser.kept).toEqual({ values: { first: 'あい', second: '' }, version: 0 });
  await jest.advanceTimersByTimeAsync(500);
  expect(sent).toHaveLength(0);
  await jest.advanceTimersByTimeAsync(400);
  expect(sent[0]).toMatchObject({ changes: { first: 'あい' }, version: 0 });
  await sent[0]?.settle();
  expect(autosave.get()).toMatchObject({ status: 'saved', version: 1, isDirty: false });
  expect(browser.kept).toBeNull();
});

test('what is typed while a save is on its way follows it, on top of its version', async () => {
  const { autosave, sent } = setUp();
  autosave.change({ first: '先' });
  await jest.advanceTimersByTimeAsync(1000);
  autosave.change({ second: '後' });
  await sent[0]?.settle();
  expect(sent[1]).toMatchObject({ changes: { second: '後' }, version: 1 });
  await sent[1]?.settle();
  expect(autosave.get()).toMatchObject({ status: 'saved', version: 2 });
});

test('tries again by itself after the time that the server asked for, and keeps the copy until then', async () => {
  const { autosave, sent, browser } = setUp();
  autosave.change({ first: '大事' });
  await jest.advanceTimersByTimeAsync(1000);
  await sent[0]?.settle(unavailable(30));
  expect(autosave.get()).toMatchObject({ status: 'failed', willRetry: true });
  expect(browser.kept?.values.first).toBe('大事');
  await jest.advanceTimersByTimeAsync(29_000);
  expect(sent).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1_500);
  await sent[1]?.settle();
  expect(autosave.get().status).toBe('saved');
});

test('coming back online saves at once', async () => {
  const { autosave, sent } = setUp();
  autosave.change({ first: '電車の中' });
  await jest.advanceTimersByTimeAsync(1000);
  await sent[0]?.settle(unavailable(60));
  window.dispatchEvent(new Event('online'));
  await jest.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(2);
});

test('what a lost page left behind is sent after the next start, from the version it was written on', async () => {
  const { autosave, sent } = setUp({ kept: { values: { first: '前の言葉', second: '' }, version: 7 } });
  expect(autosave.get()).toMatchObject({ isRecovered: true, values: { first: '前の言葉' } });
  await jest.advanceTimersByTimeAsync(1000);
  expect(sent[0]).toMatchObject({ changes: { first: '前の言葉' }, version: 7 });
});

test('a published thing is only saved when asked, but kept all the same', async () => {
  const { autosave, sent, browser } = setUp({ isAutomatic: false });
  autosave.change({ first: '直し' });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(0);
  expect(browser.kept?.values.first).toBe('直し');
  const saved = autosave.saveNow();
  await sent[0]?.settle();
  expect(await saved).toBe(true);
});

test('leaving the page sends what is left', async () => {
  const { autosave, sent, stop } = setUp();
  autosave.change({ first: '去る前' });
  stop();
  await jest.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(1);
});
