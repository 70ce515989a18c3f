// Who is let in at each door, written by hand: it is the promise, not a copy of the rules. A door without a line here
// fails the test. Whoever is not named finds nothing (404), unless the line forbids (403) or asks to sign in (401).
import { applicationDoors } from './table-applications';
import { workDoors } from './table-work';
import { brokering } from './table-brokering';
import { fitDoors } from './table-fits';
import { dispatchDoors } from './table-dispatches';
import { openingDoors } from './table-openings';
import type { Contract } from '@enishi/shared/contract';
import { expertContracts } from '@enishi/shared/experts';
import {
  answerIntroduction,
  createIntroduction,
  endIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import {
  declineMatch,
  listExpertMatches,
  listNeedMatches,
  listSeedMatches,
  shortlistMatch,
} from '@enishi/shared/matches';
import { listMunicipalities } from '@enishi/shared/municipalities';
import { decideMembership, listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import { needContracts } from '@enishi/shared/needs';
import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from '@enishi/shared/organisations';
import * as audit from '@enishi/shared/audit';
import * as factors from '@enishi/shared/second-factor';
import * as privacy from '@enishi/shared/privacy';
import * as resets from '@enishi/shared/password-resets';
import { seedContracts } from '@enishi/shared/seeds';
import * as signUps from '@enishi/shared/sign-ups';
import { listTalent } from '@enishi/shared/talent';
import * as users from '@enishi/shared/users';
import { getNeedCase, getQueue, takeLead } from '@enishi/shared/workbench';
import { buildExpert, buildNeed, buildSeed } from '../../support/builders';
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

export interface Input {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

export interface Door {
  contract: Contract;
  /** What is special when a door has several lines. */
  about?: string;
  input?: (things: Things, people: People) => Input;
  may: readonly Knocker[];
  /** What is sent is wrong on purpose, because the right thing would change the people of this world. */
  isWrongInput?: boolean;
  /** Known to exist, but not for this kind of person. */
  forbidden?: readonly Knocker[];
  /** Let in, and refused for what they ask (400). */
  refused?: readonly Knocker[];
}

const everybody = knockers;
const seesNeed = except('blocked');

const need = ({ need: { id } }: Things): Input => ({ params: { id } });
const draft = ({ draft: { id } }: Things): Input => ({ params: { id } });
const seed = ({ seed: { id } }: Things): Input => ({ params: { id } });
const profile = ({ profile: { id } }: Things): Input => ({ params: { id } });
const introduction = ({ introduction: { id } }: Things): Input => ({ params: { id } });
const changed =
  (which: 'need' | 'seed' | 'profile' | 'draft' | 'seedDraft' | 'expertDraft', more: object = {}) =>
  (things: Things): Input => ({
    params: { id: things[which].id },
    // Of nothing that there is: whoever is let in is told so, and nothing changes.
    body: { version: 999, ...more },
  });
const decline = { reason: 'too_early', text: '' };
const matched =
  (more: object = {}) =>
  (things: Things): Input => ({
    params: { id: things.need.id, matchId: things.match?.id ?? '' },
    body: { version: 999, ...more },
  });

const accounts: Door[] = [
  { contract: users.getSession, may: everybody },
  { contract: users.signIn, input: () => ({ body: {} }), isWrongInput: true, may: everybody },
  {
    contract: users.signUp,
    input: () => ({ body: { email: 'no address' } }),
    isWrongInput: true,
    may: everybody,
  },
  { contract: users.updateMe, input: () => ({ body: { version: 999 } }), may: signedIn },
  { contract: users.changePassword, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  { contract: users.getInvitation, input: () => ({ params: { token: 'guessed' } }), may: [] },
  {
    contract: users.acceptInvitation,
    input: () => ({ params: { token: 'guessed' }, body: { password: 'a long enough phrase', displayName: 'Guest' } }),
    may: [],
  },
  // To belong to nothing that there is: nobody of this world belongs anywhere else afterwards.
  {
    contract: requestMembership,
    input: () => ({ body: { organisationId: 'f'.repeat(24) } }),
    isWrongInput: true,
    may: signedIn,
  },
  { contract: listMembershipRequests, may: signedIn },
  {
    contract: decideMembership,
    about: 'of the owner’s organisation',
    input: ({ membershipId }) => ({
      params: { id: membershipId },
      body: { decision: 'refuse', reason: '名簿にありません。' },
    }),
    may: ['owner', 'colleague', 'coordinator', 'admin'],
  },
  { contract: signUps.getSignUp, input: () => ({ params: { token: 'A'.repeat(43) } }), may: [] },
  {
    contract: signUps.confirmSignUp,
    input: () => ({ params: { token: 'A'.repeat(43) }, body: { password: 'x' } }),
    may: [],
  },
  { contract: resets.requestPasswordReset, input: () => ({ body: { email: 'nobody@mail.example' } }), may: everybody },
  { contract: resets.getPasswordReset, input: () => ({ params: { token: 'guessed' } }), may: [] },
  {
    contract: resets.resetPassword,
    input: () => ({ params: { token: 'A'.repeat(43) }, body: { password: 'a long enough phrase' } }),
    may: [],
  },
  { contract: factors.getSecondFactor, may: signedIn },
  { contract: factors.beginSecondFactor, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  { contract: factors.confirmSecondFactor, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  { contract: factors.renewRecoveryCodes, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  { contract: factors.endSecondFactor, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  {
    contract: factors.resetSecondFactor,
    // An administrator's own: known, and refused. Nobody of this world loses anything.
    input: () => ({ params: { id: 'f'.repeat(24) } }),
    may: [],
    forbidden: except('admin'),
  },
  { contract: privacy.exportMyData, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  { contract: privacy.eraseMe, input: () => ({ body: {} }), isWrongInput: true, may: signedIn },
  {
    contract: privacy.erasePerson,
    input: () => ({ params: { id: 'f'.repeat(24) }, body: { email: 'nobody@mail.example' } }),
    may: [],
    forbidden: except('admin'),
  },
  { contract: audit.listAuditEvents, may: ['admin'], forbidden: except('admin') },
  { contract: audit.exportAuditEvents, may: ['admin'], forbidden: except('admin') },
  { contract: users.listPeople, may: ['admin'], forbidden: except('admin') },
  {
    contract: users.createInvitation,
    input: () => ({ body: {} }),
    isWrongInput: true,
    may: ['admin'],
    forbidden: except('admin'),
  },
  {
    contract: users.updatePerson,
    input: (_, { bystander }) => ({ params: { id: bystander.user.id }, body: { version: 999, status: 'active' } }),
    may: ['admin'],
    forbidden: except('admin'),
  },
];

const organisations: Door[] = [
  { contract: listOrganisations, may: everybody },
  {
    contract: getOrganisation,
    input: (_, { owner }) => ({ params: { id: owner.user.organisationId } }),
    may: everybody,
  },
  {
    contract: createOrganisation,
    input: () => ({ body: {} }),
    isWrongInput: true,
    may: ['admin'],
    forbidden: except('admin'),
  },
  {
    contract: updateOrganisation,
    input: (_, { owner }) => ({ params: { id: owner.user.organisationId }, body: { version: 0, strengths: 'もの' } }),
    may: ['admin', 'owner', 'colleague'],
    forbidden: except('admin', 'owner', 'colleague'),
  },
];

const needs: Door[] = [
  { contract: needContracts.list, may: everybody },
  { contract: needContracts.listMine, may: signedIn },
  {
    contract: needContracts.create,
    input: () => ({ body: buildNeed() }),
    may: ['owner', 'colleague', 'blocked', 'company', ...coordinators],
    forbidden: ['researcher', 'bystander', 'expert', 'admin'],
  },
  { contract: needContracts.get, about: 'for members', input: need, may: seesNeed },
  { contract: needContracts.get, about: 'a draft', input: draft, may: ['owner'] },
  {
    contract: needContracts.update,
    input: changed('need', { title: '別の題名' }),
    may: ['owner'],
    forbidden: except('owner', 'blocked'),
  },
  { contract: needContracts.update, about: 'a draft', input: changed('draft', { title: '別の題名' }), may: ['owner'] },
  { contract: needContracts.publish, about: 'a draft', input: changed('draft'), may: ['owner'] },
  {
    contract: needContracts.close,
    input: changed('need', { reason: 'solved_elsewhere' }),
    may: ['owner'],
    forbidden: except('owner', 'blocked'),
  },
  { contract: needContracts.remove, about: 'a draft', input: draft, may: ['owner'] },
  { contract: needContracts.ledger, input: need, may: ['owner'], forbidden: except('owner', 'blocked') },
  { contract: needContracts.ledgerFile, input: need, may: ['owner'], forbidden: except('owner', 'blocked') },
];

const seeds: Door[] = [
  { contract: seedContracts.list, may: everybody },
  { contract: seedContracts.listMine, may: signedIn },
  {
    contract: seedContracts.create,
    input: () => ({ body: buildSeed() }),
    may: ['blocked', 'researcher', 'bystander', ...coordinators],
    forbidden: ['owner', 'colleague', 'company', 'expert', 'admin'],
  },
  { contract: seedContracts.get, input: seed, may: everybody },
  { contract: seedContracts.update, input: changed('seed'), may: ['researcher'], forbidden: except('researcher') },
  { contract: seedContracts.update, about: 'a draft', input: changed('seedDraft'), may: ['researcher'] },
  { contract: seedContracts.publish, about: 'a draft', input: changed('seedDraft'), may: ['researcher'] },
  {
    contract: seedContracts.close,
    input: changed('seed', { reason: 'solved_elsewhere' }),
    may: ['researcher'],
    forbidden: except('researcher'),
  },
  {
    contract: seedContracts.remove,
    about: 'a draft',
    input: ({ seedDraft: { id } }) => ({ params: { id } }),
    may: ['researcher'],
  },
  { contract: seedContracts.ledger, input: seed, may: ['researcher'], forbidden: except('researcher') },
  { contract: seedContracts.ledgerFile, input: seed, may: ['researcher'], forbidden: except('researcher') },
];

const experts: Door[] = [
  { contract: expertContracts.list, may: everybody },
  { contract: expertContracts.listMine, may: signedIn },
  { contract: listTalent, may: coordinators, forbidden: noCoordinators },
  { contract: listMunicipalities, input: () => ({ query: { prefecture: '06' } }), may: everybody },
  {
    contract: expertContracts.create,
    input: () => ({ body: buildExpert() }),
    may: ['expert', ...coordinators],
    forbidden: ['owner', 'colleague', 'blocked', 'company', 'researcher', 'bystander', 'admin'],
  },
  { contract: expertContracts.get, input: profile, may: everybody },
  { contract: expertContracts.update, input: changed('profile'), may: ['expert'], forbidden: except('expert') },
  { contract: expertContracts.update, about: 'a draft', input: changed('expertDraft'), may: ['expert'] },
  { contract: expertContracts.publish, about: 'a draft', input: changed('expertDraft'), may: ['expert'] },
  {
    contract: expertContracts.close,
    input: changed('profile', { reason: 'solved_elsewhere' }),
    may: ['expert'],
    forbidden: except('expert'),
  },
  {
    contract: expertContracts.remove,
    about: 'a draft',
    input: ({ expertDraft: { id } }) => ({ params: { id } }),
    may: ['expert'],
  },
  { contract: expertContracts.ledger, input: profile, may: ['expert'], forbidden: except('expert') },
  { contract: expertContracts.ledgerFile, input: profile, may: ['expert'], forbidden: except('expert') },
];

const matches: Door[] = [
  {
    contract: listNeedMatches,
    input: need,
    may: ['owner', 'coordinator'],
  },
  { contract: listSeedMatches, input: seed, may: ['researcher'] },
  { contract: listExpertMatches, input: profile, may: ['expert'] },
  {
    contract: shortlistMatch,
    input: matched({ isShortlisted: true }),
    may: ['coordinator'],
    forbidden: noCoordinators,
  },
  { contract: declineMatch, input: matched(decline), may: ['coordinator'], forbidden: noCoordinators },
];

const parties: Knocker[] = ['owner', 'researcher', 'coordinator'];
const introductions: Door[] = [
  { contract: listIntroductions, may: signedIn },
  { contract: getIntroduction, input: introduction, may: parties },
  {
    contract: answerIntroduction,
    input: ({ introduction: { id } }) => ({ params: { id }, body: { answer: 'accept', version: 999 } }),
    may: parties,
  },
  {
    contract: endIntroduction,
    input: ({ introduction: { id } }) => ({ params: { id }, body: { version: 999, ...decline } }),
    may: ['coordinator'],
    forbidden: noCoordinators,
  },
  {
    contract: createIntroduction,
    input: ({ need: { id }, profile }) => ({
      body: { needId: id, itemKind: 'expert', itemId: profile.id, reply: { whyUs: '一度お話ししてみませんか。' } },
    }),
    may: ['owner', 'expert', 'coordinator'],
  },
  { contract: listNotifications, may: signedIn },
  { contract: countNotifications, may: signedIn },
  { contract: markNotifications, input: () => ({ body: { all: true } }), may: signedIn },
];

const workbench: Door[] = [
  { contract: getQueue, may: coordinators, forbidden: noCoordinators },
  { contract: getNeedCase, input: need, may: ['coordinator'], forbidden: noCoordinators },
  { contract: getNeedCase, about: 'a draft', input: draft, may: [], forbidden: noCoordinators },
  {
    contract: takeLead,
    input: ({ need: { id } }) => ({ params: { id }, body: { version: 0 } }),
    may: ['coordinator'],
    forbidden: noCoordinators,
  },
];

export const doors: readonly Door[] = [
  ...accounts,
  ...organisations,
  ...needs,
  ...seeds,
  ...experts,
  ...matches,
  ...introductions,
  ...workbench,
  ...brokering,
  ...applicationDoors,
  ...workDoors,
  ...openingDoors,
  ...fitDoors,
  ...dispatchDoors,
];
