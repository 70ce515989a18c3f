// Who can be asked to a meeting, and the links of those without an account.
import type { BodyOf } from '@enishi/shared/contract';
import type { changeParticipants } from '@enishi/shared/meeting-contracts';
import { meetingLimits, type Invitee, type MeetingSide } from '@enishi/shared/meetings';
import type { Actor } from '../../actor.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import { activeParticipants, type Meeting, type Participant } from './meeting.js';
import { randomName, type CaseFacts, type MeetingsCore } from './meetings-core.js';
import type { MeetingPresenter } from './meetings-present.js';

interface Introduced {
  id: string;
  needId: string;
  state: string;
  needOwnerId: string;
  itemOwnerId: string;
}

interface Dependencies {
  core: MeetingsCore;
  present: MeetingPresenter;
  findIntroduction: (id: string) => Promise<Introduced | null>;
  /** Introductions of a need that are open or connected. */
  listIntroduced: (needId: string) => Promise<Introduced[]>;
  needOwner: (needId: string) => Promise<string | null>;
  caseOfNeed: (needId: string) => Promise<string | null>;
  colleaguesOf: (prefecture: string) => Promise<{ id: string }[]>;
  /** Those whom something other than an introduction brought together in a case, such as a dispatch. */
  listTogether: (caseId: string) => Promise<Person[]>;
}

interface Person {
  userId: string;
  side: MeetingSide;
}

const distinctBy = <T>(values: readonly T[], keyOf: (value: T) => string): T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
];

