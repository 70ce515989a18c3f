// What a coordinator has to do today, and one need with everything about it. Nothing is kept here.
import type { IntroductionView } from '@enishi/shared/introductions';
import type { NeedMatch } from '@enishi/shared/matches';
import type { NeedView } from '@enishi/shared/needs';
import type { TimelineEntry } from '@enishi/shared/cases';
import type { NeedCase, QueueItem } from '@enishi/shared/workbench';
import type { Actor } from '../../actor.js';
import { notFound } from '../../errors.js';
import type { Listing } from '../../listings/listing.js';
import { isCaseOf } from '../../listings/listing-policy.js';
import { buildQueue, type MissingMinutes, type QueuedCase, type QueuedIntroduction } from './queue.js';

interface CaseHead {
  id: string;
  code: string;
  version: number;
  stage: NeedCase['stage'];
  leadId: string | null;
}

interface Dependencies<M, I extends QueuedIntroduction> {
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  needs: {
    find(id: string): Promise<Listing | null>;
    listByIds(ids: readonly string[]): Promise<Listing[]>;
    listPublishedIn(prefectures: readonly string[], limit: number): Promise<Listing[]>;
    view(id: string, actor: Actor): Promise<NeedView>;
  };
  cases: {
    ofNeed(needId: string): Promise<CaseHead | null>;
    takeLead(caseId: string, version: number, actor: Actor): Promise<unknown>;
    timelineOf(caseId: string, actor: Actor): Promise<TimelineEntry[]>;
    /** Those of these needs, those named, and those with a clock that runs out soon. */
    listQueued(wanted: {
      prefectures: readonly string[];
      needIds: readonly string[];
      caseIds: readonly string[];
    }): Promise<QueuedCase[]>;
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
  listMissingMinutes: (prefectures: readonly string[]) => Promise<readonly MissingMinutes[]>;
}

const queueLimit = 300;
const day = 86_400_000;
/** Days for which a new contact is asked to be followed up. */
const followDays = 14;

export function createWorkbenchService<M, I extends QueuedIntroduction>(dependencies: Dependencies<M, I>) {
  const { needs, cases, matches, introductions, now } = dependencies;

  const requireCase = async (id: string, actor: Actor): Promise<{ need: Listing; head: CaseHead }> => {
    const need = await needs.find(id);
    if (!need || !isCaseOf(actor, need)) throw notFound();
    const head = await cases.ofNeed(id);
    if (!head) throw notFound();
    return { need, head };
  };

  const presentCase = async (need: Listing, head: CaseHead, actor: Actor): Promise<NeedCase> => {
    const [view, found, told] = await Promise.all([
      needs.view(need.id, actor),
      matches.listOfNeed(need.id),
      introductions.listOfNeed(need.id),
    ]);
    const [shown, presented, timeline, names] = await Promise.all([
      matches.present(need, found, actor),
      introductions.present(told, actor),
      cases.timelineOf(head.id, actor),
      dependencies.namesOf(head.leadId ? [head.leadId] : []),
    ]);
    const lead = head.leadId ? names.get(head.leadId) : undefined;
    return {
      need: view,
      caseId: head.id,
      caseCode: head.code,
      stage: head.stage,
      lead:
        head.leadId && lead ? { id: head.leadId, displayName: lead.displayName, isMe: head.leadId === actor.id } : null,
      caseVersion: head.version,
      matches: shown,
      isMatched: need.matchedAt !== null,
      introductions: presented,
      timeline,
    };
  };

  return {
    async queue(actor: Actor): Promise<{ items: QueueItem[]; now: string }> {
      const { servedPrefectures: prefectures } = actor;
      const at = now();
      const [published, open, connected, missingMinutes] = await Promise.all([
        needs.listPublishedIn(prefectures, queueLimit),
        introductions.listOpenIn(prefectures, queueLimit),
        introductions.listConnectedIn(prefectures, new Date(at.getTime() - followDays * day), queueLimit),
        dependencies.listMissingMinutes(prefectures),
      ]);
      const talked = [...open, ...connected].map(({ needId }) => needId);
      const found = await cases.listQueued({
        prefectures,
        needIds: [...new Set([...published.map(({ id }) => id), ...talked])],
        caseIds: missingMinutes.map(({ caseId }) => caseId),
      });
      const about = await needs.listByIds([...new Set([...talked, ...found.flatMap(({ needId }) => needId ?? [])])]);
      const byId = new Map([...published, ...about].map((need) => [need.id, need]));
      const ids = [...byId.keys()];
      const [counts, wasConnected, handled, names] = await Promise.all([
        matches.countByNeed(ids, actor),
        introductions.listConnectedNeeds(ids),
        matches.listHandled(ids),
        dependencies.namesOf(
          found
            .flatMap(({ leadId, clocks }) => [leadId, ...clocks.map(({ ownerId }) => ownerId)])
            .flatMap((id) => id ?? []),
        ),
      ]);
      const facts = { open, connected, counts, wasConnected, handled, missingMinutes };
      const items = buildQueue({
        ...facts,
        viewerId: actor.id,
        now: at,
        needs: [...byId.values()],
        cases: found,
        nameOf: (id) => names.get(id)?.displayName ?? null,
      });
      return { items, now: at.toISOString() };
    },

    async case(id: string, actor: Actor): Promise<NeedCase> {
      const { need, head } = await requireCase(id, actor);
      return presentCase(need, head, actor);
    },

    async takeLead(id: string, version: number, actor: Actor): Promise<NeedCase> {
      const { need, head } = await requireCase(id, actor);
      await cases.takeLead(head.id, version, actor);
      return presentCase(need, (await cases.ofNeed(id)) ?? head, actor);
    },
  };
}
export type WorkbenchService = ReturnType<typeof createWorkbenchService>;
