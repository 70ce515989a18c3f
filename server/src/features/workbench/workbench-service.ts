// What a coordinator has to do today, and one need as a case. Everything here is derived from what other features keep.
import {
  workbenchClock,
  type NeedCase,
  type NeedStage,
  type QueueItem,
  type TimelineEntry,
  type TimelineKind,
} from '@enishi/shared/workbench';
import type { IntroductionView } from '@enishi/shared/introductions';
import type { DeclineReason, NeedMatch } from '@enishi/shared/matches';
import type { NeedView } from '@enishi/shared/needs';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, stale } from '../../errors.js';
import type { Listing } from '../../listings/listing.js';
import { isCaseOf } from '../../listings/listing-policy.js';
import { addWorkingDays } from './working-days.js';

interface Step {
  by: string | null;
  at: Date;
  reason: DeclineReason | null;
  text: string;
}
interface MatchFacts {
  itemKind: 'seed' | 'expert';
  itemId: string;
  itemOwnerId: string;
  history: (Step & { state: string; isFollowing?: boolean })[];
}
interface IntroductionFacts {
  id: string;
  needId: string;
  itemKind: 'seed' | 'expert';
  itemId: string;
  itemOwnerId: string;
  origin: string;
  state: string;
  dueAt: Date;
  createdAt: Date;
  endedAt: Date | null;
  history: (Step & { kind: TimelineKind })[];
}

interface Dependencies<M extends MatchFacts, I extends IntroductionFacts> {
  bus: Bus;
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  needs: {
    find(id: string): Promise<Listing | null>;
    listByIds(ids: readonly string[]): Promise<Listing[]>;
    listPublishedIn(prefectures: readonly string[], limit: number): Promise<Listing[]>;
    setLead(id: string, caseVersion: number, leadId: string, at: Date): Promise<Listing | null>;
    view(id: string, actor: Actor): Promise<NeedView>;
  };
  matches: {
    listOfNeed(needId: string): Promise<M[]>;
    present(need: Listing, matches: readonly M[], actor: Actor): Promise<NeedMatch[]>;
    countByNeed(needIds: readonly string[], actor: Actor): Promise<Map<string, number>>;
    listHandled(needIds: readonly string[]): Promise<Set<string>>;
  };
  introductions: {
    listOfNeed(needId: string): Promise<I[]>;
    listOpenIn(prefectures: readonly string[], limit: number): Promise<I[]>;
    listConnectedNeeds(needIds: readonly string[]): Promise<Set<string>>;
    listConnectedIn(prefectures: readonly string[], since: Date, limit: number): Promise<I[]>;
    present(introductions: readonly I[], actor: Actor): Promise<IntroductionView[]>;
  };
  /** Title, and whether its owner's name is open, of those items that the actor may see. */
  glimpsesFor: (
    refs: readonly { kind: 'seed' | 'expert'; id: string }[],
    actor: Actor,
  ) => Promise<Map<string, { title: string; isNamed: boolean }>>;
}

const queueLimit = 300;
const day = 86_400_000;

function stageOf(need: Listing, introductions: readonly { state: string }[], wasHandled: boolean): NeedStage {
  if (need.status === 'closed') return 'closed';
  if (introductions.some(({ state }) => state === 'connected')) return 'connected';
  if (introductions.some(({ state }) => state === 'open')) return 'approach';
  return need.leadId !== null || wasHandled ? 'search' : 'received';
}

const matchSteps: Partial<Record<string, TimelineKind>> = {
  shortlisted: 'shortlisted',
  candidate: 'unshortlisted',
  declined: 'candidate_declined',
};

