// Meetings: from a poll over slots to a date in everybody's calendar, with nobody booked twice.
import {
  answerMeeting,
  changeParticipants,
  confirmMeeting,
  createMeeting,
  getMeeting,
  getMeetingStart,
  listBusyTimes,
  listMeetings,
  proposeSlots,
} from '@enishi/shared/meeting-contracts';
import { meetingLimits } from '@enishi/shared/meetings';
import type { TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import type { MailServer } from '../support/mail-server';
import {
  answer,
  ask,
  choose,
  confirm,
  freshPairs,
  guest,
  meetingForm,
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
const holdsOf = (userId: string) => app.connection.collection('slot_holds').countDocuments({ person: userId });
const busy = async (client: HttpClient, from = '2026-11-23') => {
  const { items } = await client.call(listBusyTimes, { query: { from } });
  return items.map(({ startsAt, endsAt, isFirm }) => [startsAt, endsAt, isFirm]);
};
describe('asking for a date', () => {
  it('begins with those whom an introduction brought together', async () => {
    const { coordinator, company, researcher, introduction, need } = pair;
    const start = await coordinator.client.call(getMeetingStart, { query: { introductionId: introduction.id } });
    expect(start).toMatchObject({ caseId: pair.caseId, introductionId: introduction.id, title: need.title });
    const usual = start.people.filter(({ isUsual }) => isUsual).map(({ userId, side }) => [userId, side]);
    expect(usual.sort()).toEqual(
      [
        [company.user.id, 'need'],
        [researcher.user.id, 'item'],
      ].sort(),
    );
    // From the case it is the same, as long as it has brought nobody else together.
    expect(await coordinator.client.call(getMeetingStart, { query: { caseId: pair.caseId } })).toEqual(start);
    for (const client of [company.client, (await app.signedIn({ roles: ['coordinator'], prefecture: '47' })).client])
      expect([403, 404]).toContain(
        (await client.send(getMeetingStart, { query: { introductionId: introduction.id } })).status,
      );
  });

  it('shows slots in order, asks everybody, and holds the time of whoever asks', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair, { starts: [tokyo('15:30'), tokyo('10:00'), tokyo('10:30')] });
    expect(meeting).toMatchObject({
      state: 'polling',
      isHost: true,
      round: 1,
      abilities: { canConfirm: true, canManage: true, canCancel: true, canAnswer: false },
    });
    expect(meeting.slots.map(({ startsAt }) => startsAt)).toEqual([tokyo('10:00'), tokyo('10:30'), tokyo('15:30')]);
    expect(await busy(coordinator.client)).toEqual([
      [tokyo('10:00'), tokyo('11:30'), false],
      [tokyo('15:30'), tokyo('16:30'), false],
    ]);
    expect([await notices(company.client), await notices(researcher.client)]).toEqual([
      ['meeting_asked'],
      ['meeting_asked'],
    ]);
    await app.mailed();
    const [letter, ...others] = server.mails.filter(({ envelopeTo }) => envelopeTo.includes(guest.email));
    expect(others).toEqual([]);
    expect(letter?.text).toContain(`${app.baseUrl}/poll/${meeting.id}.`);
    expect(letter?.text).toContain(coordinator.user.displayName);
  });

  it('asks once, however often the button is pressed', async () => {
    const form = meetingForm(pair);
    const { client } = pair.coordinator;
    const [one, other] = await Promise.all([
      client.call(createMeeting, { body: form }),
      client.call(createMeeting, { body: form }),
    ]);
    expect(other.id).toBe(one.id);
    expect((await client.call(listMeetings)).total).toBe(1);
    expect(await holdsOf(pair.coordinator.user.id)).toBe(6);
  });

  it.each([
    ['off the half hours', [tokyo('10:10')], 'starts'],
    ['before eight', [tokyo('07:30')], 'starts'],
    ['past twenty o’clock', [tokyo('19:30')], 'starts'],
    ['in the past', [tokyo('10:00', '2026-11-19')], 'starts'],
    ['years away', [tokyo('10:00', '2028-11-24')], 'starts'],
    ['the same twice', [tokyo('10:00'), tokyo('10:00')], 'starts'],
    [
      'too many',
      Array.from({ length: meetingLimits.slots + 1 }, (_, index) => tokyo('10:00', `2026-12-${index + 10}`)),
      'starts',
    ],
  ])('refuses slots that are %s', async (_, starts, path) => {
    const error = await pair.coordinator.client.fail(createMeeting, 400, { body: meetingForm(pair, { starts }) });
    expect(error.fields?.[0]?.path.split('.')[0]).toBe(path);
    expect(await holdsOf(pair.coordinator.user.id)).toBe(0);
  });

  it('asks nobody twice, no stranger by id, and not whoever asks', async () => {
    const { coordinator, company } = pair;
    const stranger = await app.signedIn();
    const lists = [
      [{ userId: company.user.id }, { userId: company.user.id }],
      [guest, { ...guest, name: 'もう一人' }],
      [{ userId: stranger.user.id }],
      [{ userId: coordinator.user.id }],
    ];
    for (const participants of lists)
      await coordinator.client.fail(createMeeting, 400, { body: meetingForm(pair, { participants }) });
    expect(await holdsOf(coordinator.user.id)).toBe(0);
  });

  it('takes video links by https only, and nothing that could end a line', async () => {
    const { client } = pair.coordinator;
    for (const videoUrl of [
      'http://video.example/x',
      'javascript:alert(1)',
      'https://a.example/\r\nX:1',
      'https://a b',
    ])
      await client.fail(createMeeting, 400, { body: meetingForm(pair, { videoUrl }) });
    expect((await ask(pair, { videoUrl: 'https://video.example/room?a=1' })).videoUrl).toBe(
      'https://video.example/room?a=1',
    );
  });

  it('tells of a slot that is held already, whose and when', async () => {
    const { client, user } = pair.coordinator;
    await ask(pair);
    const error = await client.fail(createMeeting, 409, {
      body: meetingForm(pair, { starts: [tokyo('09:00'), tokyo('13:30')], title: '別の相手との打合せ' }),
    });
    expect(error.stale?.changes).toEqual([{ by: user.displayName, at: tokyo('13:30'), fields: ['booked'] }]);
    // What it could have had is not kept.
    expect(await holdsOf(user.id)).toBe(6);
  });

  it('is the desk’s alone, and hidden from everybody who is not asked', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair, { participants: [{ userId: company.user.id }] });
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    const params = { id: meeting.id };
    expect((await see(colleague.client, meeting)).abilities.canConfirm).toBe(true);
    for (const { client } of [researcher, elsewhere, await app.signedIn()])
      await client.fail(getMeeting, 404, { params });
    await app.visitor().fail(getMeeting, 401, { params });
    const body = { version: meeting.version, slotId: meeting.slots[0]?.id ?? '' };
    await elsewhere.client.fail(confirmMeeting, 404, { params, body });
    await company.client.fail(confirmMeeting, 403, { params, body });
    expect((await see(company.client, meeting)).caseId).toBeNull();
    expect((await coordinator.client.call(listMeetings, { query: { caseId: pair.caseId } })).total).toBe(1);
    await elsewhere.client.fail(listMeetings, 404, { query: { caseId: pair.caseId } });
  });
});

