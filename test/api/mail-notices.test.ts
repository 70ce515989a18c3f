// What becomes of a notice: a mail at once, a line in the letter of the morning, or nothing, as its receiver likes.
import { setMailSubscription, getMailSubscription } from '@enishi/shared/mail';
import { secrecyPresets } from '@enishi/shared/disclosure';
import { endIntroduction } from '@enishi/shared/introductions';
import { needContracts } from '@enishi/shared/needs';
import { digestHour, type MailSettings, type NotificationSettings } from '@enishi/shared/notification-kinds';
import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import { getSession, updateMe } from '@enishi/shared/users';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { accept, meetingOfTwo, propose, publishNeed, publishSeed } from '../support/journey';
import { ask, confirm, connectedPair } from '../support/meetings';
import { startMailServer, type MailServer } from '../support/mail-server';

const hour = 3_600_000;
let server: MailServer;
let app: TestApp;
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({ env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp' } });
});
beforeEach(async () => {
  await app.reset();
  server.reset();
  // Ten in the morning in Japan.
  app.clock.set(new Date('2026-11-20T01:00:00.000Z'));
});
afterAll(async () => {
  await app.close();
  await server.down();
});

const mailsTo = (user: { email: string }) => server.mails.filter(({ envelopeTo }) => envelopeTo.includes(user.email));
const wish = async (
  client: HttpClient,
  choice: { notificationSettings?: NotificationSettings; mailSettings?: MailSettings },
) => {
  const { viewer } = await client.call(getSession);
  await client.call(updateMe, { body: { version: viewer?.version ?? 0, ...choice } });
};
const tomorrowAtEight = new Date('2026-11-20T23:00:00.000Z');
const sweepAt = async (moment: Date) => {
  await app.mailed();
  app.clock.set(moment);
  await app.wired.sweep.run();
  await app.mailed();
};
const linkIn = (text: string | undefined) => /https?:\S+\/unsubscribe\/(\S+)/.exec(text ?? '')?.[1] ?? '';

test('a proposal reaches both sides by mail at once, each with a way to answer and a way to stop such mails', async () => {
  const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app);
  await app.mailed();
  expect(server.mails).toEqual([]);
  const introduction = await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  for (const { user } of [company, researcher]) {
    const [mail, ...others] = mailsTo(user);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(`「${need.title}」について、コーディネーターから打診が届きました`);
    expect(mail?.text).toContain(`${app.baseUrl}/introductions/${introduction.id}`);
    expect(mail?.headers['list-unsubscribe-post']).toEqual(['List-Unsubscribe=One-Click']);
    expect(mail?.headers['list-unsubscribe']).toEqual([`<${app.baseUrl}/unsubscribe/${linkIn(mail?.text)}>`]);
  }
  // What the sweep finds is in the outbox already.
  await sweepAt(app.clock.now());
  expect(server.mails).toHaveLength(2);
});

test('the mail speaks its receiver’s language, as it is when the mail leaves', async () => {
  const { researcher, coordinator, seed, need } = await meetingOfTwo(app);
  const { viewer } = await researcher.client.call(getSession);
  await researcher.client.call(updateMe, { body: { version: viewer?.version ?? 0, language: 'en' } });
  await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  expect(mailsTo(researcher.user)[0]?.subject).toBe(`A coordinator proposes an introduction about “${need.title}”`);
});

test('sides and coordinator are each told what they can do now', async () => {
  const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app);
  const proposed = await propose(coordinator.client, need.id, seed.id);
  await accept(company.client, await accept(researcher.client, proposed));
  await app.mailed();
  const made = (user: { email: string }) =>
    mailsTo(user).find(({ subject }) => subject === `「${need.title}」の紹介が成立しました`)?.text;
  expect(made(company.user)).toContain('最初の打ち合わせについて、ご連絡をお取りください');
  expect(made(researcher.user)).toContain('最初の打ち合わせについて、ご連絡をお取りください');
  expect(made(coordinator.user)).toContain('最初の面談の日程調整をお願いします');
});

test('whoever may see the need no longer is still told as a side, without its title', async () => {
  const { researcher, coordinator, seed, need } = await meetingOfTwo(app, {
    need: { disclosure: secrecyPresets.coordinator },
  });
  const proposed = await propose(coordinator.client, need.id, seed.id);
  await coordinator.client.call(endIntroduction, {
    params: { id: proposed.id },
    body: { version: proposed.version, reason: 'no_capacity', text: '' },
  });
  await app.mailed();
  const [ended] = mailsTo(researcher.user).filter(({ subject }) => subject.includes('見送り'));
  expect(ended?.subject).toBe('（いまは公開されていない件）の紹介は、今回は見送りとなりました');
  expect(ended?.text).toContain('ご検討いただき、ありがとうございました');
});

