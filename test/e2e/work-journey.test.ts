// Work as two people live it after the offer was accepted: weeks reported on a telephone, approved at a desk, delivered,
// inspected, paid and looked back on; and an expert who comes for three hours. Nobody reloads.
import { listAssignments } from '@enishi/shared/assignment-contracts';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import { updateMe } from '@enishi/shared/users';
import { account as accountEn } from '../../client/src/copy/en/account';
import { assignments as en } from '../../client/src/copy/en/assignments';
import { dispatches as dispatchesEn } from '../../client/src/copy/en/dispatches';
import { account as accountJa } from '../../client/src/copy/ja/account';
import { assignments as ja } from '../../client/src/copy/ja/assignments';
import { dispatches as dispatchesJa } from '../../client/src/copy/ja/dispatches';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { acceptIt, apply, offer, openingWithPerson } from '../support/applications';
import { axeViolations, sidewaysScroll, startBrowser, type Screen, type TestBrowser } from '../support/browser';
import { publishExpert } from '../support/journey';

jest.setTimeout(120_000);

const accounts = { ja: accountJa, en: accountEn };
const today = () => dayOf(new Date());
let app: TestApp;
let browser: TestBrowser;
const screens: Screen[] = [];
beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser(app.baseUrl);
});
afterEach(async () => {
  expect(screens.splice(0).flatMap(({ complaints }) => complaints)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const enter = async (email: string, language: 'ja' | 'en', width: number, path: string) => {
  const screen = await browser.open({ language, width, height: 800 });
  screens.push(screen);
  const { page } = screen;
  await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel(accounts[language].email).fill(email);
  await page.getByLabel(accounts[language].password, { exact: true }).fill(testPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === path);
  return page;
};

/** Agreed three weeks ago, two whole weeks are over. */
const begun = async () => {
  app.clock.set(new Date(`${addDays(today(), -21)}T01:00:00.000Z`));
  const met = await openingWithPerson(app, {
    opening: { title: '取扱説明書の英訳', applyBy: addDays(today(), 30) },
    expert: { hoursPerWeek: 12 },
  });
  await met.company.client.call(updateMe, { body: { version: 0, language: 'en' } });
  const applied = await apply(met.person.client, met.opening.id, met.profile.id);
  const offered = await offer(met.company.client, applied, {
    startsOn: addDays(today(), -20),
    dueOn: addDays(today(), 20),
    inspectBy: addDays(today(), 25),
    amount: { kind: 'hourly', yen: 1500, expected: 60 },
    payment: { kind: 'once', on: addDays(today(), 40) },
  });
  await acceptIt(met.person.client, offered);
  await app.settled();
  app.clock.set(new Date());
  const client = await app.enter(met.person.user.email);
  const [work] = (await client.call(listAssignments)).items;
  return { ...met, id: work?.id ?? '' };
};

test('two weeks are reported and approved, the work delivered, inspected, paid and looked back on', async () => {
  const { company, person, id } = await begun();
  const hers = await enter(person.user.email, 'ja', 375, `/assignments/${id}`);
  const theirs = await enter(company.user.email, 'en', 1280, `/assignments/${id}`);

  for (const [index, hours] of ['6', '7.5'].entries()) {
    await hers.getByRole('button', { name: ja.weeks.report }).first().click();
    const dialog = hers.getByRole('dialog');
    await dialog.getByLabel(ja.weeks.hours).fill(hours);
    await dialog.getByLabel(ja.weeks.note).fill(`第${index + 1}章を訳しました。`);
    await dialog.getByRole('button', { name: ja.weeks.send }).focus();
    await hers.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    // It arrives at the company's desk by itself, and is approved there.
    await theirs.getByText(`第${index + 1}章を訳しました。`).waitFor();
    await theirs
      .getByRole('button', { name: new RegExp(`^${en.weeks.approve}`) })
      .first()
      .click();
    await hers.getByText(ja.reportState.approved).nth(index).waitFor();
  }
  expect([await axeViolations(hers), await sidewaysScroll(hers)]).toEqual([[], 0]);
  expect([await axeViolations(theirs), await sidewaysScroll(theirs)]).toEqual([[], 0]);

  await hers.getByRole('button', { name: ja.deliveries.deliver }).first().click();
  await hers.getByRole('dialog').getByLabel(ja.deliveries.note).fill('全章の訳です。用語集も付けました。');
  await hers.getByRole('dialog').getByRole('button', { name: ja.deliveries.send }).click();
  await theirs.getByRole('button', { name: en.deliveries.accept }).click();
  await theirs.getByRole('dialog').getByRole('button', { name: en.deliveries.acceptConfirm }).click();
  await hers.getByText(ja.state.completed).first().waitFor();

  await theirs
    .getByRole('button', { name: new RegExp(`^${en.payments.record}`) })
    .first()
    .click();
  await theirs.getByRole('dialog').getByRole('button', { name: en.payments.recordConfirm }).click();
  await theirs.getByRole('dialog').waitFor({ state: 'hidden' });
  await hers.getByText(/に支払い済み/).waitFor();

  for (const thing of Object.values(ja.rated.worker))
    await hers.getByRole('radiogroup', { name: thing }).getByRole('radio').last().check();
  await hers.getByRole('button', { name: ja.reviews.send }).click();
  await hers.getByText(ja.reviews.sent).waitFor();
});

test('a company books an expert for three hours', async () => {
  app.clock.set(new Date());
  const company = await app.signedIn({ roles: ['company'], displayName: '長井 社長' });
  const coordinator = await app.signedIn({ roles: ['coordinator'], language: 'en' });
  const expert = await app.signedIn({ roles: ['expert'], displayName: '酒田 技術士' });
  const profile = await publishExpert(expert.client, { title: '電池の安全試験に詳しい技術士' });
  await app.settled();

  const theirs = await enter(company.user.email, 'ja', 375, '/dispatches/new');
  const { form } = dispatchesJa;
  await theirs.getByLabel(form.theme.label).fill('電池の安全試験の組み立て方');
  await theirs
    .getByLabel(form.text.label)
    .fill('リチウムイオン電池を使う製品の安全試験を、何から始めればよいか教えてほしい。');
  await theirs.getByRole('textbox', { name: new RegExp(`^${form.hours.label}`) }).fill('3');
  await theirs.locator('input[name="tags"]').fill('リチウムイオン電池');
  await theirs
    .getByRole('option', { name: /リチウムイオン電池/ })
    .first()
    .click();
  expect([await axeViolations(theirs), await sidewaysScroll(theirs)]).toEqual([[], 0]);
  await theirs.getByRole('button', { name: form.send }).click();
  await theirs.waitForURL(/\/dispatches\/[0-9a-f]{24}$/);
  const address = new URL(theirs.url()).pathname;

  const desk = await enter(coordinator.user.email, 'en', 1280, address);
  await desk.getByRole('button', { name: dispatchesEn.candidates.askOf.replace('{{title}}', profile.title) }).click();
  const experts = await enter(expert.user.email, 'ja', 375, address);
  await experts.getByRole('button', { name: dispatchesJa.answer.accept }).click();
  // Both learn who the other is, each on the screen they have open.
  await experts.getByText('長井 社長').first().waitFor();
  await theirs.getByText('酒田 技術士').first().waitFor();
  await desk.getByRole('link', { name: dispatchesEn.page.arrange }).waitFor();
  expect([await axeViolations(desk), await sidewaysScroll(desk)]).toEqual([[], 0]);
});
