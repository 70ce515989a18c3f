// Polls that are answered by link, calendars that subscribe, minutes, and what a crash cut off.
import ICAL from 'ical.js';
import { Types } from 'mongoose';
import { getCase } from '@enishi/shared/case-contracts';
import {
  confirmMeeting,
  createMeeting,
  listBusyTimes,
  proposeSlots,
  renewPollLink,
  revokePollLink,
} from '@enishi/shared/meeting-contracts';
import type { MeetingView } from '@enishi/shared/meetings';
import { getMinutes, getMinutesVersion, saveMinutes, sendMinutes } from '@enishi/shared/minutes';
import {
  answerPoll,
  getCalendar,
  getCalendarFeed,
  getPoll,
  getPollCalendar,
  renewCalendarFeed,
  stopCalendarFeed,
} from '@enishi/shared/polls';
import type { TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import type { MailServer } from '../support/mail-server';
import {
  answerByLink,
  ask,
  choose,
  confirm,
  freshPairs,
  guest,
  meetingForm,
  meetingNotices,
  openPoll,
  see,
  startWithMail,
  tokenOf,
  tokyo,
  type Pair,
} from '../support/meetings';

let server: MailServer;
let app: TestApp;
let pair: Pair;
let stop: () => Promise<void>;
let visitor: HttpClient;
const fresh = freshPairs(
  () => app,
  () => server,
);
beforeAll(async () => {
  ({ server, app, stop } = await startWithMail());
  visitor = app.visitor();
});
beforeEach(async () => {
  pair = await fresh();
});
afterAll(() => stop());

const lettersTo = async (email: string) => {
  await app.mailed();
  return server.mails.filter(({ envelopeTo }) => envelopeTo.includes(email));
};
const notices = (client: HttpClient) => meetingNotices(app, client);
const whyOver = async (token: string) => {
  const poll = await visitor.call(getPoll, { params: { token } });
  return poll.state === 'over' ? poll.why : poll.state;
};
const keyOf = ({ participants }: MeetingView) => participants.find(({ hasAccount }) => !hasAccount)?.key ?? '';

describe('a link', () => {
  it('opens the poll without an account, with nothing in it that its holder may not know', async () => {
    const meeting = await ask(pair, { introductionId: null, agenda: '社外秘の議題' });
    const poll = await openPoll(visitor, tokenOf(meeting));
    expect(poll).toMatchObject({
      title: meeting.title,
      place: meeting.place,
      me: guest.name,
      host: { displayName: pair.coordinator.user.displayName },
      asked: 3,
      answered: 0,
      // The company, on the same side as the guest.
      others: [pair.company.user.displayName],
    });
    const text = JSON.stringify(poll);
    for (const secret of [pair.researcher.user.displayName, pair.company.user.email, '社外秘', pair.caseId])
      expect(text).not.toContain(secret);
  });

  it('takes an answer, which may be changed, and shows how many others can', async () => {
    const meeting = await ask(pair);
    const token = tokenOf(meeting);
    await answerByLink(visitor, token, 'yes', 'maybe', 'no');
    const changed = await answerByLink(visitor, token, 'no', 'maybe', 'yes');
    expect(changed).toMatchObject({ state: 'open', answered: 1, answeredAt: app.clock.now().toISOString() });
    const { slots } = await see(pair.coordinator.client, meeting);
    expect(slots.map(({ counts }) => counts)).toEqual([
      { yes: 0, maybe: 0, no: 1 },
      { yes: 0, maybe: 1, no: 0 },
      { yes: 1, maybe: 0, no: 0 },
    ]);
    expect(await notices(pair.coordinator.client)).toEqual(['meeting_answered']);
  });

  it('is nobody else’s: a guess, another’s name in it, or another purpose finds nothing', async () => {
    const second = { ...guest, name: '別の人', email: 'other@mail.example' };
    const meeting = await ask(pair, { participants: [guest, second] });
    const [id = '', holder = '', signature = ''] = tokenOf(meeting).split('.');
    const [, otherHolder = ''] = tokenOf(meeting, second.email).split('.');
    const feed = await pair.company.client.call(renewCalendarFeed);
    const guesses = [
      'x',
      `${id}.${holder}.${'A'.repeat(43)}`,
      `${id}.${otherHolder}.${signature}`,
      `${'0'.repeat(24)}.${holder}.${signature}`,
      feed.address?.split('/').at(-1)?.replace('.ics', '') ?? '',
    ];
    for (const token of guesses) {
      await visitor.fail(getPoll, 404, { params: { token } });
      await visitor.fail(answerPoll, 404, { params: { token }, body: { round: 1, choices: {} } });
      await visitor.fail(getPollCalendar, 404, { params: { token } });
    }
  });

  it('ends after fourteen days or with the first slot, and says so', async () => {
    const far = await ask(pair, { starts: [tokyo('10:00', '2026-12-25')] });
    const near = await ask(pair, { starts: [tokyo('10:00'), tokyo('10:00', '2026-12-24')], title: '近い' });
    const [one, other] = [tokenOf(far), tokenOf(near)];
    expect((await openPoll(visitor, other)).expiresAt).toBe(tokyo('10:00'));
    app.clock.set(new Date(tokyo('10:00')));
    expect([await whyOver(one), await whyOver(other)]).toEqual(['open', 'expired']);
    app.clock.set(new Date(Date.parse('2026-11-20T01:00:00.000Z') + 14 * day));
    expect(await whyOver(one)).toBe('expired');
    const input = { params: { token: one }, body: { round: 1, choices: choose(far, 'yes') } };
    expect((await visitor.fail(answerPoll, 410, input)).code).toBe('gone');
  });

  it('can be taken back, and a new one be sent; the old one says that it is over', async () => {
    const { client } = pair.coordinator;
    const meeting = await ask(pair);
    const old = tokenOf(meeting);
    const params = { id: meeting.id, participant: keyOf(meeting) };
    const taken = await client.call(revokePollLink, { params });
    expect(taken.participants.find(({ hasAccount }) => !hasAccount)?.guest?.link).toEqual({
      state: 'revoked',
      address: null,
      expiresAt: null,
    });
    expect(await whyOver(old)).toBe('revoked');
    await visitor.fail(answerPoll, 410, { params: { token: old }, body: { round: 1, choices: {} } });
    const renewed = await client.call(renewPollLink, { params, body: { version: taken.version } });
    const fresh = tokenOf(renewed);
    expect(fresh).not.toBe(old);
    expect([await whyOver(old), await whyOver(fresh)]).toEqual(['revoked', 'open']);
    const letters = await lettersTo(guest.email);
    expect(letters).toHaveLength(2);
    expect(letters[1]?.text).toContain(fresh);
    await pair.company.client.fail(renewPollLink, 403, { params, body: { version: renewed.version } });
  });

  it('shows the date once there is one, with a file for the calendar, and takes no answer any more', async () => {
    const meeting = await ask(pair, { videoUrl: 'https://video.example/room' });
    const token = tokenOf(meeting);
    await visitor.fail(getPollCalendar, 404, { params: { token } });
    await confirm(pair.coordinator.client, meeting, 1);
    expect(await visitor.call(getPoll, { params: { token } })).toMatchObject({
      state: 'decided',
      startsAt: tokyo('13:00'),
      videoUrl: 'https://video.example/room',
    });
    const input = { params: { token }, body: { round: 1, choices: choose(meeting, 'yes', 'yes', 'yes') } };
    expect((await visitor.fail(answerPoll, 409, input)).code).toBe('not_possible_now');
    const { body, headers } = await visitor.send(getPollCalendar, { params: { token } });
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(ICAL.parse(String(body))).toHaveLength(3);
  });

  it('goes along with other slots: those who have no account are asked again by letter', async () => {
    const meeting = await ask(pair);
    await answerByLink(visitor, tokenOf(meeting), 'no', 'no', 'no');
    const { version } = await see(pair.coordinator.client, meeting);
    await pair.coordinator.client.call(proposeSlots, {
      params: { id: meeting.id },
      body: { version, starts: [tokyo('09:00', '2026-11-26')] },
    });
    expect(await lettersTo(guest.email)).toHaveLength(2);
    expect(await openPoll(visitor, tokenOf(meeting))).toMatchObject({ round: 2, answered: 0, answeredAt: null });
  });
});

describe('a calendar that subscribes', () => {
  const tokenIn = (address: string | null) => address?.split('/').at(-1)?.replace('.ics', '') ?? '';
  const read = async (token: string) => {
    const { body } = await visitor.send(getCalendar, { params: { token } });
    const calendar = new ICAL.Component(ICAL.parse(String(body)) as unknown[]);
    return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one).summary);
  };

  it('has a private address that shows confirmed dates of its owner, and nobody else’s', async () => {
    const { company, coordinator } = pair;
    expect(await company.client.call(getCalendarFeed)).toEqual({ address: null, createdAt: null });
    const { address } = await company.client.call(renewCalendarFeed);
    const token = tokenIn(address);
    expect(address?.startsWith(`${app.baseUrl}/api/calendar/`)).toBe(true);
    const meeting = await ask(pair);
    await ask(pair, { participants: [guest], starts: [tokyo('17:00')], title: '別の面談' });
    expect(await read(token)).toEqual([]);
    await confirm(coordinator.client, meeting);
    expect(await read(token)).toEqual([meeting.title]);
  });

  it('stops when it is made anew or switched off; the old address says so, a guess finds nothing', async () => {
    const { client } = pair.company;
    const old = tokenIn((await client.call(renewCalendarFeed)).address);
    const fresh = tokenIn((await client.call(renewCalendarFeed)).address);
    await visitor.fail(getCalendar, 410, { params: { token: old } });
    expect(await read(fresh)).toEqual([]);
    expect(await client.call(stopCalendarFeed)).toMatchObject({ address: null });
    await visitor.fail(getCalendar, 410, { params: { token: fresh } });
    const [id] = fresh.split('.');
    for (const token of ['x', `${id}.feed.${'A'.repeat(43)}`])
      await visitor.fail(getCalendar, 404, { params: { token } });
    await visitor.fail(renewCalendarFeed, 401);
  });
});