describe('answers', () => {
  it('are counted for all and read by the desk; each person’s own words stay theirs', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair);
    await company.client.call(answerMeeting, {
      params: { id: meeting.id },
      body: { round: 1, choices: choose(meeting, 'yes', 'maybe', 'no'), note: '午後は工場にいます。' },
    });
    await answer(researcher.client, meeting, 'yes', 'no', 'yes');
    const forDesk = await see(coordinator.client, meeting);
    expect(forDesk.slots.map(({ counts }) => counts)).toEqual([
      { yes: 2, maybe: 0, no: 0 },
      { yes: 0, maybe: 1, no: 1 },
      { yes: 1, maybe: 0, no: 1 },
    ]);
    expect(forDesk.participants.find(({ name }) => name === company.user.displayName)).toMatchObject({
      note: '午後は工場にいます。',
      choices: choose(meeting, 'yes', 'maybe', 'no'),
    });
    const forParty = await see(researcher.client, meeting);
    expect(forParty.slots.map(({ counts }) => counts)).toEqual(forDesk.slots.map(({ counts }) => counts));
    const others = forParty.participants.filter(({ isMe }) => !isMe);
    expect(others.map(({ note, choices, guest: closed }) => [note, choices, closed])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
    expect(await notices(coordinator.client)).toEqual(['meeting_answered', 'meeting_answered']);
  });

  it('may be changed until the date is settled, and tell the coordinator once', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    await answer(company.client, meeting, 'yes', 'yes', 'yes');
    await answer(company.client, meeting, 'no', 'yes', 'yes');
    await answer(company.client, meeting, 'no', 'yes', 'yes');
    expect((await see(coordinator.client, meeting)).slots[0]?.counts).toEqual({ yes: 0, maybe: 0, no: 1 });
    expect(await notices(coordinator.client)).toEqual(['meeting_answered']);
    await confirm(coordinator.client, meeting, 1);
    await company.client.fail(answerMeeting, 409, {
      params: { id: meeting.id },
      body: { round: 1, choices: choose(meeting, 'yes', 'yes', 'yes') },
    });
  });

  it('given by all at the same moment are all kept', async () => {
    const colleagues = await Promise.all([1, 2, 3, 4].map(() => app.signedIn({ roles: ['coordinator'] })));
    const everybody = [pair.company, pair.researcher, ...colleagues];
    const meeting = await ask(pair, { participants: everybody.map(({ user }) => ({ userId: user.id })) });
    await Promise.all(everybody.map(({ client }) => answer(client, meeting, 'yes', 'maybe', 'no')));
    expect((await see(pair.coordinator.client, meeting)).slots.map(({ counts }) => counts)).toEqual([
      { yes: 6, maybe: 0, no: 0 },
      { yes: 0, maybe: 6, no: 0 },
      { yes: 0, maybe: 0, no: 6 },
    ]);
  });

  it('say something to every slot, and to no other', async () => {
    const meeting = await ask(pair);
    const { client } = pair.company;
    const put = (choices: object) => ({ params: { id: meeting.id }, body: { round: 1, choices: choices as never } });
    await client.fail(answerMeeting, 400, put({}));
    await client.fail(answerMeeting, 400, put({ ...choose(meeting, 'yes'), other: 'yes' }));
    await client.fail(answerMeeting, 400, put(choose(meeting, 'perhaps' as never)));
    await pair.coordinator.client.fail(answerMeeting, 409, put(choose(meeting, 'yes')));
  });

  it('belong to their round: other slots are asked about anew, what stays is kept', async () => {
    const { coordinator, company } = pair;
    const meeting = await ask(pair);
    await answer(company.client, meeting, 'maybe', 'no', 'no');
    const { version } = await see(coordinator.client, meeting);
    const again = await coordinator.client.call(proposeSlots, {
      params: { id: meeting.id },
      body: { version, starts: [tokyo('10:00'), tokyo('17:00')] },
    });
    expect(again).toMatchObject({ round: 2, state: 'polling' });
    expect(again.slots.map(({ startsAt, counts }) => [startsAt, counts.maybe])).toEqual([
      [tokyo('10:00'), 1],
      [tokyo('17:00'), 0],
    ]);
    expect(again.participants.every(({ answeredAt }) => answeredAt === null)).toBe(true);
    expect(await busy(coordinator.client)).toEqual([
      [tokyo('10:00'), tokyo('11:00'), false],
      [tokyo('17:00'), tokyo('18:00'), false],
    ]);
    const late = await company.client.fail(answerMeeting, 409, {
      params: { id: meeting.id },
      body: { round: 1, choices: choose(meeting, 'yes', 'yes', 'yes') },
    });
    expect(late.stale?.changes[0]).toMatchObject({ by: coordinator.user.displayName, fields: ['state.asked_again'] });
    expect(await notices(company.client)).toEqual(['meeting_asked', 'meeting_asked']);
    await answer(company.client, meeting, 'yes', 'yes');
    expect(await notices(coordinator.client)).toEqual(['meeting_answered', 'meeting_answered']);
  });

  it('of those who are no longer asked do not count, and their page is gone', async () => {
    const { coordinator, company, researcher } = pair;
    const meeting = await ask(pair);
    await answer(researcher.client, meeting, 'no', 'no', 'no');
    const { version, participants } = await see(coordinator.client, meeting);
    const gone = participants.find(({ name }) => name === researcher.user.displayName)?.key ?? '';
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const changed = await coordinator.client.call(changeParticipants, {
      params: { id: meeting.id },
      body: { version, remove: [gone], add: [{ userId: colleague.user.id }] },
    });
    expect(changed.slots[0]?.counts).toEqual({ yes: 0, maybe: 0, no: 0 });
    expect(changed.participants.map(({ name }) => name)).toEqual([
      company.user.displayName,
      guest.name,
      colleague.user.displayName,
    ]);
    await researcher.client.fail(getMeeting, 404, { params: { id: meeting.id } });
    expect(await notices(colleague.client)).toEqual(['meeting_asked']);
    expect(await notices(company.client)).toEqual(['meeting_asked']);
  });
});
