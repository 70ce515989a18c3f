// From a telephone call to an outcome in the year's figures, as a coordinator, a company, a researcher and somebody
// without an account live it, in Japanese, each at their own screen. Nobody reloads to see what another did.
import ICAL from 'ical.js';
import { getMeeting } from '@enishi/shared/meeting-contracts';
import type { Page } from 'playwright-core';
import type { NeedView } from '@enishi/shared/needs';
import { startBrowser, type Screen, type TestBrowser } from '../support/browser';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { publishNeed, publishSeed } from '../support/journey';
import { account } from '../../client/src/copy/ja/account';
import { cases } from '../../client/src/copy/ja/cases';
import { figures } from '../../client/src/copy/ja/figures';
import { introductions } from '../../client/src/copy/ja/introductions';
import { meetings } from '../../client/src/copy/ja/meetings';
import { projects } from '../../client/src/copy/ja/projects';

jest.setTimeout(240_000);

const hour = 3_600_000;
type Someone = Awaited<ReturnType<TestApp['signedIn']>>;
const goal = '半年で試作を終え、取引先三社の評価を受けて、展示会で受注を始める。';

describe('from a telephone call to an outcome', () => {
  let app: TestApp;
  let browser: TestBrowser;
  const screens: Screen[] = [];
  let company: Someone;
  let broker: Someone;
  let desk: Page;
  let board: Page;
  let atCompany: Page;
  let atProfessor: Page;
  let need: NeedView;
  let caseAddress: string;
  let meetingAddress: string;
  let meetingId: string;

  /** The screens' clocks go with the server's. */
  const setClocks = async () => {
    for (const { context } of screens) await context.clock.setFixedTime(app.clock.now());
  };
  const openScreen = async (): Promise<Screen> => {
    const screen = await browser.open({ language: 'ja' });
    screens.push(screen);
    await setClocks();
    return screen;
  };
  const enter = async (email: string): Promise<Screen> => {
    const screen = await openScreen();
    const { page } = screen;
    await page.goto('/sign-in');
    await page.getByLabel(account.email).fill(email);
    await page.getByLabel(account.password, { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: account.signIn.submit }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return screen;
  };

  beforeAll(async () => {
    app = await startTestApp();
    browser = await startBrowser(app.baseUrl);
    company = await app.signedIn({ roles: ['company'], displayName: '伊藤 社長' });
    const professor = await app.signedIn({ roles: ['researcher'], displayName: '工藤 教授' });
    broker = await app.signedIn({ roles: ['coordinator'], displayName: '遠藤 仲人' });
    await publishSeed(professor.client);
    await app.settled();
    desk = (await enter(broker.user.email)).page;
    atCompany = (await enter(company.user.email)).page;
    atProfessor = (await enter(professor.user.email)).page;
    const colleague = await app.person({ roles: ['coordinator'], displayName: '高橋 同僚' });
    board = (await enter(colleague.email)).page;
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  // Each step goes on where the one before ended.
  it('the telephone rings; a minute later it is a case, and on a colleague’s board', async () => {
    await board.goto('/cases');
    await desk.goto('/cases/new');
    await desk.getByLabel(cases.quick.about).fill('蓄電池の安全性を評価してほしい');
    await desk.getByLabel(cases.contact.name).fill('伊藤');
    await desk.getByLabel(cases.contact.phone).fill('0238-00-0000');
    await desk.getByRole('button', { name: cases.quick.save }).click();
    await desk.waitForURL(/\/cases\/[0-9a-f]{24}$/);
    caseAddress = new URL(desk.url()).pathname;
    await board.getByRole('link', { name: '蓄電池の安全性を評価してほしい' }).waitFor();
  });

  it('the company writes its need down; the coordinator says that it is this case', async () => {
    need = await publishNeed(company.client);
    await app.settled();
    await desk.getByRole('button', { name: cases.link.title }).click();
    const linking = desk.getByRole('dialog');
    await linking.getByLabel(cases.link.label).selectOption(need.id);
    await linking.getByRole('button', { name: cases.link.confirm }).click();
    await linking.waitFor({ state: 'detached' });
  });

  it('proposed, and accepted by both', async () => {
    await desk.goto(`/workbench/${need.id}`);
    await desk.getByRole('button', { name: introductions.propose }).first().click();
    await desk.getByRole('dialog').getByRole('button', { name: introductions.proposeConfirm }).click();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    for (const page of [atProfessor, atCompany]) {
      await page.goto('/introductions');
      await page
        .getByRole('link', { name: /持ち運べる蓄電池/ })
        .first()
        .click();
      await page.getByRole('button', { name: introductions.accept }).click();
      await page.getByRole('dialog').getByRole('button', { name: introductions.accept }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  it('dates are proposed by keyboard, and answered by three, one of them without an account', async () => {
    await desk.goto(caseAddress);
    await desk
      .getByRole('link', { name: meetings.new.action })
      .or(desk.getByRole('button', { name: meetings.new.action }))
      .first()
      .click();
    await desk.waitForURL(/\/meetings\/new/);
    await desk.getByRole('button', { name: meetings.new.addGuest }).click();
    await desk.getByLabel(meetings.new.guestName).fill('高橋 工場長');
    await desk.getByLabel(meetings.new.guestEmail).fill('plant@mail.example');
    await desk.getByRole('button', { name: meetings.grid.next }).click();
    await desk.locator('[data-spot="1-4"]').focus();
    await desk.keyboard.press('Space');
    await desk.locator('[data-spot="2-8"]').focus();
    await desk.keyboard.press('Space');
    await desk.getByRole('button', { name: meetings.new.send }).click();
    await desk.waitForURL(/\/meetings\/[0-9a-f]{24}$/);
    meetingAddress = new URL(desk.url()).pathname;
    meetingId = meetingAddress.split('/').at(-1) ?? '';

    const asked = await broker.client.call(getMeeting, { params: { id: meetingId } });
    const link = asked.participants.find(({ guest }) => guest)?.guest?.link.address ?? '';
    const { page: guest } = await openScreen();
    await guest.goto(new URL(link).pathname);
    for (const page of [guest, atCompany, atProfessor]) {
      if (page !== guest) await page.goto(meetingAddress);
      await page.getByRole('radio', { name: meetings.answer.yes }).first().waitFor();
      for (const yes of await page.getByRole('radio', { name: meetings.answer.yes }).all()) await yes.check();
      await page.getByRole('button', { name: meetings.send }).click();
      await page.getByText(meetings.answerSaved, { exact: true }).waitFor();
    }
  });

  it('the coordinator has seen the answers come in, and confirms with one click', async () => {
    await desk.getByText('3人中3人が回答').first().waitFor();
    await desk
      .getByRole('button', { name: /：この日時で確定$/ })
      .first()
      .click();
    await atCompany.getByText(meetings.state.confirmed).first().waitFor();
    const calendar = await desk.request.get(`/api/meetings/${meetingId}/meeting.ics`);
    const event = new ICAL.Component(ICAL.parse(await calendar.text()) as never).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('uid')).toEqual(expect.stringContaining(meetingId));
  });

  it('it took place; the minutes become what has to be done', async () => {
    const { startsAt } = await broker.client.call(getMeeting, { params: { id: meetingId } });
    app.clock.set(new Date(Date.parse(startsAt ?? '') + 2 * hour));
    await setClocks();
    await desk.reload();
    await desk.getByLabel(meetings.minutesPart.text, { exact: true }).fill('## 話したこと\n\n- 釘刺し試験から始める');
    await desk.getByRole('button', { name: meetings.minutesPart.addAction }).click();
    await desk.getByRole('textbox', { name: 'すること 1' }).fill('試験片を五つ送る');
    await desk.getByRole('button', { name: meetings.minutesPart.send, exact: true }).click();
    await desk
      .getByText(/に送りました/)
      .first()
      .waitFor();
    await atCompany.getByText('釘刺し試験から始める').first().waitFor();
    await desk.goto(caseAddress);
    await desk.getByText('試験片を五つ送る').first().waitFor();
  });

  it('a project with two work packages, of which both sides are members', async () => {
    await desk.getByRole('button', { name: projects.create }).click();
    const creating = desk.getByRole('dialog');
    await creating.getByLabel(projects.name).fill('安全評価キットの共同開発');
    await creating.getByRole('textbox', { name: projects.goal, exact: true }).fill(goal);
    await creating.getByRole('button', { name: projects.create }).click();
    await desk.getByRole('link', { name: '安全評価キットの共同開発' }).click();
    for (const title of ['試験の計画', '試作と評価']) {
      await desk.getByRole('button', { name: '作業パッケージを加える' }).first().click();
      const adding = desk.getByRole('dialog');
      await adding.getByLabel(projects.field.title.work_package).fill(title);
      await adding.getByLabel(projects.field.organisationName).fill('共同');
      await adding.getByLabel(projects.field.from).fill('2026-12-01');
      await adding.getByLabel(projects.field.to).fill('2027-03-31');
      await adding.getByRole('button', { name: projects.save }).click();
      await adding.waitFor({ state: 'detached' });
    }
    await atProfessor.goto(new URL(desk.url()).pathname);
    await atProfessor.getByText('試作と評価').first().waitFor();
  });

  it('the outcome stands in the figures of the year', async () => {
    await desk.goto(caseAddress);
    await desk.getByRole('button', { name: projects.outcome.record }).click();
    const recording = desk.getByRole('dialog');
    await recording.getByLabel(projects.outcome.kind).selectOption('product');
    await recording.getByLabel(projects.outcome.text).fill('安全評価キット');
    await recording.getByRole('button', { name: projects.outcome.record }).click();
    await recording.waitFor({ state: 'detached' });
    // Who looked on has seen it move all the way.
    await board
      .getByRole('region', { name: cases.stage.outcome })
      .getByRole('link', { name: '蓄電池の安全性を評価してほしい' })
      .waitFor();
    await desk.goto('/figures');
    await desk.getByRole('heading', { name: figures.title, level: 1 }).waitFor();
    await desk.getByText(projects.outcomeKind.product).first().waitFor();
  });

  it('nobody’s browser complained on the way', () => {
    expect(screens.flatMap((screen) => screen.complaints)).toEqual([]);
  });
});
