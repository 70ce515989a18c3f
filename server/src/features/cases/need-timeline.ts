// What the need of a case tells on the timeline: its publication, its candidates, its introductions, who was shown what.
import type { DisclosureGroup, LedgerEntry } from '@enishi/shared/disclosure';
import { makeTimelineEntry, type TimelineEntry, type TimelineKind } from '@enishi/shared/cases';
import type { DeclineReason } from '@enishi/shared/matches';
import type { Actor } from '../../actor.js';
import type { Listing } from '../../listings/listing.js';
import type { TimelineSource } from '../../timeline.js';

interface Step {
  by: string | null;
  at: Date;
  reason: DeclineReason | null;
  text: string;
}
interface ItemOf {
  itemKind: 'seed' | 'expert';
  itemId: string;
  itemOwnerId: string;
}
export interface MatchFacts extends ItemOf {
  history: (Step & { state: string; isFollowing?: boolean })[];
}
export interface IntroductionFacts extends ItemOf {
  id: string;
  history: (Step & { kind: TimelineKind })[];
}

interface Dependencies {
  findNeed: (id: string) => Promise<Listing | null>;
  listMatches: (needId: string) => Promise<MatchFacts[]>;
  listIntroductions: (needId: string) => Promise<IntroductionFacts[]>;
  /** Title, and whether its owner's name is open, of those items that the actor may see. */
  glimpsesFor: (
    refs: readonly { kind: 'seed' | 'expert'; id: string }[],
    actor: Actor,
  ) => Promise<Map<string, { title: string; isNamed: boolean }>>;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, { displayName: string }>>;
  /** Who was shown which group of a listing, latest first. */
  disclosuresOf: (needId: string) => Promise<LedgerEntry[]>;
  /** People of the desk, whose own looking is no news. */
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
}

const matchSteps: Partial<Record<string, TimelineKind>> = {
  shortlisted: 'shortlisted',
  candidate: 'unshortlisted',
  declined: 'candidate_declined',
};
/** Summaries are read by everybody; what tells who it is, is news. */
const telling: readonly DisclosureGroup[] = ['organisation', 'contact', 'details'];

export function createNeedTimeline(dependencies: Dependencies): TimelineSource {
  const disclosed = async (need: Listing): Promise<TimelineEntry[]> => {
    const [shown, desk] = await Promise.all([
      dependencies.disclosuresOf(need.id),
      dependencies.coordinatorsOf(need.content.prefecture ?? ''),
    ]);
    const insiders = new Set([need.ownerId, ...desk.map(({ id }) => id)]);
    // With levels open to everybody, only the contact tells who came near.
    const news = telling.filter((group) => ['mutual', 'nda', 'coordinator'].includes(need.content.disclosure[group]));
    return shown
      .filter(({ viewer, group }) => !insiders.has(viewer.id) && news.includes(group))
      .map((entry) =>
        makeTimelineEntry({
          key: `disclosed:${entry.id}`,
          kind: 'disclosed',
          at: entry.firstAt,
          by: entry.viewer.displayName,
          about: entry.group,
          text: entry.viewer.organisationName,
        }),
      );
  };

  return async ({ needId }, actor) => {
    const need = needId ? await dependencies.findNeed(needId) : null;
    if (!need) return [];
    const [found, told, shown] = await Promise.all([
      dependencies.listMatches(need.id),
      dependencies.listIntroductions(need.id),
      disclosed(need),
    ]);
    const refs = [...found, ...told].map(({ itemKind, itemId }) => ({ kind: itemKind, id: itemId }));
    const people = [...found.flatMap(({ history }) => history), ...told.flatMap(({ history }) => history)];
    const [glimpses, names] = await Promise.all([
      dependencies.glimpsesFor(refs, actor),
      dependencies.namesOf([need.ownerId, ...people.flatMap(({ by }) => by ?? [])]),
    ]);
    const entry = (key: string, kind: TimelineKind, step: Step, about: ItemOf | null, address: string | null) => {
      const glimpse = about && glimpses.get(`${about.itemKind}:${about.itemId}`);
      const isNamed = step.by !== about?.itemOwnerId || glimpse?.isNamed === true;
      return makeTimelineEntry({
        key,
        kind,
        at: step.at.toISOString(),
        by: (step.by && isNamed && names.get(step.by)?.displayName) || null,
        about: glimpse?.title ?? null,
        reason: step.reason,
        text: step.text,
        address,
      });
    };
    const page = `/needs/${need.id}`;
    const own = (at: Date, text = ''): Step => ({ by: need.ownerId, at, reason: null, text });
    return [
      ...(need.publishedAt ? [entry(`published:${need.id}`, 'published', own(need.publishedAt), null, page)] : []),
      ...(need.closedAt ? [entry(`closed:${need.id}`, 'closed', own(need.closedAt, need.closeText), null, page)] : []),
      ...found.flatMap((match) =>
        match.history.flatMap((step, index) => {
          const kind = matchSteps[step.state];
          const key = `match:${match.itemId}:${index}`;
          return kind && !step.isFollowing ? [entry(key, kind, step, match, null)] : [];
        }),
      ),
      ...told.flatMap((one) =>
        one.history.map((step, index) =>
          entry(`introduction:${one.id}:${index}`, step.kind, step, one, `/introductions/${one.id}`),
        ),
      ),
      ...shown,
    ];
  };
}