test('a date comes as one mail with its calendar entry, not as a second one from the notice', async () => {
  const pair = await connectedPair(app);
  const meeting = await ask(pair);
  await app.mailed();
  server.mails.length = 0;
  await confirm(pair.coordinator.client, meeting);
  await app.mailed();
  for (const { user } of [pair.company, pair.researcher]) {
    const [mail, ...others] = mailsTo(user);
    expect(others.map(({ subject }) => subject)).toEqual([]);
    expect(mail?.parts.some(({ type }) => type.includes('method=REQUEST'))).toBe(true);
  }
  expect((await pair.company.client.call(listNotifications)).items[0]?.kind).toBe('meeting_confirmed');
});

test('what fits waits for the morning and comes as one mail at eight, once', async () => {
  const researcher = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(researcher.client);
  const first = await publishNeed((await app.signedIn()).client, {
    title: '一つ目のニーズ：蓄電池の安全性を評価したい',
  });
  const second = await publishNeed((await app.signedIn()).client, {
    title: '二つ目のニーズ：蓄電池の安全性を評価したい',
  });
  await app.mailed();
  await sweepAt(new Date(tomorrowAtEight.getTime() - 1));
  expect(mailsTo(researcher.user)).toEqual([]);
  await sweepAt(tomorrowAtEight);
  await sweepAt(new Date(tomorrowAtEight.getTime() + hour));
  await sweepAt(new Date(tomorrowAtEight.getTime() + 24 * hour));
  const [digest, ...others] = mailsTo(researcher.user);
  expect(others).toEqual([]);
  expect(digestHour).toBe(8);
  expect(digest?.subject).toBe('今朝のお知らせ（2件）');
  for (const need of [first, second]) {
    expect(digest?.text).toContain(`ニーズ「${need.title}」`);
    expect(digest?.text).toContain(`${app.baseUrl}/needs/${need.id}`);
  }
});

test('a letter of the morning that was late does not swallow the next one', async () => {
  const researcher = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(researcher.client);
  await publishNeed((await app.signedIn()).client);
  await app.mailed();
  // The server was down over eight o'clock, and came up at three in the following night.
  await sweepAt(new Date('2026-11-21T18:00:00.000Z'));
  expect(mailsTo(researcher.user)).toHaveLength(1);
  await publishNeed((await app.signedIn()).client, { title: '夜明け前のニーズ：蓄電池の安全性を評価したい' });
  await app.mailed();
  await sweepAt(new Date('2026-11-21T23:00:00.000Z'));
  expect(mailsTo(researcher.user).map(({ subject }) => subject)).toEqual([
    '今朝のお知らせ（1件）',
    '今朝のお知らせ（1件）',
  ]);
});

test('what was read on a screen before the mail left is not mailed', async () => {
  const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app);
  await server.down();
  await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  await researcher.client.call(markNotifications, { body: { all: true } });
  await server.up();
  await sweepAt(tomorrowAtEight);
  expect(mailsTo(researcher.user)).toEqual([]);
  expect(mailsTo(company.user)).toHaveLength(1);
});

test('a title that its receiver may no longer see stands in no mail', async () => {
  const researcher = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(researcher.client);
  const company = await app.signedIn();
  const need = await publishNeed(company.client);
  await app.mailed();
  await company.client.call(needContracts.close, {
    params: { id: need.id },
    body: { version: need.version, reason: 'no_longer_needed' },
  });
  await app.mailed();
  await sweepAt(tomorrowAtEight);
  const [digest] = mailsTo(researcher.user);
  expect(digest?.text).toContain('（いまは公開されていない件）');
  expect(digest?.text).not.toContain(need.title);
});

test('everybody chooses for each kind; a notice that comes daily is mailed daily, one that is off is not mailed', async () => {
  const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app);
  await wish(company.client, { mailSettings: { introduction_proposed: 'off' } });
  await wish(researcher.client, { notificationSettings: { introduction_proposed: 'daily' } });
  await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  expect(server.mails).toEqual([]);
  expect((await company.client.call(listNotifications)).items).toHaveLength(1);
  await sweepAt(tomorrowAtEight);
  expect(mailsTo(company.user)).toEqual([]);
  expect(mailsTo(researcher.user).map(({ subject }) => subject)).toEqual(['今朝のお知らせ（2件）']);
});

test('whoever switched a kind off before there was mail gets no mail of it either', async () => {
  const { researcher, coordinator, seed, need } = await meetingOfTwo(app);
  await app.connection
    .collection('users')
    .updateOne(
      { email: researcher.user.email },
      { $set: { notificationSettings: { introduction_proposed: 'off' } }, $unset: { mailSettings: 1 } },
    );
  await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  expect(mailsTo(researcher.user)).toEqual([]);
  expect((await researcher.client.call(getSession)).viewer?.mailSettings).toEqual({});
});

