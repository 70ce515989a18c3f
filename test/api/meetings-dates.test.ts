// A date: in everybody's calendar, with nobody booked twice, until it is over.
import ICAL from 'ical.js';
import { getCase, getTimeline } from '@enishi/shared/case-contracts';
import {
  cancelMeeting,
  changeMeeting,
  confirmMeeting,
  listBusyTimes,
  listMeetings,
  markMeetingHeld,
} from '@enishi/shared/meeting-contracts';
import { type MeetingView } from '@enishi/shared/meetings';
import { getMeetingCalendar } from '@enishi/shared/polls';
import type { TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import type { MailServer } from '../support/mail-server';
import {
  answer,
  ask,
  confirm,
  freshPairs,
  guest,
  meetingNotices,
  see,
  startWithMail,
  tokyo,
  type Pair,
} from '../support/meetings';

let server: MailServer;
let app: TestApp;
let pair: Pair;
let stop: () => Promise<void>;
const fresh = freshPairs(
  () => app,
  () => server,
);
beforeAll(async () => {
  ({ server, app, stop } = await startWithMail());
});
beforeEach(async () => {
  pair = await fresh();
});
afterAll(() => stop());

const notices = (client: HttpClient) => meetingNotices(app, client);
const calendarsTo = async (email: string) => {
  await app.mailed();
  return server.mails
    .filter(({ envelopeTo }) => envelopeTo.includes(email))
    .flatMap(({ parts }) => parts.filter(({ type }) => type.startsWith('text/calendar')).slice(0, 1))
    .map(({ content }) => {
      const calendar = new ICAL.Component(ICAL.parse(content) as unknown[]);
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
      return {
        method: calendar.getFirstPropertyValue('method'),
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
        attendees: event.attendees.map((one) => String(one.getFirstValue()).toLowerCase().replace('mailto:', '')),
      };
    });
};
const holdsOf = (userId: string) => app.connection.collection('slot_holds').countDocuments({ person: userId });
const busy = async (client: HttpClient, from = '2026-11-23') => {
  const { items } = await client.call(listBusyTimes, { query: { from } });
  return items.map(({ startsAt, endsAt, isFirm }) => [startsAt, endsAt, isFirm]);
};
const cancel = (client: HttpClient, { id, version }: Pick<MeetingView, 'id' | 'version'>) =>
  client.call(cancelMeeting, { params: { id }, body: { version, reason: 'not_needed', text: '電話で済みました。' } });

describe('names', () => {
  it('of the other side stay closed until both have accepted', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair, { introductionId: null });
    const seen = await see(company.client, meeting);
    expect(seen.participants.map(({ name, side }) => [name, side])).toEqual([
      [company.user.displayName, 'need'],
      [null, 'item'],
      // Of one's own side.
      [guest.name, 'need'],
    ]);
    expect(JSON.stringify(seen)).not.toContain(researcher.user.displayName);
    await confirm(coordinator.client, meeting);
    const [mine] = await calendarsTo(company.user.email);
    expect(mine?.attendees).toEqual([company.user.email, guest.email]);
    const [theirs] = await calendarsTo(researcher.user.email);
    expect(theirs?.attendees).toEqual([researcher.user.email]);
  });

  it('are open to both once they are introduced', async () => {
    const { company, researcher, coordinator } = pair;
    const meeting = await ask(pair);
    const { participants } = await see(company.client, meeting);
    expect(participants.map(({ name }) => name)).toEqual([
      company.user.displayName,
      researcher.user.displayName,
      guest.name,
    ]);
    await confirm(coordinator.client, meeting);
    const [calendar] = await calendarsTo(company.user.email);
    expect(calendar?.attendees).toEqual([company.user.email, researcher.user.email, guest.email]);
  });
});

