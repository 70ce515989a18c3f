import { screen, waitFor, within } from '@testing-library/react';
import { needContracts } from '@enishi/shared/needs';
import { FakeFailure } from '../../support/fake-api.js';
import { aNeedCard, idOf } from '../../support/page-data.js';
import { createServer, openPage } from '../../support/page.js';

// The first page of a file loads all its code.
jest.setTimeout(20_000);

const idByTitle = (title: string): string =>
  idOf([...title].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7));

const onePage = (titles: readonly string[], nextCursor: string | null = null, total = titles.length) => ({
  items: titles.map((title) => aNeedCard({ id: idByTitle(title), title })),
  total,
  nextCursor,
});

test('the filters in the address decide what is asked for and what is shown as chosen', async () => {
  const server = createServer(null);
  server.on(needContracts.list, ({ query }) => {
    expect(query).toMatchObject({ q: '電池', prefecture: ['06'], timeframe: ['within_3_months'] });
    return onePage(['蓄電池の安全性']);
  });
  const page = await openPage('/needs?q=電池&prefecture=06&timeframe=within_3_months');
  expect(await screen.findByRole('link', { name: '蓄電池の安全性' })).toHaveProperty(
    'pathname',
    `/needs/${idByTitle('蓄電池の安全性')}`,
  );
  expect(screen.getByText('1件')).toBeTruthy();
  expect(screen.getByLabelText<HTMLSelectElement>('地域').value).toBe('06');
  expect(screen.getByLabelText<HTMLInputElement>('ことば').value).toBe('電池');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('choosing a filter puts it into the address; clearing takes all away', async () => {
  const server = createServer(null);
  server.on(needContracts.list, ({ query }) => onePage(query.prefecture ? ['山形のニーズ'] : ['全国のニーズ']));
  const page = await openPage('/needs');
  await screen.findByRole('link', { name: '全国のニーズ' });
  await page.user.selectOptions(screen.getByLabelText('地域'), '山形県');
  await screen.findByRole('link', { name: '山形のニーズ' });
  expect(window.location.search).toBe('?prefecture=06');
  await page.user.click(screen.getByRole('button', { name: '条件をすべて外す' }));
  await screen.findByRole('link', { name: '全国のニーズ' });
  expect(window.location.search).toBe('');
  page.close();
});

test('the next page is asked for by the cursor and put below', async () => {
  const server = createServer(null);
  server.on(needContracts.list, ({ query }) =>
    query.cursor === 'next' ? onePage(['三つ目'], null, 3) : onePage(['一つ目', '二つ目'], 'next', 3),
  );
  const page = await openPage('/needs');
  await screen.findByText('3件のうち2件を表示');
  await page.user.click(screen.getByRole('button', { name: 'さらに表示' }));
  await screen.findByText('3件のうち3件を表示');
  expect(screen.getByRole('link', { name: '一つ目' })).toBeTruthy();
  expect(screen.getByRole('link', { name: '三つ目' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'さらに表示' })).toBeNull();
  page.close();
});

test('nothing found says so, and how to go on', async () => {
  const server = createServer(null);
  server.on(needContracts.list, () => onePage([]));
  const page = await openPage('/needs?q=ない');
  expect(await screen.findByRole('heading', { name: '条件に合うニーズはまだありません' })).toBeTruthy();
  expect(screen.getAllByRole('button', { name: '条件をすべて外す' }).length).toBeGreaterThan(0);
  page.close();
});

test('a failure tells the number to quote, and trying again works', async () => {
  const server = createServer(null);
  let isBroken = true;
  server.on(needContracts.list, () => {
    if (isBroken) throw new FakeFailure('internal');
    return onePage(['戻ったニーズ']);
  });
  const page = await openPage('/needs');
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/request-1/)).toBeTruthy();
  isBroken = false;
  await page.user.click(within(alert).getByRole('button', { name: 'もう一度試す' }));
  await screen.findByRole('link', { name: '戻ったニーズ' });
  page.close();
});

test('another kind is looked through with the filters that both have', async () => {
  const server = createServer(null);
  server.on(needContracts.list, () => onePage(['一つ目']));
  const page = await openPage('/needs?q=電池&timeframe=no_hurry');
  await screen.findByRole('link', { name: '一つ目' });
  const other = within(screen.getByRole('navigation', { name: 'さがす対象' })).getByRole<HTMLAnchorElement>('link', {
    name: 'シーズ',
  });
  expect(decodeURIComponent(other.search)).toBe('?q=電池');
  page.close();
});

test('one press turns everything into English, the language of the document too', async () => {
  const server = createServer(null);
  server.on(needContracts.list, () => onePage(['一つ目']));
  const page = await openPage('/needs');
  await screen.findByRole('heading', { name: 'ニーズをさがす' });
  await page.user.click(screen.getAllByRole('button', { name: 'EN English' })[0] as HTMLElement);
  await screen.findByRole('heading', { name: 'Find needs' });
  await waitFor(() => expect(document.documentElement.lang).toBe('en'));
  page.close();
});
