// One small world for the table of who may come where: everybody who could knock, and one of each thing to knock at.
import { randomBytes, randomUUID } from 'node:crypto';
import { listAssignments, reportWeek } from '@enishi/shared/assignment-contracts';
import { addAction, addEntry } from '@enishi/shared/case-contracts';
import { askExpert, createDispatch } from '@enishi/shared/dispatches';
import { expertContracts } from '@enishi/shared/experts';
import { listNeedMatches } from '@enishi/shared/matches';
import { listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import { createMeeting, getMeetingStart } from '@enishi/shared/meeting-contracts';
import { uploadFile } from '@enishi/shared/files';
import { recordOutcome } from '@enishi/shared/outcomes';
import { addProjectPart, createProject } from '@enishi/shared/projects';
import { postMessage } from '@enishi/shared/threads';
import { seedContracts } from '@enishi/shared/seeds';
import { createBoard } from '@enishi/shared/themed-boards';
import { createInvitation, signOut, updatePerson } from '@enishi/shared/users';
import type { TestApp } from '../../support/app';
import { buildExpert, buildSeed } from '../../support/builders';
import { acceptIt, apply, offer } from '../../support/applications';
import { createDraft, propose, publishExpert, publishNeed, publishOpening, publishSeed } from '../../support/journey';

const closed = { summary: 'members', details: 'mutual', organisation: 'mutual', contact: 'mutual' } as const;

/** Who knocks. Each line of the table names those who are let in. */
export const knockers = [
  'visitor',
  'suspended',
  'ended',
  'owner',
  'colleague',
  'blocked',
  'company',
  'researcher',
  'bystander',
  'expert',
  'coordinator',
  'elsewhere',
  'admin',
] as const;
export type Knocker = (typeof knockers)[number];
export const strangers: readonly Knocker[] = ['visitor', 'suspended', 'ended'];
export const signedIn = knockers.filter((one) => !strangers.includes(one));
export const except = (...names: Knocker[]): Knocker[] => signedIn.filter((one) => !names.includes(one));
export const coordinators: Knocker[] = ['coordinator', 'elsewhere'];
/** Whoever is neither coordinator: coordinators' doors are no secret, what lies behind them is. */
export const noCoordinators = except(...coordinators);

export async function makePeople(app: TestApp) {
  const owner = await app.signedIn({ roles: ['company'] });
  const admin = await app.signedIn({ roles: ['admin'] });
  const suspended = await app.signedIn({ roles: ['company'] });
  const ended = await app.signedIn({ roles: ['company'] });
  await admin.client.call(updatePerson, {
    params: { id: suspended.user.id },
    body: { version: suspended.user.version, status: 'suspended' },
  });
  // The cookie stays in the browser, the session behind it is gone.
  const cookie = ended.client.cookie();
  await ended.client.call(signOut);
  ended.client.setCookie(cookie);
  return {
    owner,
    admin,
    suspended,
    ended,
    colleague: await app.signedIn({ roles: ['company'], organisationId: owner.user.organisationId }),
    blocked: await app.signedIn({ roles: ['company', 'researcher'] }),
    company: await app.signedIn({ roles: ['company'] }),
    /** Owner of the seed that was introduced. */
    researcher: await app.signedIn({ roles: ['researcher'] }),
    bystander: await app.signedIn({ roles: ['researcher'] }),
    expert: await app.signedIn({ roles: ['expert'] }),
    coordinator: await app.signedIn({ roles: ['coordinator'] }),
    elsewhere: await app.signedIn({ roles: ['coordinator'], prefecture: '40' }),
  };
}
export type People = Awaited<ReturnType<typeof makePeople>>;

const key = () => randomBytes(12).toString('hex');
let slots = 0;
/** The next free hour of the coordinator, eight a day from nine in the morning in Japan. */
const nextSlot = (): string => {
  const at = Date.parse('2026-11-24T00:00:00.000Z') + Math.floor(slots / 8) * 86_400_000 + (slots % 8) * 3_600_000;
  slots += 1;
  return new Date(at).toISOString();
};

/** What coordinators make of a need: its case, a meeting that its owner and a guest are asked to, a message, a project. */
async function makeBrokering(app: TestApp, { owner, coordinator }: People, introductionId: string) {
  const desk = coordinator.client;
  const { caseId } = await desk.call(getMeetingStart, { query: { introductionId } });
  const params = { id: caseId };
  const entryId = key();
  await desk.call(addEntry, { params, body: { id: entryId, kind: 'call', text: '電話で話を聞いた。' } });
  const action = await desk.call(addAction, { params, body: { key: key(), text: '折り返す', dueOn: '2026-11-30' } });
  // Each meeting at its own time, for nobody is booked twice.
  const starts = [nextSlot()];
  const guest = { name: '高橋', email: 'guest@mail.example', language: 'ja' as const, side: 'need' as const };
  const meeting = await desk.call(createMeeting, {
    body: {
      ...{ key: key(), caseId, introductionId, title: '初回の打合せ', durationMinutes: 60, starts },
      participants: [{ userId: owner.user.id }, guest],
    },
  });
  const message = await owner.client.call(postMessage, {
    params: { kind: 'introduction', id: introductionId },
    body: { clientId: randomUUID(), text: 'よろしくお願いします。', audience: 'need' },
  });
  const uploaded = await owner.client.upload(
    uploadFile,
    {
      subjectKind: 'introduction',
      subjectId: introductionId,
      name: '図面.txt',
      audience: 'need',
      clientId: randomUUID(),
    },
    Buffer.from('寸法は別紙のとおり。'),
  );
  const project = await desk.call(createProject, {
    params,
    body: { key: key(), title: '評価治具の共同開発', goal: '半年で製品にして、展示会に出す。', startsOn: '2026-11-24' },
  });
  const withPart = await desk.call(addProjectPart, {
    params: { id: project.id },
    body: { key: key(), kind: 'milestone', content: { title: '試作', dueOn: '2027-01-31' } },
  });
  const { items } = await desk.call(recordOutcome, {
    params,
    body: { key: key(), kind: 'product', fiscalYear: 2026, text: '評価治具' },
  });
  await app.settled();
  return {
    caseId,
    entryId,
    action,
    meeting,
    message,
    file: uploaded.body as { id: string },
    project: withPart,
    outcome: items[0],
  };
}
/** Work of the owner's by the expert, with one week reported. */
async function beginWork(app: TestApp, { owner, expert }: People, profileId: string): Promise<string> {
  const opening = await publishOpening(owner.client, { title: '取扱説明書の英訳' });
  const applied = await apply(expert.client, opening.id, profileId);
  const offered = await offer(owner.client, applied, { startsOn: '2026-11-20' });
  await acceptIt(expert.client, offered);
  await app.settled();
  const { items } = await expert.client.call(listAssignments);
  const begun = items[0]?.id ?? '';
  await expert.client.call(reportWeek, {
    params: { id: begun, week: '2026-11-16' },
    body: { version: null, units: 3 },
  });
  return begun;
}

/** The owner asks for an expert, and the coordinator has asked the one with the profile. */
async function askForExpert({ owner, coordinator }: People, expertId: string) {
  const { id, version } = await owner.client.call(createDispatch, {
    body: {
      ...{ key: key(), theme: '安全試験の始め方', hours: 2 },
      text: '電池の安全試験を何から始めればよいか、現場で教えてほしい。',
    },
  });
  return coordinator.client.call(askExpert, { params: { id }, body: { version, expertId } });
}

/** Somebody who says that they belong to the owner's organisation, and waits. */
async function askToBelong(app: TestApp, { owner }: People): Promise<string> {
  const applicant = await app.signedIn();
  await applicant.client.call(requestMembership, { body: { organisationId: owner.user.organisationId } });
  const { items } = await owner.client.call(listMembershipRequests);
  return items.find(({ email }) => email === applicant.user.email)?.id ?? '';
}

/** A need for members, its seed and profile, an open introduction; drafts of each. */
export async function makeThings(app: TestApp, people: People) {
  const { owner, researcher, expert, coordinator, blocked, admin } = people;
  const seed = await publishSeed(researcher.client);
  const profile = await publishExpert(expert.client);
  const need = await publishNeed(owner.client, {
    disclosure: closed,
    blockedOrganisationIds: [blocked.user.organisationId],
  });
  const draft = await createDraft(owner.client);
  const seedDraft = await researcher.client.call(seedContracts.create, { body: buildSeed() });
  const expertDraft = await expert.client.call(expertContracts.create, { body: buildExpert() });
  await app.settled();
  const introduction = await propose(coordinator.client, need.id, seed.id);
  await app.settled();
  const matches = await coordinator.client.call(listNeedMatches, { params: { id: need.id } });
  const match = matches.items.find(({ candidate }) => candidate.card.id === profile.id) ?? matches.items[0];
  const invitation = await admin.client.call(createInvitation, {
    body: {
      email: `guest-${need.id}@mail.example`,
      roles: ['coordinator'],
      organisationId: coordinator.user.organisationId,
    },
  });
  const brokering = await makeBrokering(app, people, introduction.id);
  const opening = await publishOpening(owner.client, {
    disclosure: closed,
    blockedOrganisationIds: [blocked.user.organisationId],
  });
  const application = await offer(owner.client, await apply(expert.client, opening.id, profile.id));
  await app.settled();
  const assignmentId = await beginWork(app, people, profile.id);
  await app.settled();
  const dispatch = await askForExpert(people, profile.id);
  await app.settled();
  const board = await coordinator.client.call(createBoard, {
    body: { key: key(), title: '電池', tags: ['lithium-ion-battery'] },
  });
  const work = { opening, application, assignmentId, dispatch, board, membershipId: await askToBelong(app, people) };
  return { need, draft, seed, seedDraft, profile, expertDraft, introduction, match, invitation, ...brokering, ...work };
}
export type Things = Awaited<ReturnType<typeof makeThings>>;