describe('a confirmed date', () => {
  it('goes to everybody’s calendar, moves the case on and frees the other slots', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair);
    await answer(company.client, meeting, 'no', 'yes', 'yes');
    const confirmed = await confirm(coordinator.client, meeting, 1);
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      startsAt: tokyo('13:00'),
      endsAt: tokyo('14:00'),
      abilities: { canConfirm: false, canManage: true, canMarkHeld: false },
    });
    expect(await busy(coordinator.client)).toEqual([[tokyo('13:00'), tokyo('14:00'), true]]);
    expect((await coordinator.client.call(getCase, { params: { id: pair.caseId } })).stage).toBe('meeting');
    expect((await notices(researcher.client))[0]).toBe('meeting_confirmed');
    expect((await notices(coordinator.client))[0]).not.toBe('meeting_confirmed');
    for (const email of [company.user.email, researcher.user.email, coordinator.user.email, guest.email])
      expect(await calendarsTo(email)).toMatchObject([{ method: 'REQUEST', sequence: 0, start: tokyo('13:00') }]);
    const { body } = await company.client.send(getMeetingCalendar, { params: { id: meeting.id } });
    expect(String(body)).toContain('METHOD:REQUEST');
  });

  it('is confirmed once, however often the button is pressed', async () => {
    const { client, user } = pair.coordinator;
    const meeting = await ask(pair);
    const { version, slots } = await see(client, meeting);
    const input = { params: { id: meeting.id }, body: { version, slotId: slots[0]?.id ?? '' } };
    const answers = await Promise.all([1, 2, 3].map(() => client.send(confirmMeeting, input)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await busy(client)).toEqual([[tokyo('10:00'), tokyo('11:00'), true]]);
    expect(await calendarsTo(user.email)).toHaveLength(1);
  });

  it('tells the second of two coordinators who came first, and when', async () => {
    const { coordinator } = pair;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const meeting = await ask(pair);
    const { version, slots } = await see(coordinator.client, meeting);
    await confirm(colleague.client, meeting, 2);
    const error = await coordinator.client.fail(confirmMeeting, 409, {
      params: { id: meeting.id },
      body: { version, slotId: slots[0]?.id ?? '' },
    });
    expect(error.stale?.changes).toEqual([
      { by: colleague.user.displayName, at: app.clock.now().toISOString(), fields: ['state.confirmed'] },
    ]);
  });

  it('books nobody twice: of two confirmations at the same moment one wins, the other is told whose time and when', async () => {
    const { company, researcher, coordinator } = pair;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const both = [{ userId: company.user.id }, { userId: researcher.user.id }];
    const [one, other] = await Promise.all([
      ask(pair, { participants: both }),
      ask(pair, { participants: both, starts: [tokyo('10:30')], title: '別件' }, colleague.client),
    ]);
    const tries = await Promise.all([
      coordinator.client.send(confirmMeeting, {
        params: { id: one.id },
        body: { version: one.version, slotId: one.slots[0]?.id ?? '' },
      }),
      colleague.client.send(confirmMeeting, {
        params: { id: other.id },
        body: { version: other.version, slotId: other.slots[0]?.id ?? '' },
      }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = tries.find(({ status }) => status === 409)?.body as { stale?: { changes: object[] } };
    expect(lost.stale?.changes).toMatchObject([{ at: tokyo('10:30'), fields: ['booked'] }]);
    const states = await Promise.all([see(coordinator.client, one), see(coordinator.client, other)]);
    expect(states.map(({ state }) => state).sort()).toEqual(['confirmed', 'polling']);
    expect(await holdsOf(company.user.id)).toBe(2);
    expect(await holdsOf(researcher.user.id)).toBe(2);
  });

  it('does not book those who said that they cannot come', async () => {
    const { company, researcher, coordinator } = pair;
    const meeting = await ask(pair);
    await answer(company.client, meeting, 'no', 'yes', 'yes');
    await answer(researcher.client, meeting, 'maybe', 'yes', 'yes');
    await confirm(coordinator.client, meeting, 0);
    expect([await holdsOf(company.user.id), await holdsOf(researcher.user.id)]).toEqual([0, 2]);
  });

  it('is not confirmed once it is past, nor for a slot that is not there', async () => {
    const { client } = pair.coordinator;
    const meeting = await ask(pair);
    await client.fail(confirmMeeting, 400, { params: { id: meeting.id }, body: { version: 0, slotId: 'other' } });
    app.clock.set(new Date(tokyo('11:00')));
    await client.fail(confirmMeeting, 409, {
      params: { id: meeting.id },
      body: { version: 0, slotId: meeting.slots[0]?.id ?? '' },
    });
  });

  it('can be moved; each change of time, place or title is told once more, the agenda alone is not', async () => {
    const { coordinator, company } = pair;
    const { client } = coordinator;
    const meeting = await ask(pair);
    const confirmed = await confirm(client, meeting);
    const change = async (body: object) => {
      const { version } = await see(client, meeting);
      return client.call(changeMeeting, { params: { id: meeting.id }, body: { version, ...body } });
    };
    const moved = await change({ startsAt: tokyo('10:30', '2026-11-25') });
    expect(moved).toMatchObject({ startsAt: tokyo('10:30', '2026-11-25'), endsAt: tokyo('11:30', '2026-11-25') });
    expect(await busy(client)).toEqual([[tokyo('10:30', '2026-11-25'), tokyo('11:30', '2026-11-25'), true]]);
    await change({ place: '米沢市 本社' });
    await change({ agenda: '試験の範囲' });
    await change({ place: '米沢市 本社' });
    expect((await calendarsTo(company.user.email)).map(({ sequence, start }) => [sequence, start])).toEqual([
      [0, tokyo('10:00')],
      [1, tokyo('10:30', '2026-11-25')],
      [2, tokyo('10:30', '2026-11-25')],
    ]);
    const uids = (await calendarsTo(company.user.email)).map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(1);
    expect((await notices(company.client)).filter((kind) => kind === 'meeting_confirmed')).toHaveLength(3);
    await client.fail(changeMeeting, 409, {
      params: { id: meeting.id },
      body: { version: confirmed.version, place: 'どこか' },
    });
  });

  it('is not moved onto time that is taken, and keeps its own', async () => {
    const { client } = pair.coordinator;
    const meeting = await ask(pair);
    await confirm(client, meeting);
    await ask(pair, { starts: [tokyo('16:00')], participants: [guest] });
    const { version } = await see(client, meeting);
    const error = await client.fail(changeMeeting, 409, {
      params: { id: meeting.id },
      body: { version, startsAt: tokyo('15:30') },
    });
    expect(error.stale?.changes).toMatchObject([{ at: tokyo('16:00'), fields: ['booked'] }]);
    expect(await busy(client)).toEqual([
      [tokyo('10:00'), tokyo('11:00'), true],
      [tokyo('16:00'), tokyo('17:00'), false],
    ]);
  });
});

describe('the end', () => {
  it('of a poll frees the time and is told with its reason; nothing was in any calendar', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    const ended = await cancel(coordinator.client, meeting);
    expect(ended).toMatchObject({
      state: 'cancelled',
      cancelled: { reason: 'not_needed', text: '電話で済みました。' },
    });
    expect(await holdsOf(coordinator.user.id)).toBe(0);
    expect((await notices(company.client))[0]).toBe('meeting_cancelled');
    expect([await calendarsTo(company.user.email), await calendarsTo(guest.email)]).toEqual([[], []]);
    expect(server.mails.filter(({ envelopeTo }) => envelopeTo.includes(guest.email)).at(-1)?.text).toContain('中止');
    await coordinator.client.fail(cancelMeeting, 409, {
      params: { id: meeting.id },
      body: { version: ended.version, reason: 'other' },
    });
  });

  it('of a confirmed date takes it out of all calendars', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    await cancel(coordinator.client, await confirm(coordinator.client, meeting));
    for (const email of [company.user.email, guest.email, coordinator.user.email])
      expect((await calendarsTo(email)).map(({ method, sequence }) => [method, sequence])).toEqual([
        ['REQUEST', 0],
        ['CANCEL', 1],
      ]);
    expect([await holdsOf(coordinator.user.id), await holdsOf(company.user.id)]).toEqual([0, 0]);
  });

  it('is that it was held, once it has begun', async () => {
    const { client } = pair.coordinator;
    const meeting = await ask(pair);
    const { version } = await confirm(client, meeting);
    const input = { params: { id: meeting.id }, body: { version } };
    await client.fail(markMeetingHeld, 409, input);
    app.clock.set(new Date(tokyo('10:00')));
    expect((await client.call(markMeetingHeld, input)).state).toBe('held');
  });
});

