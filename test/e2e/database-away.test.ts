// The database goes away, then the server itself, under the eyes of people who are writing: they are told so in their
// language, lose no word, and go on without reloading as soon as it is back. The product runs as it does in operation,
// with MONGODB_URI, through a line that can be cut.
import type { Page } from 'playwright-core';
import { getNeedThread } from '@enishi/shared/threads';
import { getSession, signIn, updateMe } from '@enishi/shared/users';
import { startEmbedded } from '../../server/src/database/connect';
import { samplePassword } from '../../server/src/load-samples';
import { sampleWorld } from '../../server/src/samples/sample-world';
import { account } from '../../client/src/copy/ja/account';
import { common as ja } from '../../client/src/copy/ja/common';
import { common as en } from '../../client/src/copy/en/common';
import { errors } from '../../client/src/copy/ja/errors';
import { talk as talkJa } from '../../client/src/copy/ja/talk';
import { talk as talkEn } from '../../client/src/copy/en/talk';
import { writing } from '../../client/src/copy/ja/writing';
import { sidewaysScroll, startBrowser, type TestBrowser } from '../support/browser';
import { startCutProxy, upstreamOf, type CutProxy } from '../support/cut-proxy';
import { createHttpClient, type HttpClient } from '../support/http-client';
import { publishNeed } from '../support/journey';
import { startProduct, type Product } from '../support/product';
import { readThread } from '../support/talk';

jest.setTimeout(180_000);

let proxy: CutProxy;
let product: Product;
let browser: TestBrowser;
let closeDatabase: () => Promise<void>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = await startEmbedded({ dataDir: '', memory: true, port: 0, logger });
  closeDatabase = () => database.close();
  proxy = await startCutProxy(upstreamOf(database.uri));
  env = { MONGODB_URI: `${proxy.through(database.uri)}enishi`, FILES: 'folder' };
  product = await startProduct(env);
  browser = await startBrowser(product.baseUrl);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await product.remove();
  await proxy.close();
  await closeDatabase();
});

const emailOf = (label: string): string => sampleWorld.signIns.find((one) => one.label.startsWith(label))?.email ?? '';

const enter = async (label: string): Promise<HttpClient> => {
  const client = createHttpClient(product.baseUrl);
  await client.call(signIn, { body: { email: emailOf(label), password: samplePassword } });
  return client;
};

const openAs = async (label: string, look: Parameters<TestBrowser['open']>[0]) => {
  const screen = await browser.open(look);
  const data = { email: emailOf(label), password: samplePassword };
  await screen.context.request.post('/api/session', { data });
  return screen;
};

/** Gone with whoever reloads the page. */
const mark = (page: Page) => page.evaluate(() => void ((window as { isHere?: boolean }).isHere = true));
const isSamePage = (page: Page) => page.evaluate(() => (window as { isHere?: boolean }).isHere === true);

test('at 375 px in Japanese: what is being written is kept, said to be kept, and sent once the database is back', async () => {
  const client = await enter('company');
  const need = await publishNeed(client, { title: '線が切れても失われないニーズ' });
  const { page, context, close } = await openAs('company', { width: 375, height: 720 });
  await page.goto(`/needs/${need.id}`);
  await page.getByLabel(talkJa.compose).fill('切れる前に書き始めた言葉');
  const form = await context.newPage();
  await form.goto('/needs/new');
  const situation = form.getByLabel(writing.edit.situation.label);
  await situation.fill('保存される一行目です。');
  await form
    .getByText(/保存しました \d/)
    .first()
    .waitFor();
  const visitor = await browser.open({ width: 375, height: 720 });
  await visitor.page.goto('/sign-in');
  await visitor.page.getByLabel(account.email).fill(emailOf('researcher'));
  await visitor.page.getByLabel(account.password, { exact: true }).fill(samplePassword);
  for (const one of [page, form, visitor.page]) await mark(one);

  proxy.cut();
  await page.getByRole('button', { name: talkJa.send, exact: true }).click();
  await situation.fill('保存される一行目です。切れた後の二行目です。');
  await visitor.page.getByRole('button', { name: account.signIn.submit }).click();

  for (const one of [page, form, visitor.page]) {
    await one.getByText(ja.connection.busy).waitFor();
    expect(await sidewaysScroll(one)).toBe(0);
  }
  await page.getByText(talkJa.failed).waitFor();
  await page.getByText('切れる前に書き始めた言葉').waitFor();
  await form.getByText(writing.edit.saving.failed).first().waitFor();
  await visitor.page.getByText(errors.code.storage_away).waitFor();
  expect(await visitor.page.getByLabel(account.email).inputValue()).toBe(emailOf('researcher'));

  await proxy.restore();
  for (const one of [page, form, visitor.page]) await one.getByText(ja.connection.busy).waitFor({ state: 'detached' });
  await page.getByText(talkJa.failed).waitFor({ state: 'detached' });
  await form
    .getByText(/保存しました \d/)
    .first()
    .waitFor();
  await visitor.page.getByRole('button', { name: account.signIn.submit }).click();
  await visitor.page.waitForURL('**/home');
  expect(await Promise.all([page, form].map(isSamePage))).toEqual([true, true]);
  expect(await situation.inputValue()).toContain('二行目');

  const { caseId } = await client.call(getNeedThread, { params: { id: need.id } });
  const { messages } = await readThread(client, { kind: 'case', id: caseId });
  expect(messages.map(({ text }) => text)).toEqual(['切れる前に書き始めた言葉']);
  await visitor.close();
  await close();
});

