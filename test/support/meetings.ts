// Steps of meetings, taken through the product's own doors.
import { randomBytes } from 'node:crypto';
import {
  answerMeeting,
  confirmMeeting,
  createMeeting,
  getMeeting,
  getMeetingStart,
} from '@enishi/shared/meeting-contracts';
import type { MeetingView, SlotAnswer } from '@enishi/shared/meetings';
import type { BodyInputOf } from '@enishi/shared/contract';
import { listNotifications } from '@enishi/shared/notifications';
import { answerPoll, getPoll, type OpenPoll } from '@enishi/shared/polls';
import { startTestApp, type TestApp } from './app';
import type { HttpClient } from './http-client';
import { accept, meetingOfTwo, propose } from './journey';
import { keptWorld } from './kept-world';
import { startMailServer, type MailServer } from './mail-server';

/** Tuesday, 24 November 2026, in Japan. */
export const tokyo = (time: string, date = '2026-11-24'): string => new Date(`${date}T${time}:00+09:00`).toISOString();

export const guest = {
  name: '高橋 誠',
  email: 'takahashi@mail.example',
  language: 'ja' as const,
  side: 'need' as const,
};

/** A need and a seed whose owners have both accepted, and the case of the need. */
export async function connectedPair(app: TestApp) {
  const met = await meetingOfTwo(app);
  const { company, researcher, coordinator, need, seed } = met;
  const proposed = await propose(coordinator.client, need.id, seed.id);
  await accept(company.client, await accept(researcher.client, proposed));
  await app.settled();
  const { caseId } = await coordinator.client.call(getMeetingStart, { query: { introductionId: proposed.id } });
  return { ...met, introduction: proposed, caseId };
}
export type Pair = Awaited<ReturnType<typeof connectedPair>>;

/** A product that sends its mails to a server of its own. */
export async function startWithMail() {
  const server = await startMailServer();
  const app = await startTestApp({ env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp' } });
  const stop = async (): Promise<void> => {
    await app.close();
    await server.down();
  };
  return { server, app, stop };
}

/** A product at ten in the morning in Japan, with a pair that has just been brought together, and no mail yet. */
export function freshPairs(app: () => TestApp, server: () => MailServer): () => Promise<Pair> {
  const fresh = keptWorld(app, connectedPair);
  return async () => {
    const pair = await fresh();
    server().reset();
    return pair;
  };
}

/** What somebody was told about meetings, newest first. */
export async function meetingNotices(app: TestApp, client: HttpClient) {
  await app.settled();
  const { items } = await client.call(listNotifications);
  return items.filter(({ subject }) => subject.kind === 'meeting').map(({ kind }) => kind);
}

type Form = BodyInputOf<typeof createMeeting>;

export const meetingForm = (pair: Pair, given: Partial<Form> = {}): Form => ({
  key: randomBytes(12).toString('hex'),
  caseId: pair.caseId,
  introductionId: pair.introduction.id,
  title: '初回の打合せ',
  place: '米沢市 産業支援センター',
  durationMinutes: 60,
  starts: [tokyo('10:00'), tokyo('13:00'), tokyo('15:30')],
  participants: [{ userId: pair.company.user.id }, { userId: pair.researcher.user.id }, guest],
  ...given,
});

export const ask = (pair: Pair, given: Partial<Form> = {}, client = pair.coordinator.client) =>
  client.call(createMeeting, { body: meetingForm(pair, given) });

export const see = (client: HttpClient, { id }: { id: string }) => client.call(getMeeting, { params: { id } });

export const choose = (meeting: Pick<MeetingView, 'slots'>, ...answers: SlotAnswer[]) =>
  Object.fromEntries(meeting.slots.map(({ id }, index) => [id, answers[index] ?? 'no'] as const));

export const answer = async (client: HttpClient, { id }: { id: string }, ...answers: SlotAnswer[]) => {
  const meeting = await see(client, { id });
  const body = { round: meeting.round, choices: choose(meeting, ...answers) };
  return client.call(answerMeeting, { params: { id }, body });
};

export const confirm = async (client: HttpClient, { id }: { id: string }, slot = 0) => {
  const { version, slots } = await see(client, { id });
  return client.call(confirmMeeting, { params: { id }, body: { version, slotId: slots[slot]?.id ?? '' } });
};

/** The secret part of the link that somebody without an account was sent. */
export const tokenOf = ({ participants }: MeetingView, email = guest.email): string => {
  const found = participants.find((one) => one.guest?.email === email)?.guest?.link.address;
  return found?.split('/').at(-1) ?? '';
};

export const openPoll = async (client: HttpClient, token: string): Promise<OpenPoll> => {
  const poll = await client.call(getPoll, { params: { token } });
  if (poll.state !== 'open') throw new Error(`the poll is ${poll.state}`);
  return poll;
};

export const answerByLink = async (client: HttpClient, token: string, ...answers: SlotAnswer[]) => {
  const poll = await openPoll(client, token);
  return client.call(answerPoll, {
    params: { token },
    body: { round: poll.round, choices: choose(poll, ...answers), note: '' },
  });
};