export function createWorkbenchService<M extends MatchFacts, I extends IntroductionFacts>(
  dependencies: Dependencies<M, I>,
) {
  const { needs, matches, introductions, now, bus } = dependencies;

  const requireCase = async (id: string, actor: Actor): Promise<Listing> => {
    const need = await needs.find(id);
    if (!need || !isCaseOf(actor, need)) throw notFound();
    return need;
  };

  const timelineOf = async (
    need: Listing,
    found: readonly M[],
    told: readonly I[],
    actor: Actor,
  ): Promise<TimelineEntry[]> => {
    const refs = [...found, ...told].map(({ itemKind, itemId }) => ({ kind: itemKind, id: itemId }));
    const people = [...found.flatMap((match) => match.history), ...told.flatMap((one) => one.history)].flatMap(
      ({ by }) => by ?? [],
    );
    const [glimpses, names] = await Promise.all([
      dependencies.glimpsesFor(refs, actor),
      dependencies.namesOf([...people, need.ownerId, ...(need.leadId ? [need.leadId] : [])]),
    ]);
    const entry = (
      kind: TimelineKind,
      step: Step,
      about: Pick<MatchFacts, 'itemKind' | 'itemId' | 'itemOwnerId'> | null,
    ): TimelineEntry => {
      const glimpse = about && glimpses.get(`${about.itemKind}:${about.itemId}`);
      const isNamed = step.by !== about?.itemOwnerId || glimpse?.isNamed === true;
      return {
        kind,
        at: step.at.toISOString(),
        by: (step.by && isNamed && names.get(step.by)?.displayName) || null,
        about: glimpse?.title ?? null,
        reason: step.reason,
        text: step.text,
      };
    };
    const plain = (by: string | null, at: Date): Step => ({ by, at, reason: null, text: '' });
    const entries = [
      ...(need.publishedAt ? [entry('published', plain(need.ownerId, need.publishedAt), null)] : []),
      ...(need.leadAt ? [entry('took_lead', plain(need.leadId, need.leadAt), null)] : []),
      ...(need.closedAt
        ? [entry('closed', { ...plain(need.ownerId, need.closedAt), text: need.closeText }, null)]
        : []),
      ...found.flatMap((match) =>
        match.history.flatMap((step) => {
          const kind = matchSteps[step.state];
          return kind && !step.isFollowing ? [entry(kind, step, match)] : [];
        }),
      ),
      ...told.flatMap((one) => one.history.map((step) => entry(step.kind, step, one))),
    ];
    return entries.sort((one, other) => one.at.localeCompare(other.at));
  };

  const presentCase = async (need: Listing, actor: Actor): Promise<NeedCase> => {
    const [view, found, told] = await Promise.all([
      needs.view(need.id, actor),
      matches.listOfNeed(need.id),
      introductions.listOfNeed(need.id),
    ]);
    const [shown, presented, timeline, names] = await Promise.all([
      matches.present(need, found, actor),
      introductions.present(told, actor),
      timelineOf(need, found, told, actor),
      dependencies.namesOf(need.leadId ? [need.leadId] : []),
    ]);
    const lead = need.leadId ? names.get(need.leadId) : undefined;
    return {
      need: view,
      stage: stageOf(
        need,
        told,
        found.some((match) => match.history.length > 0),
      ),
      lead:
        need.leadId && lead ? { id: need.leadId, displayName: lead.displayName, isMe: need.leadId === actor.id } : null,
      caseVersion: need.caseVersion,
      matches: shown,
      isMatched: need.matchedAt !== null,
      introductions: presented,
      timeline,
    };
  };

  return {
    async queue(actor: Actor): Promise<{ items: QueueItem[]; now: string }> {
      const { servedPrefectures: prefectures } = actor;
      const followSince = new Date(now().getTime() - 14 * day);
      const [published, open, connected] = await Promise.all([
        needs.listPublishedIn(prefectures, queueLimit),
        introductions.listOpenIn(prefectures, queueLimit),
        introductions.listConnectedIn(prefectures, followSince, queueLimit),
      ]);
      const about = await needs.listByIds([...new Set([...open, ...connected].map((one) => one.needId))]);
      const byId = new Map([...published, ...about].map((need) => [need.id, need]));
      const ids = [...byId.keys()];
      const [counts, wasConnected, handled, names] = await Promise.all([
        matches.countByNeed(ids, actor),
        introductions.listConnectedNeeds(ids),
        matches.listHandled(ids),
        dependencies.namesOf([...byId.values()].flatMap((need) => need.leadId ?? [])),
      ]);
      const item = (
        kind: QueueItem['kind'],
        need: Listing,
        since: Date,
        dueAt: Date,
        introductionId: string | null,
      ): QueueItem => ({
        kind,
        needId: need.id,
        introductionId,
        title: need.content.title,
        code: need.code,
        prefecture: need.content.prefecture ?? '',
        since: since.toISOString(),
        dueAt: dueAt.toISOString(),
        lead: need.leadId ? (names.get(need.leadId)?.displayName ?? null) : null,
        isMine: need.leadId === actor.id,
        candidates: counts.get(need.id) ?? 0,
      });
      const talkedAbout = new Set([...open.map((one) => one.needId), ...wasConnected]);
      const items = [
        ...published
          .filter((need) => !talkedAbout.has(need.id))
          .map((need) => {
            const published = need.publishedAt ?? need.createdAt;
            const wasAnswered = need.leadId !== null || handled.has(need.id);
            if (!wasAnswered)
              return item('new_need', need, published, addWorkingDays(published, workbenchClock.firstAnswerDays), null);
            const since = need.leadAt ?? published;
            return item('nothing_proposed', need, since, addWorkingDays(since, workbenchClock.proposalDays), null);
          }),
        ...open.flatMap((one) => {
          const need = byId.get(one.needId);
          const kind = one.origin === 'proposal' ? 'proposal_unanswered' : 'interest_unanswered';
          return need ? [item(kind, need, one.createdAt, one.dueAt, one.id)] : [];
        }),
        ...connected.flatMap((one) => {
          const need = byId.get(one.needId);
          const since = one.endedAt ?? one.createdAt;
          return need
            ? [item('connected_to_follow', need, since, addWorkingDays(since, workbenchClock.followUpDays), one.id)]
            : [];
        }),
      ];
      items.sort((one, other) => one.dueAt.localeCompare(other.dueAt) || one.needId.localeCompare(other.needId));
      return { items, now: now().toISOString() };
    },

    async case(id: string, actor: Actor): Promise<NeedCase> {
      return presentCase(await requireCase(id, actor), actor);
    },

    async takeLead(id: string, version: number, actor: Actor): Promise<NeedCase> {
      const need = await requireCase(id, actor);
      const led = await needs.setLead(id, version, actor.id, now());
      if (!led) {
        const current = (await needs.find(id)) ?? need;
        const names = await dependencies.namesOf(current.leadId ? [current.leadId] : []);
        const by = (current.leadId && names.get(current.leadId)?.displayName) ?? null;
        const at = (current.leadAt ?? now()).toISOString();
        throw stale({ version: current.caseVersion, changes: [{ by, at, fields: ['lead'] }] });
      }
      bus.announce('need.lead_taken', { needId: id, actorId: actor.id });
      return presentCase(led, actor);
    },
  };
}
export type WorkbenchService = ReturnType<typeof createWorkbenchService>;