export function createMeetingInvitations(dependencies: Dependencies) {
  const { core, present } = dependencies;
  const { cases, now } = core;

  /** Everybody with an account who has to do with a case, each on one side. */
  const peopleOf = async (theCase: CaseFacts): Promise<Person[]> => {
    const { needId, prefecture } = theCase;
    const [owner, introduced, colleagues, together] = await Promise.all([
      needId ? dependencies.needOwner(needId) : null,
      needId ? dependencies.listIntroduced(needId) : [],
      dependencies.colleaguesOf(prefecture),
      dependencies.listTogether(theCase.id),
    ]);
    const people: Person[] = [
      ...colleagues.map(({ id }) => ({ userId: id, side: 'desk' as const })),
      ...introduced.map(({ itemOwnerId }) => ({ userId: itemOwnerId, side: 'item' as const })),
      ...(owner ? [{ userId: owner, side: 'need' as const }] : []),
      ...together,
    ];
    return distinctBy(people, ({ userId }) => userId);
  };

  const requireIntroduction = async (id: string, theCase: CaseFacts) => {
    const introduction = await dependencies.findIntroduction(id);
    if (!introduction || introduction.needId !== theCase.needId) throw notFound();
    return introduction;
  };

  const newParticipant = (invitee: Invitee, people: readonly Person[]): Participant => {
    const blank = {
      key: randomName(),
      choices: {},
      note: '',
      answeredAt: null,
      answeredRound: 0,
      links: [],
      removedAt: null,
    };
    if ('userId' in invitee) {
      const person = people.find(({ userId }) => userId === invitee.userId);
      if (!person) throw invalidField('participants', 'not_a_choice');
      return { ...blank, ...person, name: '', email: '', language: 'ja' };
    }
    const link = { nonce: randomName(), issuedAt: now(), isRevoked: false };
    return { ...blank, ...invitee, userId: null, links: [link] };
  };

  /** The new ones beside those who are there; nobody twice, and not the host. */
  const invite = async (
    invitees: readonly Invitee[],
    hostId: string,
    theCase: CaseFacts,
    there: readonly Participant[],
  ): Promise<Participant[]> => {
    const people = (await peopleOf(theCase)).filter(({ userId }) => userId !== hostId);
    const added = invitees.map((invitee) => newParticipant(invitee, people));
    const names = [...there, ...added].map(({ userId, email }) => userId ?? email);
    if (new Set(names).size !== names.length) throw invalidField('participants', 'repeated');
    return added;
  };

  const withLinks = (participant: Participant, isRenewed: boolean): Participant => ({
    ...participant,
    links: [
      ...participant.links.map((link) => ({ ...link, isRevoked: true })),
      ...(isRenewed ? [{ nonce: randomName(), issuedAt: now(), isRevoked: false }] : []),
    ],
  });

  const changeLink = async (id: string, key: string, version: number | null, actor: Actor) => {
    const seen = version ?? (await core.requireDesk(id, actor)).version;
    const { meeting, viewer } = await core.requireCurrent(id, seen, actor);
    const participant = activeParticipants(meeting).find((one) => one.key === key);
    if (!participant || participant.userId !== null) throw notFound();
    const isRenewed = version !== null;
    if (isRenewed && meeting.state !== 'polling') throw notPossibleNow();
    const participants = meeting.participants.map((one) => (one.key === key ? withLinks(one, isRenewed) : one));
    const step = {
      kind: isRenewed ? ('link_renewed' as const) : ('link_revoked' as const),
      by: actor.id,
      participant: key,
    };
    const saved = await core.save(meeting, { participants }, step, { viewer });
    return present.one(saved, actor, viewer);
  };

  /** Where a case has brought two together and nobody else, a meeting of the case is a meeting of these two. */
  const onlyConnected = async (needId: string | null): Promise<Introduced | null> => {
    const found = needId ? await dependencies.listIntroduced(needId) : [];
    const [first, ...others] = found.filter(({ state }) => state === 'connected');
    return first && others.length === 0 ? first : null;
  };

  return {
    invite,

    /** The case, and the introduction where there is one, that a meeting is to be of. */
    async requireSubject({ caseId, introductionId }: { caseId: string; introductionId: string | null }, actor: Actor) {
      const theCase = await cases.find(caseId);
      if (!theCase || !(await cases.isDesk(actor, caseId))) throw notFound();
      if (introductionId) await requireIntroduction(introductionId, theCase);
      return { theCase, introductionId };
    },

    /** What a new meeting begins with. */
    async start(query: { caseId?: string | undefined; introductionId?: string | undefined }, actor: Actor) {
      const asked = query.introductionId ? await dependencies.findIntroduction(query.introductionId) : null;
      const caseId = asked ? await dependencies.caseOfNeed(asked.needId) : query.caseId;
      const theCase = caseId ? await cases.find(caseId) : null;
      if (!theCase || !(await cases.isDesk(actor, theCase.id))) throw notFound();
      const introduction = asked ?? (await onlyConnected(theCase.needId));
      const people = (await peopleOf(theCase)).filter(({ userId }) => userId !== actor.id);
      const described = await core.describe(people.map(({ userId }) => userId));
      const usual = introduction
        ? [introduction.needOwnerId, introduction.itemOwnerId]
        : (await dependencies.listTogether(theCase.id)).map(({ userId }) => userId);
      return {
        caseId: theCase.id,
        introductionId: introduction?.id ?? null,
        title: theCase.title.slice(0, meetingLimits.title),
        people: people.flatMap(({ userId, side }) => {
          const person = described.get(userId);
          if (!person) return [];
          const { displayName, organisation } = person;
          return [{ userId, side, displayName, organisation: organisation.name, isUsual: usual.includes(userId) }];
        }),
      };
    },

    /** Participants after some were added and some taken out. Whoever is taken out keeps a link that says it is over. */
    async replace(meeting: Meeting, { add, remove }: BodyOf<typeof changeParticipants>): Promise<Participant[]> {
      const theCase = await cases.find(meeting.caseId);
      if (!theCase) throw notFound();
      const kept = activeParticipants(meeting).filter(({ key }) => !remove.includes(key));
      const added = await invite(add, meeting.hostId, theCase, kept);
      if (kept.length + added.length === 0) throw invalidField('participants', 'required');
      if (kept.length + added.length > meetingLimits.participants) throw invalidField('participants', 'too_many');
      const left = meeting.participants.map((one) =>
        remove.includes(one.key) && one.removedAt === null ? { ...withLinks(one, false), removedAt: now() } : one,
      );
      return [...left, ...added];
    },

    renewLink: (id: string, key: string, version: number, actor: Actor) => changeLink(id, key, version, actor),
    revokeLink: (id: string, key: string, actor: Actor) => changeLink(id, key, null, actor),
  };
}
export type MeetingInvitations = ReturnType<typeof createMeetingInvitations>;