test('killed between notice and letter: the sweep makes up for it, once', async () => {
  const { researcher, coordinator, seed, need } = await meetingOfTwo(app);
  await propose(coordinator.client, need.id, seed.id);
  await app.mailed();
  const notice = { kind: 'introduction_proposed', userId: researcher.user.id };
  const asIfKilled = async (isOutboxEmpty: boolean) => {
    if (isOutboxEmpty) await app.connection.collection('outbox').deleteMany({ 'to.userId': researcher.user.id });
    await app.connection.collection('notifications').updateOne(notice, { $set: { isMailed: false } });
    await sweepAt(app.clock.now());
  };
  await asIfKilled(false);
  expect(mailsTo(researcher.user)).toHaveLength(1);
  await asIfKilled(true);
  await asIfKilled(false);
  expect(mailsTo(researcher.user)).toHaveLength(2);
});

describe('the link that stops mails', () => {
  const proposed = async () => {
    const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app);
    const introduction = await propose(coordinator.client, need.id, seed.id);
    await app.mailed();
    const token = linkIn(mailsTo(company.user)[0]?.text);
    return { company, researcher, introduction, token };
  };
  const oneClick = (token: string, body = 'List-Unsubscribe=One-Click', type = 'application/x-www-form-urlencoded') =>
    fetch(`${app.baseUrl}/unsubscribe/${token}`, { method: 'POST', body, headers: { 'content-type': type } });
  const settingsOf = async (client: HttpClient) => (await client.call(getSession)).viewer?.mailSettings;

  test('works with one click of the mail program, without a session, and again without harm', async () => {
    const { company, token } = await proposed();
    expect((await oneClick(token)).status).toBe(200);
    expect((await oneClick(token)).status).toBe(200);
    expect(await settingsOf(company.client)).toEqual({ introduction_proposed: 'off' });
  });

  test('takes the form that some mail programs send', async () => {
    const { company, token } = await proposed();
    const form = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    expect((await oneClick(token, form, 'multipart/form-data; boundary=x')).status).toBe(200);
    expect(await settingsOf(company.client)).toEqual({ introduction_proposed: 'off' });
  });

  test('changes nothing when it is only looked at, as scanners do', async () => {
    const { company, token } = await proposed();
    await fetch(`${app.baseUrl}/unsubscribe/${token}`);
    expect(await app.visitor().call(getMailSubscription, { params: { token } })).toEqual({
      topic: 'introduction_proposed',
      isOn: true,
      email: expect.stringMatching(/^.…@/) as string,
    });
    expect(await settingsOf(company.client)).toEqual({});
    expect((await oneClick(token, 'anything')).status).toBe(400);
    expect(await settingsOf(company.client)).toEqual({});
  });

  test('switches on again what it switched off, from its page', async () => {
    const { company, researcher, introduction, token } = await proposed();
    const visitor = app.visitor();
    const set = (isOn: boolean) => visitor.call(setMailSubscription, { params: { token }, body: { isOn } });
    expect(await set(false)).toMatchObject({ isOn: false });
    expect(await set(true)).toMatchObject({ isOn: true });
    expect(await settingsOf(company.client)).toEqual({});
    await set(false);
    // Other kinds still come.
    await accept(researcher.client, introduction);
    await app.mailed();
    expect(mailsTo(company.user).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('打診が届きました'),
      expect.stringContaining('片方が承諾しました'),
    ]);
  });

  test('stops the letter of the morning, which leaves the notices where they are', async () => {
    const researcher = await app.signedIn({ roles: ['researcher'] });
    await publishSeed(researcher.client);
    await publishNeed((await app.signedIn()).client);
    await sweepAt(tomorrowAtEight);
    expect((await oneClick(linkIn(mailsTo(researcher.user)[0]?.text))).status).toBe(200);
    expect(await settingsOf(researcher.client)).toEqual({ digest: 'off' });
    await publishNeed((await app.signedIn()).client, { title: '次のニーズ：蓄電池の安全性を評価したい' });
    await sweepAt(new Date(tomorrowAtEight.getTime() + 24 * hour));
    expect(mailsTo(researcher.user)).toHaveLength(1);
    expect((await researcher.client.call(countNotifications)).unread).toBe(2);
  });

  test.each([
    ['guessed', () => `${'0'.repeat(24)}.introduction_proposed.${'A'.repeat(43)}`],
    ['no link at all', () => 'x'],
    ['of another person', (token: string, other: string) => token.replace(/^[0-9a-f]{24}/, other)],
    ['of another kind', (token: string) => token.replace('introduction_proposed', 'match_found')],
    ['cut short', (token: string) => token.slice(0, -1)],
  ])('opens nothing when it is %s', async (_, change) => {
    const { company, researcher, token } = await proposed();
    const wrong = change(token, researcher.user.id);
    expect((await oneClick(wrong)).status).toBe(404);
    await app.visitor().fail(setMailSubscription, 404, { params: { token: wrong }, body: { isOn: false } });
    await app.visitor().fail(getMailSubscription, 404, { params: { token: wrong } });
    expect([await settingsOf(company.client), await settingsOf(researcher.client)]).toEqual([{}, {}]);
  });

  test('is never written into the log', async () => {
    const { token } = await proposed();
    await oneClick(token);
    await app.visitor().call(getMailSubscription, { params: { token } });
    expect(app.logged.join('')).not.toContain(token.split('.')[2]);
  });
});
