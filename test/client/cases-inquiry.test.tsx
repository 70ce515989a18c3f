// Asking the desk without an account, and writing a call down on a telephone.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { createCase, createInquiry, getCase, getTimeline } from '@enishi/shared/case-contracts';
import { FakeFailure } from '../support/fake-api.js';
import { createServer, openPage, type FakeServer } from '../support/page.js';
import { idOf } from '../support/page-data.js';
import { aCoordinator } from './case-data.js';
import { buildView } from './cases-data.js';
import './patience.js';

let server: FakeServer;
let close: () => void = () => undefined;
afterEach(() => {
  close();
  cleanup();
  expect(server.mistakes).toEqual([]);
});

const box = (name: string | RegExp) => screen.findByRole('textbox', { name });

describe('the public form', () => {
  const open = async () => {
    server = createServer(null);
    const page = await openPage('/inquiry');
    close = page.close;
    return page.user;
  };

  it('says what is missing beside each field, then shows the number', async () => {
    const user = await open();
    const sent: unknown[] = [];
    server.on(createInquiry, ({ body }) => {
      sent.push(body);
      return { code: 'C2026-0012' };
    });
    await user.click(await screen.findByRole('button', { name: '相談を送る' }));
    expect((await box(/ご用件/)).getAttribute('aria-invalid')).toBe('true');
    expect((await box(/お名前/)).getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
    await user.type(await box(/ご用件/), '椅子の強度試験');
    await user.type(await box(/ご相談の内容/), '折りたたみ椅子の強度を試験したい。');
    await user.selectOptions(screen.getByLabelText(/都道府県/), '山形県');
    await user.type(await box(/お名前/), '鈴木 一郎');
    await user.click(screen.getByRole('button', { name: '相談を送る' }));
    // Nobody can answer without an address or a number.
    expect(await screen.findByText('電話番号かメールアドレスの、どちらかを書いてください。')).toBeTruthy();
    expect(sent).toEqual([]);
    await user.type(await box('電話番号'), '0238-00-0000');
    await user.click(screen.getByRole('button', { name: '相談を送る' }));
    expect(await screen.findByText('C2026-0012')).toBeTruthy();
    expect(sent).toEqual([
      expect.objectContaining({
        title: '椅子の強度試験',
        prefecture: '06',
        name: '鈴木 一郎',
        language: 'ja',
        website: '',
      }),
    ]);
  });

  it('keeps what was typed, and the same key, when the network was away', async () => {
    const user = await open();
    const keys: string[] = [];
    server.on(createInquiry, ({ body }) => {
      keys.push(body.key);
      if (keys.length === 1) throw new FakeFailure('unavailable');
      return { code: 'C2026-0013' };
    });
    await user.type(await box(/ご用件/), '椅子の強度試験');
    await user.type(await box(/ご相談の内容/), '折りたたみ椅子の強度を試験したい。');
    await user.selectOptions(screen.getByLabelText(/都道府県/), '山形県');
    await user.type(await box(/お名前/), '鈴木 一郎');
    await user.type(await box('電話番号'), '0238-00-0000');
    await user.click(screen.getByRole('button', { name: '相談を送る' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: '相談を送る' }));
    expect(await screen.findByText('C2026-0013')).toBeTruthy();
    expect(new Set(keys).size).toBe(1);
  });
});

test('a call is written down with its subject alone, and the case is open', async () => {
  server = createServer(aCoordinator());
  const made = buildView({ title: '金型の修理先' });
  const sent: unknown[] = [];
  server.on(createCase, ({ body }) => {
    sent.push(body);
    return made;
  });
  server.on(getCase, () => made);
  server.on(getTimeline, () => ({ items: [], total: 0 }));
  const page = await openPage('/cases/new');
  close = page.close;
  await page.user.type(await box(/用件/), '金型の修理先');
  await page.user.click(screen.getByRole('button', { name: '書き留める' }));
  await waitFor(() => expect(window.location.pathname).toBe(`/cases/${idOf(60)}`));
  expect(sent).toEqual([expect.objectContaining({ title: '金型の修理先', prefecture: '06', isMine: true })]);
});
