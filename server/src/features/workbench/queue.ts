// What has to be done today: needs, introductions, cases and meetings that wait for the desk, each with a clock. Pure.
import { caseClock } from '@enishi/shared/cases';
import { isBeforeStage, type CaseStage } from '@enishi/shared/case-stages';
import { workbenchClock, type QueueItem } from '@enishi/shared/workbench';
import type { Listing } from '../../listings/listing.js';
import { addWorkingDays } from '../../working-days.js';

export interface QueuedIntroduction {
  id: string;
  needId: string;
  origin: string;
  dueAt: Date;
  createdAt: Date;
  endedAt: Date | null;
}

/** A case as the queue knows it. */
export interface QueuedCase {
  id: string;
  code: string;
  title: string;
  needId: string | null;
  prefecture: string;
  leadId: string | null;
  secondId: string | null;
  leadAt: Date | null;
  stage: CaseStage;
  answeredAt: Date | null;
  handledAt: Date | null;
  whom: string;
  clocks: {
    kind: 'inquiry_unanswered' | 'action_due' | 'case_silent';
    since: Date;
    dueAt: Date;
    what: string;
    ownerId: string | null;
  }[];
}

export interface MissingMinutes {
  meetingId: string;
  caseId: string;
  title: string;
  heldAt: Date;
}

export interface QueueFacts {
  viewerId: string;
  now: Date;
  needs: readonly Listing[];
  /** Cases of these needs, those with a clock, those of meetings without minutes. */
  cases: readonly QueuedCase[];
  open: readonly QueuedIntroduction[];
  connected: readonly QueuedIntroduction[];
  wasConnected: ReadonlySet<string>;
  handled: ReadonlySet<string>;
  counts: ReadonlyMap<string, number>;
  missingMinutes: readonly MissingMinutes[];
  nameOf: (userId: string) => string | null;
}

type Item = Pick<QueueItem, 'kind'> & { since: Date; dueAt: Date; need?: Listing; case?: QueuedCase } & Partial<
    Pick<QueueItem, 'introductionId' | 'meetingId' | 'what'>
  > & { ownerId?: string | null };

const day = 86_400_000;

/** Needs that nothing was done about, or nothing came of. */
function needItems(facts: QueueFacts, caseOf: (needId: string) => QueuedCase | undefined): Item[] {
  const talkedAbout = new Set([...facts.open.map(({ needId }) => needId), ...facts.wasConnected]);
  return facts.needs
    .filter((need) => need.status === 'published' && !talkedAbout.has(need.id))
    .flatMap((need): Item[] => {
      const found = caseOf(need.id);
      if (found && !isBeforeStage(found.stage, 'meeting')) return [];
      const published = need.publishedAt ?? need.createdAt;
      const wasAnswered = facts.handled.has(need.id) || (found && (found.leadId !== null || found.answeredAt !== null));
      const about = { need, ...(found && { case: found }) };
      if (!wasAnswered)
        return [
          {
            ...about,
            kind: 'new_need',
            since: published,
            dueAt: addWorkingDays(published, workbenchClock.firstAnswerDays),
          },
        ];
      const since = found?.leadAt ?? published;
      return [{ ...about, kind: 'nothing_proposed', since, dueAt: addWorkingDays(since, workbenchClock.proposalDays) }];
    });
}

function introductionItems(facts: QueueFacts, caseOf: (needId: string) => QueuedCase | undefined): Item[] {
  const needs = new Map(facts.needs.map((need) => [need.id, need]));
  const about = ({ id, needId }: QueuedIntroduction) => {
    const need = needs.get(needId);
    const found = caseOf(needId);
    return need && { need, ...(found && { case: found }), introductionId: id };
  };
  const waiting = facts.open.flatMap((one): Item[] => {
    const known = about(one);
    const kind = one.origin === 'proposal' ? 'proposal_unanswered' : 'interest_unanswered';
    return known ? [{ ...known, kind, since: one.createdAt, dueAt: one.dueAt }] : [];
  });
  const toFollow = facts.connected.flatMap((one): Item[] => {
    const known = about(one);
    const since = one.endedAt ?? one.createdAt;
    const wasFollowed =
      known?.case &&
      ((known.case.handledAt !== null && known.case.handledAt > since) || !isBeforeStage(known.case.stage, 'nda'));
    const dueAt = addWorkingDays(since, workbenchClock.followUpDays);
    return known && !wasFollowed ? [{ ...known, kind: 'connected_to_follow', since, dueAt }] : [];
  });
  return [...waiting, ...toFollow];
}

function caseItems(facts: QueueFacts): Item[] {
  const soon = new Date(facts.now.getTime() + caseClock.actionAheadDays * day);
  const needs = new Map(facts.needs.map((need) => [need.id, need]));
  const about = (found: QueuedCase) => {
    const need = found.needId === null ? undefined : needs.get(found.needId);
    return { case: found, ...(need && { need }) };
  };
  const clocks = facts.cases.flatMap((found) =>
    found.clocks
      .filter(({ kind, dueAt }) => {
        if (kind === 'action_due') return dueAt <= soon;
        return kind === 'inquiry_unanswered' || dueAt <= facts.now;
      })
      .map((clock): Item => ({ ...about(found), ...clock })),
  );
  const byId = new Map(facts.cases.map((found) => [found.id, found]));
  const minutes = facts.missingMinutes.flatMap(({ meetingId, caseId, title, heldAt }): Item[] => {
    const found = byId.get(caseId);
    const dueAt = addWorkingDays(heldAt, caseClock.minutesDays);
    return found ? [{ ...about(found), kind: 'minutes_missing', meetingId, what: title, since: heldAt, dueAt }] : [];
  });
  return [...clocks, ...minutes];
}

function present(item: Item, facts: QueueFacts): QueueItem {
  const { need, case: found } = item;
  const ownerId = item.ownerId ?? found?.leadId ?? null;
  return {
    kind: item.kind,
    caseId: found?.id ?? null,
    needId: need?.id ?? found?.needId ?? null,
    introductionId: item.introductionId ?? null,
    meetingId: item.meetingId ?? null,
    title: need?.content.title ?? found?.title ?? '',
    code: need?.code ?? found?.code ?? '',
    prefecture: found?.prefecture ?? need?.content.prefecture ?? '',
    since: item.since.toISOString(),
    dueAt: item.dueAt.toISOString(),
    lead: ownerId === null ? null : facts.nameOf(ownerId),
    isMine: item.ownerId ? item.ownerId === facts.viewerId : found?.leadId === facts.viewerId,
    candidates: (need && facts.counts.get(need.id)) ?? 0,
    what: item.what ?? '',
    whom: found?.whom ?? '',
  };
}

/** Most urgent first. A case is called silent only when nothing else is to be done about it. */
export function buildQueue(facts: QueueFacts): QueueItem[] {
  const ofNeed = new Map(
    facts.cases.flatMap((found) => (found.needId === null ? [] : [[found.needId, found] as const])),
  );
  const caseOf = (needId: string) => ofNeed.get(needId);
  const items = [...needItems(facts, caseOf), ...introductionItems(facts, caseOf), ...caseItems(facts)];
  const busy = new Set(items.flatMap((item) => (item.kind === 'case_silent' ? [] : (item.case?.id ?? []))));
  return items
    .filter((item) => item.kind !== 'case_silent' || !busy.has(item.case?.id ?? ''))
    .map((item) => present(item, facts))
    .sort((one, other) => one.dueAt.localeCompare(other.dueAt) || one.code.localeCompare(other.code));
}
