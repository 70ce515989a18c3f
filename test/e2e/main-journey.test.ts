// The main job as three people live it, each at their own screen, nobody reloading: a company posts a need, the
// professor's bell rings, the coordinator proposes, both accept, names appear. In Japanese, then in English.
import { startBrowser, type Screen, type TestBrowser } from '../support/browser';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { publishSeed } from '../support/journey';
import { buildSeed } from '../support/builders';
import { account as accountEn } from '../../client/src/copy/en/account';
import { introductions as introductionsEn } from '../../client/src/copy/en/introductions';
import { writing as writingEn } from '../../client/src/copy/en/writing';
import { matches as matchesEn } from '../../client/src/copy/en/matches';
import { account as accountJa } from '../../client/src/copy/ja/account';
import { introductions as introductionsJa } from '../../client/src/copy/ja/introductions';
import { writing as writingJa } from '../../client/src/copy/ja/writing';
import { matches as matchesJa } from '../../client/src/copy/ja/matches';

jest.setTimeout(120_000);

/** What the buttons and fields are called, from the very copy that the screens use. */
const words = {
  ja: { account: accountJa, writing: writingJa, introductions: introductionsJa, matches: matchesJa },
  en: { account: accountEn, writing: writingEn, introductions: introductionsEn, matches: matchesEn },
};

const savedAt = /(保存しました|Saved) \d/;
const proposal = /(^「.+」を追加$|^Add “)/;
const removal = /(^「.+」を外す$|^Remove “)/;
const oneUnread = /(未読\s*1\s*件|1\s*unread)/;

describe.each(['ja', 'en'] as const)('from a posted need to open names (%s)', (language) => {
  const word = words[language];
  let app: TestApp;
  let browser: TestBrowser;
  const screens: Screen[] = [];

  const enter = async (email: string): Promise<Screen> => {
    const screen = await browser.open({ language });
    screens.push(screen);
    const { page } = screen;
    await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
    await page.goto('/sign-in');
    await page.getByLabel(word.account.email).fill(email);
    await page.getByLabel(word.account.password, { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: word.account.signIn.submit }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return screen;
  };

  beforeAll(async () => {
    app = await startTestApp();
    browser = await startBrowser(app.baseUrl);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('brings the two together', async () => {
    const professor = await app.signedIn({ roles: ['researcher'], displayName: '見本 教授', language });
    await publishSeed(professor.client, buildSeed());
    const company = await app.person({ roles: ['company'], displayName: '見本 社長', language });
    const broker = await app.person({ roles: ['coordinator'], displayName: '見本 仲人', language });

    const atProfessor = await enter(professor.user.email);
    const atBroker = await enter(broker.email);
    const atCompany = await enter(company.email);

    // The company answers the plain questions; the draft saves itself.
    await atCompany.page.goto('/needs/new');
    await atCompany.page.getByLabel(word.writing.edit.title).fill('持ち運べる蓄電池の安全性を第三者に評価してほしい');
    await atCompany.page
      .getByLabel(word.writing.edit.situation.label)
      .fill('リチウムイオン電池のポータブル電源を出します。社内の試験だけでは取引先に安全だと説明しきれません。');
    await atCompany.page
      .getByLabel(word.writing.edit.goal.label)
      .fill('安全性評価と性能検査を公的な立場の方と行い、結果を製品説明に使いたい。');
    await atCompany.page.getByText(savedAt).first().waitFor();
    await atCompany.page.reload();
    await expect(atCompany.page.getByLabel(word.writing.edit.title).inputValue()).resolves.toContain(
      '持ち運べる蓄電池',
    );
    // Enishi proposes tags from the text; the company takes the first two.
    for (const taken of [1, 2]) {
      await atCompany.page.getByRole('button', { name: proposal }).first().click();
      await atCompany.page
        .getByRole('button', { name: removal })
        .nth(taken - 1)
        .waitFor();
    }
    await atCompany.page.getByRole('button', { name: word.writing.edit.publish, exact: true }).click();
    await atCompany.page.waitForURL(/\/needs\/[0-9a-f]{24}(\/candidates)?$/);

    // Nobody reloads: the bell rings, the queue grows.
    await atProfessor.page.getByRole('button', { name: oneUnread }).waitFor();
    await atBroker.page.goto('/workbench');
    await atBroker.page
      .getByRole('link', { name: /持ち運べる蓄電池/ })
      .first()
      .click();
    await atBroker.page.getByRole('heading', { name: word.matches.candidates.title }).waitFor();
    await atBroker.page.getByRole('button', { name: word.introductions.propose }).first().click();
    await atBroker.page.getByRole('button', { name: word.introductions.proposeConfirm }).click();

    for (const { page } of [atProfessor, atCompany]) {
      await page.goto('/introductions');
      await page
        .getByRole('link', { name: /持ち運べる蓄電池/ })
        .first()
        .click();
      await page.getByRole('button', { name: word.introductions.accept }).click();
      await page.getByRole('dialog').getByRole('button', { name: word.introductions.accept }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await atProfessor.page.getByRole('heading', { name: word.introductions.opened.title }).waitFor();
    await atProfessor.page.getByText(company.email).first().waitFor();
    await atCompany.page.getByText(professor.user.email).first().waitFor();

    expect(screens.flatMap((screen) => screen.complaints)).toEqual([]);
  });
});
