// A newcomer's first minutes where addresses are confirmed, in a real browser, with the letter that arrives.
import { account as accountEn } from '../../client/src/copy/en/account';
import { account as accountJa } from '../../client/src/copy/ja/account';
import { errors as errorsEn } from '../../client/src/copy/en/errors';
import { errors as errorsJa } from '../../client/src/copy/ja/errors';
import { terms as termsEn } from '../../client/src/copy/en/terms';
import { terms as termsJa } from '../../client/src/copy/ja/terms';
import { startTestApp, type TestApp } from '../support/app';
import { axeViolations, sidewaysScroll, startBrowser, type TestBrowser } from '../support/browser';
import { startMailServer, type MailServer } from '../support/mail-server';

let server: MailServer;
let app: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({
    env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp', CONFIRM_ADDRESSES: '1' },
  });
  browser = await startBrowser(app.baseUrl);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await server.down();
});

test.each([
  ['ja' as const, accountJa, termsJa, errorsJa],
  ['en' as const, accountEn, termsEn, errorsEn],
])('in %s at 375 px: form, letter, button, home', async (language, words, terms, errors) => {
  const { id } = await app.organisation('company', '06', []);
  const { name } = (await app.wired.organisations.find(id)) ?? { name: '' };
  const email = `a-rather-long-address-of-a-newcomer-${language}@somewhere-in-yamagata.mail.example`;
  const { page } = await browser.open({ language, width: 375 });
  await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  const looksRight = async (): Promise<void> => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  };

  await page.goto('/sign-up');
  await page.getByRole('checkbox', { name: terms.role.company }).check();
  await page.locator('[name=displayName]').fill('蔵王 花子');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill('山形の桜を見に行く春の旅');
  await page.locator('[name=organisation]').fill(name);
  await page.getByRole('option', { name }).first().click();
  await page.getByRole('button', { name: words.signUp.submit }).click();
  await page.getByRole('heading', { level: 1, name: words.signUp.sent }).waitFor();
  await looksRight();

  await app.mailed();
  const link = /http\S+\/sign-up\/confirm\?token=[\w-]{43}/.exec(server.mails.at(-1)?.text ?? '')?.[0] ?? '';
  await page.goto(link);
  const button = page.getByRole('button', { name: words.confirm.submit });
  await button.waitFor();
  await looksRight();
  await page.locator('[name=password]').fill('まったく別のことば');
  await button.click();
  await page.getByText(errors.field.password_wrong).waitFor();
  await looksRight();
  await page.locator('[name=password]').fill('山形の桜を見に行く春の旅');
  await button.click();
  await page.waitForURL('**/home');
  await page.goto(link);
  await page.getByRole('heading', { name: words.confirm.gone }).waitFor();
  await looksRight();
});
