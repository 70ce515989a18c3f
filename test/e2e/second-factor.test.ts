// A coordinator's first day where a second factor is demanded: set up on a telephone's screen, then asked for at the
// door; the address they wanted is where they arrive.
import { Secret, TOTP } from 'otpauth';
import { account as accountJa } from '../../client/src/copy/ja/account';
import { account as accountEn } from '../../client/src/copy/en/account';
import { settings as settingsJa } from '../../client/src/copy/ja/settings';
import { settings as settingsEn } from '../../client/src/copy/en/settings';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { axeViolations, startBrowser, type TestBrowser } from '../support/browser';

let app: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  app = await startTestApp({ env: { REQUIRE_SECOND_FACTOR: '1' } });
  browser = await startBrowser(app.baseUrl);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** What the app on the telephone shows. */
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() });

test.each([
  ['ja' as const, 375, accountJa, settingsJa],
  ['en' as const, 1280, accountEn, settingsEn],
])('in %s at %i px', async (language, width, account, settings) => {
  const words = settings.secondFactor;
  const { email } = await app.person({ roles: ['coordinator'], language });
  const screen = await browser.open({ language, width });
  const { page } = screen;
  await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  const signIn = async () => {
    await page.getByLabel(account.email).fill(email);
    await page.getByLabel(account.password, { exact: true }).fill(testPassword);
    await page.keyboard.press('Enter');
  };

  await page.goto('/meetings');
  await signIn();
  // Nothing else is reached before it is set up, by keyboard alone.
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
  await page.goto('/cases');
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
  await page.getByLabel(settings.password.current).fill(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: words.square }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const shown = await page.locator('form').last().innerText();
  const secret = /((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})/.exec(shown)?.[1]?.replaceAll(' ', '') ?? '';
  await page.getByLabel(words.first).fill(codeOf(secret));
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: words.recovery }).getByRole('listitem');
  await codes.first().waitFor();
  const [recovery = ''] = await codes.allInnerTexts();
  await page.getByRole('button', { name: words.kept }).click();
  await page.waitForURL('**/cases');

  // Another day, another browser: password, then the code; a wrong one is told, and what was typed stays.
  await screen.close();
  const next = await browser.open({ language, width });
  const again = next.page;
  await again.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  await again.goto('/sign-in?next=%2Fmeetings');
  await again.getByLabel(account.email).fill(email);
  await again.getByLabel(account.password, { exact: true }).fill(testPassword);
  await again.keyboard.press('Enter');
  const field = again.getByLabel(account.signIn.code);
  await field.fill('000000');
  await again.keyboard.press('Enter');
  await again.getByRole('alert').waitFor();
  expect(await again.getByLabel(account.email).inputValue()).toBe(email);
  await field.fill(recovery);
  await again.keyboard.press('Enter');
  await again.waitForURL('**/meetings');
  await next.close();
});
