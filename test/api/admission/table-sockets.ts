// Who may watch what, and who hears what, over the socket; written by hand as the promise. The types demand a row for each
// kind of thing and each topic, so that a new one without a row does not compile, and the test fails as well.
import { getAssignment, reportWeek } from '@enishi/shared/assignment-contracts';
import { withdrawApplication } from '@enishi/shared/applications';
import { addEntry } from '@enishi/shared/case-contracts';
import { answerDispatch } from '@enishi/shared/dispatches';
import type { Hint, WatchSubject } from '@enishi/shared/events';
import { expertContracts } from '@enishi/shared/experts';
import { getIntroduction } from '@enishi/shared/introductions';
import { cancelMeeting } from '@enishi/shared/meeting-contracts';
import { needContracts } from '@enishi/shared/needs';
import { markNotifications } from '@enishi/shared/notifications';
import { openingContracts } from '@enishi/shared/openings';
import { addProjectPart } from '@enishi/shared/projects';
import { changeBoard } from '@enishi/shared/themed-boards';
import { postMessage } from '@enishi/shared/threads';
import { updateMe } from '@enishi/shared/users';
import { randomBytes, randomUUID } from 'node:crypto';
import { except, type Knocker, type People, type Things } from './world';

type Kind = WatchSubject['kind'];

interface Watched {
  idOf: (things: Things) => string;
  may: readonly Knocker[];
}

const parties: Knocker[] = ['owner', 'researcher', 'coordinator'];
const workers: Knocker[] = ['owner', 'expert', 'coordinator'];

export const watched: Record<Kind, Watched> = {
  need: { idOf: ({ need }) => need.id, may: except('blocked') },
  introduction: { idOf: ({ introduction }) => introduction.id, may: parties },
  case: { idOf: ({ caseId }) => caseId, may: ['coordinator'] },
  meeting: { idOf: ({ meeting }) => meeting.id, may: ['owner', 'coordinator'] },
  /** The sides join once both have accepted. */
  project: { idOf: ({ project }) => project.id, may: ['coordinator'] },
  opening: { idOf: ({ opening }) => opening.id, may: except('blocked') },
  application: { idOf: ({ application }) => application.id, may: workers },
  assignment: { idOf: ({ assignmentId }) => assignmentId, may: workers },
  dispatch: { idOf: ({ dispatch }) => dispatch.id, may: workers },
};

interface Heard {
  /** What somebody does; everybody keeps an eye on everything they may. */
  act: (things: Things, people: People) => Promise<unknown>;
  by: readonly Knocker[];
  /** What the hint is about; nothing where it carries no id. */
  idOf?: (things: Things) => string;
}

const key = () => randomBytes(12).toString('hex');
const changeNeed: Heard['act'] = async ({ need }, { owner }) => {
  const params = { id: need.id };
  const { version } = await owner.client.call(needContracts.get, { params });
  await owner.client.call(needContracts.update, { params, body: { version, tried: `書き足した ${version}` } });
};
const note: Heard['act'] = ({ caseId }, { coordinator }) =>
  coordinator.client.call(addEntry, { params: { id: caseId }, body: { id: key(), kind: 'note', text: '覚え書き' } });

export const heard: Record<Hint['topic'], Heard> = {
  notifications: {
    act: (_, { bystander }) => bystander.client.call(markNotifications, { body: { all: true } }),
    by: ['bystander'],
  },
  session: {
    act: (_, { bystander }) =>
      bystander.client.call(updateMe, { body: { version: bystander.user.version, language: 'en' } }),
    by: ['bystander'],
  },
  need: { act: changeNeed, by: watched.need.may, idOf: watched.need.idOf },
  queue: { act: changeNeed, by: ['coordinator'] },
  matches: { act: changeNeed, by: ['owner'], idOf: watched.need.idOf },
  introduction: {
    // The first time that this side opens it.
    act: ({ introduction: { id } }, { researcher }) => researcher.client.call(getIntroduction, { params: { id } }),
    by: parties,
    idOf: watched.introduction.idOf,
  },
  case: { act: note, by: ['coordinator'], idOf: watched.case.idOf },
  board: { act: note, by: ['coordinator'] },
  thread: {
    act: ({ introduction: { id } }, { owner }) =>
      owner.client.call(postMessage, {
        params: { kind: 'introduction', id },
        body: { clientId: randomUUID(), text: '図面を送ります。', audience: 'need' },
      }),
    by: ['owner', 'coordinator'],
    idOf: watched.introduction.idOf,
  },
  meeting: {
    act: ({ meeting: { id, version } }, { coordinator }) =>
      coordinator.client.call(cancelMeeting, {
        params: { id },
        body: { version, reason: 'other', text: '都合が変わった。' },
      }),
    by: ['owner', 'coordinator'],
    idOf: watched.meeting.idOf,
  },
  project: {
    act: ({ project: { id } }, { coordinator }) =>
      coordinator.client.call(addProjectPart, {
        params: { id },
        body: { key: key(), kind: 'milestone', content: { title: '評価', dueOn: '2027-02-28' } },
      }),
    by: ['coordinator'],
    idOf: watched.project.idOf,
  },
  opening: {
    act: async ({ opening }, { owner }) => {
      const params = { id: opening.id };
      const { version } = await owner.client.call(openingContracts.get, { params });
      await owner.client.call(openingContracts.update, { params, body: { version, title: '取扱説明書の英訳と校正' } });
    },
    by: watched.opening.may,
    idOf: watched.opening.idOf,
  },
  application: {
    act: ({ application: { id, version } }, { expert }) =>
      expert.client.call(withdrawApplication, { params: { id }, body: { version, reason: 'no_time' } }),
    by: workers,
    idOf: watched.application.idOf,
  },
  assignment: {
    act: async ({ assignmentId }, { expert }) => {
      const week = '2026-11-16';
      const { reports } = await expert.client.call(getAssignment, { params: { id: assignmentId } });
      const version = reports.find((report) => report.week === week)?.version ?? null;
      await expert.client.call(reportWeek, { params: { id: assignmentId, week }, body: { version, units: 2 } });
    },
    by: workers,
    idOf: watched.assignment.idOf,
  },
  dispatch: {
    act: ({ dispatch: { id, version } }, { expert }) =>
      expert.client.call(answerDispatch, { params: { id }, body: { version, answer: 'accept' } }),
    by: workers,
    idOf: watched.dispatch.idOf,
  },
  themed_board: {
    act: ({ board: { id, version } }, { coordinator }) =>
      coordinator.client.call(changeBoard, { params: { id }, body: { version, title: '電池と安全', tags: ['iot'] } }),
    by: ['coordinator'],
    idOf: ({ board }) => board.id,
  },
  talent: {
    act: async ({ profile }, { expert }) => {
      const params = { id: profile.id };
      const { version } = await expert.client.call(expertContracts.get, { params });
      await expert.client.call(expertContracts.update, { params, body: { version, title: '電池と安全の技術者' } });
    },
    by: ['coordinator'],
  },
};