const content = {
  text: '## 話したこと\n\n評価の範囲を決めた。',
  decisions: ['来月に試験を始める'],
};
const write = async (client: HttpClient, { id }: { id: string }, given: object = {}) => {
  const { version } = await client.call(getMinutes, { params: { id } });
  return client.call(saveMinutes, { params: { id }, body: { version, ...content, ...given } });
};
const held = async () => {
  const meeting = await ask(pair);
  await confirm(pair.coordinator.client, meeting);
  app.clock.set(new Date(tokyo('11:00')));
  return meeting;
};

describe('minutes', () => {
  it('are a draft of the desk until they are sent, then everybody’s', async () => {
    const { coordinator, company } = pair;
    const meeting = await held();
    const draft = await write(coordinator.client, meeting);
    expect(draft).toMatchObject({ ...content, sentAt: null, isChanged: true, abilities: { canWrite: true } });
    await company.client.fail(getMinutes, 404, { params: { id: meeting.id } });
    await company.client.fail(saveMinutes, 403, { params: { id: meeting.id }, body: { version: 0, text: 'x' } });
    const sent = await coordinator.client.call(sendMinutes, {
      params: { id: meeting.id },
      body: { version: draft.version },
    });
    expect(sent).toMatchObject({ isChanged: false, sentAt: app.clock.now().toISOString() });
    expect(await company.client.call(getMinutes, { params: { id: meeting.id } })).toMatchObject({
      ...content,
      abilities: { canWrite: false },
    });
    expect((await see(company.client, meeting)).state).toBe('held');
    expect((await notices(company.client))[0]).toBe('minutes_ready');
    const letter = (await lettersTo(guest.email)).at(-1);
    expect([letter?.subject, letter?.text]).toEqual([
      expect.stringContaining('議事録'),
      expect.stringContaining('来月に試験を始める'),
    ]);
  });

  it('make next actions of the case, which change with the next version', async () => {
    const { coordinator, company } = pair;
    const meeting = await held();
    const { owners } = await coordinator.client.call(getMinutes, { params: { id: meeting.id } });
    const owner = owners.find(({ name }) => name === company.user.displayName)?.key ?? null;
    const actions = [
      { key: 'a1', text: '試料を送る', owner, dueOn: '2026-12-01' },
      { key: 'a2', text: '見積りを頼む', ownerName: '外部の試験所' },
    ];
    const send = async () => {
      const { version } = await coordinator.client.call(getMinutes, { params: { id: meeting.id } });
      return coordinator.client.call(sendMinutes, { params: { id: meeting.id }, body: { version } });
    };
    const open = async () => {
      const { actions: found } = await coordinator.client.call(getCase, { params: { id: pair.caseId } });
      return found.map(({ text, owner: who, ownerName, dueOn }) => [text, who?.displayName ?? ownerName, dueOn]);
    };
    await write(coordinator.client, meeting, { actions });
    expect(await open()).toEqual([]);
    await send();
    expect(await open()).toEqual([
      ['試料を送る', company.user.displayName, '2026-12-01'],
      ['見積りを頼む', '外部の試験所', null],
    ]);
    await write(coordinator.client, meeting, { actions: actions.slice(0, 1), text: '書き直した。' });
    expect(await company.client.call(getMinutes, { params: { id: meeting.id } })).toMatchObject({ text: content.text });
    expect((await send()).versions.map(({ number, by }) => [number, by])).toEqual([
      [1, coordinator.user.displayName],
      [2, coordinator.user.displayName],
    ]);
    expect(await open()).toHaveLength(1);
    const first = await company.client.call(getMinutesVersion, { params: { id: meeting.id, number: '1' } });
    expect([first.text, first.actions.length]).toEqual([content.text, 2]);
  });

  it('are sent once when the button is pressed twice, not before the meeting, and not empty', async () => {
    const { coordinator, company } = pair;
    const early = await ask(pair);
    await confirm(coordinator.client, early);
    const draft = await write(coordinator.client, early);
    const input = { params: { id: early.id }, body: { version: draft.version } };
    await coordinator.client.fail(sendMinutes, 409, input);
    app.clock.set(new Date(tokyo('11:00')));
    const twice = await Promise.all([1, 2].map(() => coordinator.client.send(sendMinutes, input)));
    expect(twice.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    await coordinator.client.call(sendMinutes, { params: { id: early.id }, body: { version: draft.version } });
    expect((await company.client.call(getMinutes, { params: { id: early.id } })).versions).toHaveLength(1);
    expect((await notices(company.client)).filter((kind) => kind === 'minutes_ready')).toHaveLength(1);
    const empty = await ask(pair, { starts: [tokyo('15:00')], participants: [guest] });
    await confirm(coordinator.client, empty);
    app.clock.set(new Date(tokyo('16:00')));
    await coordinator.client.fail(sendMinutes, 400, { params: { id: empty.id }, body: { version: 0 } });
  });

  it('written by two at once are not lost: the second is told', async () => {
    const meeting = await held();
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const { version } = await write(pair.coordinator.client, meeting);
    await write(colleague.client, meeting, { text: '同僚が書いた。' });
    await pair.coordinator.client.fail(saveMinutes, 409, {
      params: { id: meeting.id },
      body: { version, text: '自分が書いた。' },
    });
  });

  it('are missed from the end of a meeting, and due three working days later', async () => {
    const missing = () => app.wired.meetings.listMissingMinutes(['06']);
    const meeting = await ask(pair);
    await confirm(pair.coordinator.client, meeting);
    expect(await missing()).toEqual([]);
    app.clock.set(new Date(tokyo('11:00')));
    expect(await missing()).toMatchObject([
      {
        meetingId: meeting.id,
        caseId: pair.caseId,
        heldAt: new Date(tokyo('11:00')),
        dueAt: new Date(tokyo('11:00', '2026-11-27')),
      },
    ]);
    expect(await app.wired.meetings.listMissingMinutes(['47'])).toEqual([]);
    const { version } = await write(pair.coordinator.client, meeting);
    await pair.coordinator.client.call(sendMinutes, { params: { id: meeting.id }, body: { version } });
    expect(await missing()).toEqual([]);
  });
});

describe('what a crash cut off', () => {
  const byId = (id: string) => ({ _id: new Types.ObjectId(id) });
  const sweep = async () => {
    await app.wired.sweep.run();
    await app.mailed();
  };
  const collection = (name: string) => app.connection.collection(name);
  const busy = async () =>
    (await pair.coordinator.client.call(listBusyTimes, { query: { from: '2026-11-23' } })).items.map(
      ({ startsAt, isFirm }) => [startsAt, isFirm],
    );

  it('after a confirmation: time, case, notices and letters follow, each once', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    await app.mailed();
    const before = await collection('slot_holds').find({}).toArray();
    await confirm(coordinator.client, meeting);
    await app.mailed();
    // As if the process had ended right after the meeting was written.
    await collection('slot_holds').deleteMany({});
    await collection('slot_holds').insertMany(before);
    await collection('notifications').deleteMany({ kind: 'meeting_confirmed' });
    await collection('outbox').deleteMany({ key: /:date:/ });
    await collection('meetings').updateOne(byId(meeting.id), { $set: { isSettled: false } });
    server.reset();
    await sweep();
    expect(await busy()).toEqual([[tokyo('10:00'), true]]);
    expect((await notices(company.client))[0]).toBe('meeting_confirmed');
    expect(await lettersTo(guest.email)).toHaveLength(1);
    await collection('meetings').updateOne(byId(meeting.id), { $set: { isSettled: false } });
    await sweep();
    expect(await lettersTo(guest.email)).toHaveLength(1);
    expect((await notices(company.client)).filter((kind) => kind === 'meeting_confirmed')).toHaveLength(1);
  });

  it('between booking and writing: the time is free again after a while', async () => {
    const { coordinator } = pair;
    const meeting = await ask(pair);
    await collection('meetings').deleteOne(byId(meeting.id));
    await collection('slot_holds').updateMany({}, { $set: { isSure: false } });
    const form = meetingForm(pair);
    await coordinator.client.fail(createMeeting, 409, { body: form });
    await sweep();
    await coordinator.client.fail(createMeeting, 409, { body: form });
    app.clock.move(11 * 60_000);
    await sweep();
    await coordinator.client.call(createMeeting, { body: form });
  });

  it('does not take the time of a change that is being written', async () => {
    const meeting = await ask(pair);
    const fresh = { person: pair.company.user.id, cell: new Date(tokyo('10:00')), isFirm: true, meetingId: meeting.id };
    await collection('slot_holds').insertOne({ ...fresh, attempt: 'now', isSure: false, createdAt: app.clock.now() });
    await collection('meetings').updateOne(byId(meeting.id), { $set: { isSettled: false } });
    await sweep();
    expect(await collection('slot_holds').countDocuments({ attempt: 'now' })).toBe(1);
  });

  it('after minutes were sent: meeting, actions and notices follow', async () => {
    const { coordinator, company } = pair;
    const meeting = await held();
    const { version } = await write(coordinator.client, meeting, { actions: [{ key: 'a', text: '試料を送る' }] });
    await coordinator.client.call(sendMinutes, { params: { id: meeting.id }, body: { version } });
    await app.mailed();
    await collection('meetings').updateOne(byId(meeting.id), {
      $set: { minutesSentAt: null, minutesNumber: 0, state: 'confirmed' },
    });
    await collection('notifications').deleteMany({ kind: 'minutes_ready' });
    await collection('cases').updateMany({}, { $set: { actions: [] } });
    await collection('minutes').updateMany({}, { $set: { isSettled: false } });
    await sweep();
    expect((await see(company.client, meeting)).state).toBe('held');
    expect((await notices(company.client))[0]).toBe('minutes_ready');
    const { actions } = await coordinator.client.call(getCase, { params: { id: pair.caseId } });
    expect(actions.map(({ text }) => text)).toEqual(['試料を送る']);
    expect(await app.wired.meetings.minutes.sweep()).toBe(0);
  });

  it('out of order: a confirmation after the end, an answer after the date change nothing', async () => {
    const { client } = pair.coordinator;
    const meeting = await ask(pair);
    const confirmed = await confirm(client, meeting);
    const body = { version: confirmed.version, slotId: meeting.slots[1]?.id ?? '' };
    await client.fail(confirmMeeting, 409, { params: { id: meeting.id }, body });
    expect((await see(client, meeting)).startsAt).toBe(tokyo('10:00'));
  });
});
