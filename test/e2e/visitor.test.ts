// Somebody who just arrived: signs up, writes a need that survives a reload; and a stranger who finds nothing hidden.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { startBrowser, type TestBrowser } from '../support/browser';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { publishNeed } from '../support/journey';
import { account } from '../../client/src/copy/ja/account';
import { common } from '../../client/src/copy/ja/common';
import { terms } from '../../client/src/copy/ja/terms';
import { writing } from '../../client/src/copy/ja/writing';

jest.setTimeout(120_000);

describe('somebody who just arrived', () => {
  let app: TestApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp();
    browser = await startBrowser(app.baseUrl);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('signs up as a company and begins a need that survives a reload', async () => {
    const { page, complaints, close } = await browser.open();
    await page.goto('/sign-up');
    await page.getByLabel(account.email).fill('owner@mihon-seiko.example');
    await page.getByLabel(new RegExp(`^${account.password}(?!を)`)).fill(testPassword);
    await page.getByLabel(account.displayName).fill('見本 花子');
    await page.getByRole('checkbox', { name: new RegExp(`^${terms.role.company}`) }).check();
    await page.getByLabel(account.organisation).fill('見本精工');
    await page.getByText(account.organisationNew.replace('{{name}}', '見本精工')).click();
    await page.getByRole('radio', { name: terms.organisationKind.company, exact: true }).check();
    await page.getByLabel(account.organisationPrefecture).selectOption({ label: '山形県' });
    await page.getByLabel(account.prefecture).selectOption({ label: '山形県' });
    await page.getByRole('button', { name: account.signUp.submit }).click();
    await page.waitForURL('**/home');

    await page.goto('/needs/new');
    const situation = page.getByLabel(writing.edit.situation.label);
    await situation.fill('切りくずが刃に絡み、夜間の無人運転が止まってしまいます。');
    await page
      .getByText(/保存しました \d/)
      .first()
      .waitFor();
    await page.reload();
    expect(await page.getByLabel(writing.edit.situation.label).inputValue()).toContain('切りくず');
    expect(complaints).toEqual([]);
    await close();
  });

  it('keeps what is typed while the session is gone, and saves it after signing in again', async () => {
    const company = await app.person({ roles: ['company'] });
    const { page, context, close } = await browser.open();
    await context.request.post('/api/session', { data: { email: company.email, password: testPassword } });
    await page.goto('/needs/new');
    await page.getByLabel(writing.edit.situation.label).fill('一行目を書きました。ここまでは保存されています。');
    await page
      .getByText(/保存しました \d/)
      .first()
      .waitFor();
    await context.clearCookies();
    await page.getByLabel(writing.edit.goal.label).fill('サインインが切れても、この文は残っていてほしい。');
    const dialog = page.getByRole('dialog', { name: common.signInAgain.title });
    await dialog.getByLabel(new RegExp(`^${account.password}(?!を)`)).fill(testPassword);
    await dialog.getByRole('button', { name: common.signIn, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel(writing.edit.goal.label).inputValue()).toContain('残っていてほしい');
    await page
      .getByText(/保存しました \d/)
      .first()
      .waitFor();
    await page.reload();
    expect(await page.getByLabel(writing.edit.goal.label).inputValue()).toContain('残っていてほしい');
    await close();
  });

  it('shows a stranger nothing of what is hidden', async () => {
    const owner = await app.signedIn({ roles: ['company'], displayName: '秘密 太郎' });
    const hidden = await publishNeed(owner.client, {
      title: '誰にも知られたくない合金の加工',
      disclosure: secrecyPresets.coordinator,
    });
    const nameless = await publishNeed(owner.client, {
      title: '名前を伏せた熱処理の相談',
      disclosure: secrecyPresets.nameless,
    });
    await app.settled();
    const { page, close } = await browser.open();
    await page.goto('/needs');
    await page.getByText(nameless.title).waitFor();
    expect(await page.getByText(hidden.title).count()).toBe(0);
    await page.goto(`/needs/${hidden.id}`);
    await page.getByRole('heading', { name: common.notFound.title }).waitFor();
    await page.goto(`/needs/${nameless.id}`);
    await page.getByRole('heading', { name: nameless.title }).waitFor();
    const text = (await page.locator('body').textContent()) ?? '';
    expect(text).not.toContain('秘密 太郎');
    expect(text).not.toContain(owner.user.email);
    expect(text).not.toContain('屋外で使うポータブル電源');
    await close();
  });
});
