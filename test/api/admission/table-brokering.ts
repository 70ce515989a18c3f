// The doors of brokering. Cases are the coordinators' own; parties find their introductions, meetings and projects.
import * as cases from '@enishi/shared/case-contracts';
import type { Contract } from '@enishi/shared/contract';
import { downloadFigures, getFigures } from '@enishi/shared/figures';
import * as files from '@enishi/shared/files';
import * as mail from '@enishi/shared/mail';
import * as meetings from '@enishi/shared/meeting-contracts';
import { getNeedAnonymity } from '@enishi/shared/anonymity';
import * as ndas from '@enishi/shared/ndas';
import * as minutes from '@enishi/shared/minutes';
import * as outcomes from '@enishi/shared/outcomes';
import * as polls from '@enishi/shared/polls';
import * as projects from '@enishi/shared/projects';
import * as threads from '@enishi/shared/threads';
import type { Door, Input } from './table';
import {
  coordinators,
  except,
  knockers,
  noCoordinators,
  signedIn,
  type Knocker,
  type People,
  type Things,
} from './world';

const id = 'a'.repeat(24);
const uuid = '00000000-0000-4000-8000-000000000000';

type Make = (things: Things, people: People) => Input;
/** Only the coordinators of the prefecture; other coordinators find nothing, everybody else is not let in at all. */
const desk = (contract: Contract, input: Make, more: Partial<Door> = {}): Door => ({
  contract,
  input,
  may: ['coordinator'],
  forbidden: noCoordinators,
  ...more,
});
const open = (contract: Contract, may: readonly Knocker[], input?: Make, forbidden: Knocker[] = []): Door => ({
  contract,
  may,
  forbidden,
  ...(input && { input }),
});
const admins = (contract: Contract, input?: Make, may: readonly Knocker[] = ['admin']): Door => ({
  contract,
  may,
  forbidden: except('admin'),
  ...(input && { input }),
});

const ofCase =
  (body?: object, query?: Record<string, string>): Make =>
  ({ caseId }) => ({ params: { id: caseId }, ...(body && { body }), ...(query && { query }) });
/** Of nothing that there is: whoever is let in is told so, and nothing changes. */
const version = 999;

const caseDoors: Door[] = [
  {
    contract: cases.createCase,
    input: () => ({ body: { key: id, title: '電話の相談' } }),
    may: coordinators,
    forbidden: noCoordinators,
  },
  {
    contract: cases.createIdea,
    input: () => ({ body: { key: id, title: '思いつき' } }),
    may: coordinators,
    forbidden: noCoordinators,
  },
  { contract: cases.createInquiry, input: () => ({ body: {} }), isWrongInput: true, may: knockers },
  { contract: cases.listCases, may: coordinators, forbidden: noCoordinators },
  desk(cases.getCase, ofCase()),
  desk(cases.getTimeline, ofCase()),
  desk(cases.moveCase, ofCase({ version, to: 'hearing' })),
  desk(cases.setCasePeople, ofCase({ version })),
  desk(cases.updateCase, ofCase({ version, title: '別の題名' })),
  desk(cases.linkNeed, ({ caseId, need }) => ({ params: { id: caseId }, body: { version, needId: need.id } })),
  desk(cases.addEntry, ofCase({ id, kind: 'note', text: '覚え書き' })),
  desk(cases.updateEntry, ({ caseId, entryId }) => ({
    params: { id: caseId, entryId },
    body: { version, text: '別の文' },
  })),
  desk(cases.removeEntry, ({ caseId, entryId }) => ({ params: { id: caseId, entryId } })),
  desk(cases.addAction, ofCase({ key: id, text: '電話する', dueOn: null })),
  desk(cases.updateAction, ({ caseId, action }) => ({
    params: { id: caseId, actionId: action.id },
    body: { version, isDone: true },
  })),
];

const asked: Knocker[] = ['owner', 'coordinator'];
const ofMeeting =
  (body?: object): Make =>
  ({ meeting }) => ({ params: { id: meeting.id }, ...(body && { body: { version, ...body } }) });
const participant: Make = ({ meeting }) => ({
  params: { id: meeting.id, participant: meeting.participants.find((one) => one.guest)?.key ?? '' },
});