describe('lists', () => {
  it('hold what comes, soonest first, and what is past, latest first, page by page', async () => {
    const { client } = pair.coordinator;
    for (const date of ['2026-12-03', '2026-12-01', '2026-12-02'])
      await ask(pair, { starts: [tokyo('10:00', date)], title: date });
    const titles = async (query: Record<string, string | number>) => {
      const page = await client.call(listMeetings, { query });
      return [page.items.map(({ title }) => title), page.total, page.nextCursor] as const;
    };
    const [first, total, cursor] = await titles({ limit: 2 });
    expect([first, total]).toEqual([['2026-12-01', '2026-12-02'], 3]);
    expect((await titles({ limit: 2, cursor: cursor ?? '' }))[0]).toEqual(['2026-12-03']);
    const { items } = await client.call(listMeetings);
    for (const row of items.slice(0, 2)) await cancel(client, await see(client, row));
    expect((await titles({ when: 'past' }))[0]).toEqual(['2026-12-02', '2026-12-01']);
    expect((await pair.company.client.call(listMeetings)).items.map(({ isMyTurn }) => isMyTurn)).toEqual([true]);
    expect((await (await app.signedIn()).client.call(listMeetings)).total).toBe(0);
  });
});

describe('the timeline of the case', () => {
  it('tells what happened, in order, with names', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    app.clock.move(60_000);
    await answer(company.client, meeting, 'yes', 'no', 'no');
    app.clock.move(60_000);
    await confirm(coordinator.client, meeting);
    app.clock.move(60_000);
    await cancel(coordinator.client, await see(coordinator.client, meeting));
    app.clock.move(day);
    const { items } = await coordinator.client.call(getTimeline, {
      params: { id: pair.caseId },
      query: { groups: 'meetings' },
    });
    const told = items.map(({ kind, by, about, address }) => [kind, by, about, address]);
    const address = `/meetings/${meeting.id}`;
    const name = coordinator.user.displayName;
    expect(told).toEqual([
      ['meeting_asked', name, meeting.title, address],
      ['meeting_answered', company.user.displayName, meeting.title, address],
      ['meeting_confirmed', name, meeting.title, address],
      ['meeting_cancelled', name, meeting.title, address],
    ]);
  });
});