test('at 1280 px in English: the server is killed and comes back; the page goes on where it was', async () => {
  const company = await enter('company');
  const before = await publishNeed(company, { title: '再起動の前のニーズ', prefecture: '06' });
  const { caseId } = await company.call(getNeedThread, { params: { id: before.id } });
  const coordinator = await enter('coordinator (Yamagata)');
  const { viewer } = await coordinator.call(getSession);
  await coordinator.call(updateMe, { body: { version: viewer?.version ?? 0, language: 'en' } });
  const { page, context, close } = await openAs('coordinator (Yamagata)', { language: 'en' });
  await page.goto('/workbench');
  await page.getByText('再起動の前のニーズ').first().waitFor();
  const talk = await context.newPage();
  await talk.goto(`/cases/${caseId}`);
  await talk.getByLabel(talkEn.compose).fill('words begun before the restart');
  for (const one of [page, talk]) await mark(one);

  await product.kill();
  for (const one of [page, talk]) await one.getByText(en.connection.offline).waitFor();
  expect(await talk.getByLabel(talkEn.compose).inputValue()).toBe('words begun before the restart');
  const { port } = new URL(product.baseUrl);
  product = await startProduct({ ...env, PORT: port }, product.dataDir);
  for (const one of [page, talk]) await one.getByText(en.connection.offline).waitFor({ state: 'detached' });

  const again = await enter('company');
  await publishNeed(again, { title: '再起動の後のニーズ', prefecture: '06' });
  await page.getByText('再起動の後のニーズ').first().waitFor();
  await talk.getByRole('button', { name: talkEn.send, exact: true }).click();
  await talk.getByText('words begun before the restart').first().waitFor();
  expect(await Promise.all([page, talk].map(isSamePage))).toEqual([true, true]);
  expect(await talk.getByLabel(talkEn.compose).inputValue()).toBe('');
  await close();
});

describe('a start without the database', () => {
  it('says so and ends when the database does not come', async () => {
    const address = new URL('mongodb://127.0.0.1:9/enishi');
    Object.assign(address, { username: 'someone', password: 'hidden' });
    const nowhere = { MONGODB_URI: address.href, DATABASE_WAIT: '0', SAMPLES: '0' };
    const failure = await startProduct(nowhere).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(failure).toContain('ended with 1');
    expect(failure).toContain('The database at 127.0.0.1:9 (MONGODB_URI) did not answer for 0 seconds');
    expect(failure).not.toMatch(/hidden|\n\s+at /);
  });

  it('waits for one that is starting as well', async () => {
    proxy.cut();
    const hear = (output: string) => void (output.includes('does not answer') && proxy.restore());
    const late = await startProduct({ ...env, SAMPLES: '0' }, undefined, hear);
    expect(late.output()).toContain('does not answer');
    expect((await createHttpClient(late.baseUrl).request('GET', '/readyz')).status).toBe(200);
    expect(await late.stop()).toBe(0);
    await late.remove();
  });
});