const meetingDoors: Door[] = [
  desk(meetings.getMeetingStart, ({ introduction }) => ({ query: { introductionId: introduction.id } })),
  desk(meetings.createMeeting, ({ caseId }, { owner }) => ({
    body: {
      ...{ key: id, caseId, title: '二回目', durationMinutes: 30, starts: ['2026-12-24T01:00:00.000Z'] },
      participants: [{ userId: owner.user.id }],
    },
  })),
  open(meetings.listMeetings, signedIn),
  {
    contract: meetings.listBusyTimes,
    input: () => ({ query: { from: '2026-11-24' } }),
    may: coordinators,
    forbidden: noCoordinators,
  },
  open(meetings.getMeeting, asked, ofMeeting()),
  open(meetings.answerMeeting, asked, ({ meeting }) => ({
    params: { id: meeting.id },
    body: { round: meeting.round, choices: { [meeting.slots[0]?.id ?? '']: 'yes' } },
  })),
  // Not confirmed yet: there is no date that a calendar could have.
  open(polls.getMeetingCalendar, [], ofMeeting()),
  open(minutes.getMinutes, ['coordinator'], ofMeeting()),
  desk(meetings.changeMeeting, ofMeeting({ title: '別の題名' })),
  desk(meetings.proposeSlots, ofMeeting({ starts: ['2026-12-25T01:00:00.000Z'] })),
  desk(meetings.changeParticipants, ofMeeting({ add: [] })),
  desk(meetings.renewPollLink, (things, people) => ({
    ...participant(things, people),
    body: { version: things.meeting.version },
  })),
  desk(meetings.revokePollLink, participant),
  desk(meetings.confirmMeeting, ({ meeting }) => ({
    params: { id: meeting.id },
    body: { version, slotId: meeting.slots[0]?.id ?? '' },
  })),
  desk(meetings.cancelMeeting, ofMeeting({ reason: 'other', text: '都合が変わった。' })),
  desk(meetings.markMeetingHeld, ofMeeting({})),
  // Nothing was sent yet, so that even those who may come find no version.
  open(minutes.getMinutesVersion, [], ({ meeting }) => ({ params: { id: meeting.id, number: '1' } })),
  desk(minutes.saveMinutes, ofMeeting({ text: '話したこと' })),
  desk(minutes.sendMinutes, ofMeeting({})),
  open(polls.getPoll, [], () => ({ params: { token: `${id}.guest.${'A'.repeat(43)}` } })),
  open(polls.answerPoll, [], () => ({
    params: { token: `${id}.guest.${'A'.repeat(43)}` },
    body: { round: 1, choices: {} },
  })),
  open(polls.getPollCalendar, [], () => ({ params: { token: `${id}.guest.${'A'.repeat(43)}` } })),
  open(polls.getCalendar, [], () => ({ params: { token: `${id}.feed.${'A'.repeat(43)}` } })),
  open(polls.getCalendarFeed, signedIn),
  open(polls.renewCalendarFeed, signedIn),
  open(polls.stopCalendarFeed, signedIn),
];

const talking: Knocker[] = ['owner', 'researcher', 'coordinator'];
const thread =
  (body?: object): Make =>
  ({ introduction }) => ({ params: { kind: 'introduction', id: introduction.id }, ...(body && { body }) });
const caseThread: Make = ({ caseId }) => ({ params: { kind: 'case', id: caseId } });

const talkDoors: Door[] = [
  open(threads.getThread, talking, thread()),
  { ...open(threads.getThread, ['owner', 'coordinator'], caseThread), about: 'of a case' },
  {
    ...open(
      threads.postMessage,
      ['owner', 'coordinator'],
      thread({ clientId: uuid, text: 'こんにちは', audience: 'need' }),
    ),
    refused: ['researcher'],
  },
  open(threads.markThreadRead, ['owner', 'coordinator'], ({ introduction, message }) => ({
    params: { kind: 'introduction', id: introduction.id },
    body: { messageId: message.id },
  })),
  open(
    threads.editMessage,
    ['owner'],
    ({ message }) => ({
      params: { id: message.id },
      body: { version, text: '別の文' },
    }),
    ['coordinator'],
  ),
  open(threads.withdrawMessage, ['owner'], ({ message }) => ({ params: { id: message.id } }), ['coordinator']),
  open(threads.getNeedThread, ['owner', 'coordinator'], ({ need }) => ({ params: { id: need.id } })),
  open(threads.countUnreadMessages, signedIn, ({ introduction }) => ({
    query: { kind: 'introduction', ids: introduction.id },
  })),
  open(ndas.listNdas, talking, ({ introduction }) => ({ params: { id: introduction.id } })),
  desk(ndas.recordNda, ({ introduction }) => ({ params: { id: introduction.id }, body: { signedOn: '2026-11-20' } })),
  desk(ndas.withdrawNda, () => ({ params: { id } }), { may: [] }),
  open(getNeedAnonymity, ['owner'], ({ need }) => ({ params: { id: need.id } }), except('owner', 'blocked')),
  open(files.listFiles, talking, ({ introduction }) => ({
    query: { subjectKind: 'introduction', subjectId: introduction.id },
  })),
  open(files.downloadFile, ['owner', 'coordinator'], ({ file }) => ({ params: { id: file.id } })),
  open(files.removeFile, ['owner', 'coordinator'], ({ file }) => ({ params: { id: file.id } })),
];

