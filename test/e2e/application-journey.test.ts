// Work found and won as two people live it: she on a telephone in Japanese, the company at a desk in English, nobody
// reloading. An opening is found, a letter sent, lawful terms offered, accepted by keyboard; names open and work begins.
import { extname } from 'node:path';
import { dayOf, addDays } from '@enishi/shared/tokyo-calendar';
import { account as accountEn } from '../../client/src/copy/en/account';
import { applications as en } from '../../client/src/copy/en/applications';
import { assignments as assignmentsEn } from '../../client/src/copy/en/assignments';
import { account as accountJa } from '../../client/src/copy/ja/account';
import { applications as ja } from '../../client/src/copy/ja/applications';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { axeViolations, sidewaysScroll, startBrowser, type Screen, type TestBrowser } from '../support/browser';
import { publishExpert, publishOpening } from '../support/journey';

jest.setTimeout(120_000);

const accounts = { ja: accountJa, en: accountEn };
let app: TestApp;
let browser: TestBrowser;
const screens: Screen[] = [];
beforeAll(async () => {
  app = await startTestApp();
  // Browsers know no other time than the real one.
  app.clock.set(new Date());
  browser = await startBrowser(app.baseUrl);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const enter = async (email: string, language: 'ja' | 'en', width: number) => {
  const screen = await browser.open({ language, width, height: 800 });
  screens.push(screen);
  const { page } = screen;
  await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  await page.goto('/sign-in');
  await page.getByLabel(accounts[language].email).fill(email);
  await page.getByLabel(accounts[language].password, { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: accounts[language].signIn.submit }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
};

test('an opening two prefectures away is applied for, offered on lawful terms, and accepted', async () => {
  const today = dayOf(new Date());
  const closed = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
  const company = await app.signedIn({ roles: ['company'], displayName: 'Hanako Nagai', language: 'en' });
  const person = await app.signedIn({ roles: ['teleworker'], prefecture: '33', displayName: '新庄 みどり' });
  await publishExpert(person.client, { kind: 'teleworker', hoursPerWeek: 12, tags: ['cad'], disclosure: closed });
  const opening = await publishOpening(company.client, {
    ...{ startsOn: addDays(today, 10), endsOn: addDays(today, 66), applyBy: addDays(today, 30), disclosure: closed },
  });
  await app.settled();

  const hers = await enter(person.user.email, 'ja', 375);
  // She finds it where her free hours and skills lead her.
  await hers.goto('/work');
  await hers.getByRole('link', { name: opening.title }).first().click();
  await hers.getByRole('button', { name: ja.apply.button }).click();
  await hers
    .getByRole('textbox', { name: new RegExp(ja.apply.letter) })
    .fill('週に十二時間、子どもが学校にいる間に働けます。');
  await hers.getByRole('button', { name: ja.apply.send }).click();
  await hers.getByText(ja.list.waitingFor.need).waitFor();

  const theirs = await enter(company.user.email, 'en', 1280);
  await theirs.goto('/applications');
  await theirs.getByRole('link', { name: opening.title }).click();
  await theirs.getByText('週に十二時間').waitFor();
  expect(await theirs.getByText(person.user.displayName).count()).toBe(0);
  await theirs.getByRole('link', { name: en.actions.offer }).click();
  await theirs.getByText(en.form.once).click();
  const payday = theirs.locator('[name="payment.on"]');
  await payday.fill(addDays(today, 126));
  await theirs.getByRole('button', { name: en.form.send }).click();
  await theirs.getByText(/Choose a day within 60 days of receipt/).waitFor();
  await payday.fill(addDays(today, 125));
  await theirs.getByRole('button', { name: en.form.send }).click();
  await theirs.getByRole('heading', { name: en.sheet.title }).waitFor();
  // What lies over a page for a moment, or the mouse rests on, is not how it looks.
  await theirs.mouse.move(0, 0);
  await theirs.getByText(en.form.sent).waitFor({ state: 'hidden' });
  expect([await axeViolations(theirs), await sidewaysScroll(theirs)]).toEqual([[], 0]);

  // It has come to her by itself, and she answers without a mouse.
  const accept = hers.getByRole('button', { name: ja.actions.accept });
  await accept.waitFor();
  expect([await axeViolations(hers), await sidewaysScroll(hers)]).toEqual([[], 0]);
  await accept.focus();
  await hers.keyboard.press('Enter');
  await hers.getByRole('dialog').getByRole('button', { name: ja.actions.accept }).focus();
  await hers.keyboard.press('Enter');
  await hers.getByRole('heading', { name: ja.opened.title }).waitFor();
  await hers.getByText(company.user.email).first().waitFor();
  const [saved] = await Promise.all([hers.waitForEvent('download'), hers.getByRole('link', { name: /PDF/ }).click()]);
  expect(extname(saved.suggestedFilename())).toBe('.pdf');

  await theirs.getByText(person.user.email).first().waitFor();
  await theirs.goto('/assignments');
  await theirs.getByRole('heading', { level: 1, name: assignmentsEn.title }).waitFor();
  await theirs.getByText(opening.title).first().waitFor();
  expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
});