const ofProject =
  (body?: object): Make =>
  ({ project }) => ({ params: { id: project.id }, ...(body && { body: { version, ...body } }) });
const part: Make = ({ project }) => ({ params: { id: project.id, partId: project.milestones[0]?.id ?? '' } });
const milestone = { kind: 'milestone', content: { title: '試作', dueOn: '2027-01-31' } };
const outcome = { kind: 'product', fiscalYear: 2026, text: '治具' };
const ofOutcome: Make = ({ caseId, outcome: made }) => ({ params: { id: caseId, outcomeId: made?.id ?? '' } });

const projectDoors: Door[] = [
  desk(
    projects.createProject,
    ofCase({ key: 'b'.repeat(24), title: '共同開発', goal: '半年で製品にする計画。', startsOn: '2026-11-24' }),
  ),
  open(projects.listProjects, signedIn),
  // Both sides have not accepted yet, so that neither is a member.
  open(projects.getProject, ['coordinator'], ofProject()),
  desk(projects.changeProject, ofProject({ title: '別の題名の計画' })),
  desk(projects.listProjectPeople, ofProject()),
  desk(projects.addProjectPart, ({ project }) => ({
    params: { id: project.id },
    body: { key: 'c'.repeat(24), ...milestone },
  })),
  desk(projects.changeProjectPart, (things, people) => ({ ...part(things, people), body: { version, ...milestone } })),
  desk(projects.removeProjectPart, (things, people) => ({ ...part(things, people), body: { version } })),
  open(
    projects.reportProgress,
    [],
    (things, people) => ({
      ...part(things, people),
      body: { version, doneShare: 10 },
    }),
    ['coordinator'],
  ),
  open(outcomes.listOutcomes, ['coordinator'], ofCase()),
  desk(outcomes.recordOutcome, ofCase({ key: 'd'.repeat(24), ...outcome })),
  desk(outcomes.changeOutcome, (things, people) => ({ ...ofOutcome(things, people), body: { version, ...outcome } })),
  desk(outcomes.removeOutcome, (things, people) => ({ ...ofOutcome(things, people), body: { version } })),
  desk(outcomes.revokeQuestion, ({ caseId }) => ({ params: { id: caseId, questionId: id }, body: { version } }), {
    may: [],
  }),
  open(outcomes.getQuestion, [], () => ({ params: { token: `${id}.guest.${'A'.repeat(43)}` } })),
  open(outcomes.answerQuestion, [], () => ({
    params: { token: `${id}.guest.${'A'.repeat(43)}` },
    body: { version, hasOutcome: false },
  })),
  ...[getFigures, downloadFigures].map((contract): Door => ({
    contract,
    input: () => ({ query: { fiscalYear: '2026' } }),
    may: [...coordinators, 'admin'],
    forbidden: except(...coordinators, 'admin'),
  })),
];

const mailDoors: Door[] = [
  admins(mail.listOutbox),
  admins(mail.getLetter, () => ({ params: { id } }), []),
  admins(mail.getLetterPage, () => ({ params: { id } }), []),
  admins(mail.retryLetter, () => ({ params: { id } }), []),
  admins(mail.retryDeadLetters, () => ({ body: {} })),
  open(mail.getMailSubscription, [], () => ({ params: { token: `${id}.matches.${'A'.repeat(43)}` } })),
  open(mail.setMailSubscription, [], () => ({
    params: { token: `${id}.matches.${'A'.repeat(43)}` },
    body: { isOn: false },
  })),
];

export const brokering: Door[] = [...caseDoors, ...meetingDoors, ...talkDoors, ...projectDoors, ...mailDoors];
