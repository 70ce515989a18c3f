// How cases follow what happens elsewhere: needs that are published or closed, introductions, meetings, projects. Each of
// these may be told twice, late, or out of order; whatever a crash cut off is taken up again by the sweep.
import type { CaseEndReason, CaseStage } from '@enishi/shared/case-stages';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import type { Listing } from '../../listings/listing.js';
import type { CaseFacts } from '../../timeline.js';
import { actionsPut, advanced, headChanged, isUntouched, moved, type GivenAction } from './case-transitions.js';
import { beginCase, type Case, type Transition } from './case.js';
import { caseStandingOf, isOnDesk, type CaseStanding } from './cases-policy.js';
import type { CasesStore } from './cases-store.js';

interface IntroductionFacts {
  id: string;
  needId: string;
  itemOwnerId: string;
  state: string;
  createdById: string;
}

interface Dependencies {
  store: CasesStore;
  bus: Bus;
  now: () => Date;
  findNeed: (id: string) => Promise<Listing | null>;
  /** Who was in charge of a need before cases kept that. */
  findFormerLead: (needId: string) => Promise<{ leadId: string; leadAt: Date } | null>;
  findIntroduction: (id: string) => Promise<IntroductionFacts | null>;
  listIntroductions: (needId: string) => Promise<IntroductionFacts[]>;
}

/** Until here the end of a need ends its case; later, work goes on without it. */
const endsWithNeed: readonly CaseStage[] = ['received', 'hearing', 'search', 'approach'];
const needClosed = 'need_closed';
const needOpened = 'need_opened';

const endReasonOf = ({ closeReason }: Listing): CaseEndReason =>
  closeReason === 'solved_here' || closeReason === 'solved_elsewhere' ? 'solved_itself' : 'company_withdrew';

/** What the need says about its case: title, place, and whether it is still open. */
const followed =
  (need: Listing, at: Date): Transition =>
  (current) => {
    const prefecture = need.content.prefecture ?? current.prefecture;
    const title = current.hasOwnTitle ? current.title : need.content.title;
    const isSame = prefecture === current.prefecture && title === current.title;
    const named = isSame
      ? current
      : { ...headChanged(current, need.ownerId, at, ['title'], { prefecture, title }), touchedAt: current.touchedAt };
    const lastMove = named.moves.at(-1);
    const by = need.ownerId;
    const { closedAt, publishedAt } = need;
    if (
      need.status === 'closed' &&
      closedAt &&
      endsWithNeed.includes(named.stage) &&
      !(lastMove && lastMove.at > closedAt)
    )
      return moved(named, { to: 'ended', by, at: closedAt, because: needClosed, reason: endReasonOf(need), text: '' });
    const endedByNeed = named.stage === 'ended' && lastMove?.because === needClosed;
    if (need.status === 'published' && endedByNeed && publishedAt && publishedAt >= lastMove.at)
      return moved(named, { to: 'search', by, at, because: needOpened, reason: null, text: '' });
    return named;
  };

export function createCasesFollowing(dependencies: Dependencies) {
  const { store, bus, now } = dependencies;

  const change = async (id: string, actorId: string | null, transition: Transition): Promise<Case> => {
    const { before, after } = await store.change(id, transition);
    if (after !== before) bus.announce('case.changed', { caseId: after.id, actorId });
    return after;
  };

  /** The case of a need that was ever published; made now where there is none yet. */
  const ensureOf = async (need: Listing): Promise<Case | null> => {
    const known = await store.findOfNeed(need.id);
    if (known || need.status === 'draft' || need.content.prefecture === null) return known;
    const at = need.publishedAt ?? need.createdAt;
    const former = await dependencies.findFormerLead(need.id);
    const { made, isNew } = await store.create(
      beginCase(
        {
          title: need.content.title,
          hasOwnTitle: false,
          route: 'need',
          needId: need.id,
          prefecture: need.content.prefecture,
          createdBy: need.ownerId,
          // What ran out before there was a case is in the queue, but rings no bell now.
          alarmedUntil: now(),
          ...(former && {
            leadId: former.leadId,
            assignments: [{ role: 'lead', userId: former.leadId, by: former.leadId, at: former.leadAt }],
          }),
        },
        at,
      ),
    );
    if (isNew) bus.announce('case.created', { caseId: made.id, actorId: need.ownerId });
    return made;
  };

  const followNeed = async (needId: string): Promise<Case | null> => {
    const need = await dependencies.findNeed(needId);
    const found = need && (await ensureOf(need));
    return found && change(found.id, need.ownerId, followed(need, now()));
  };

  const caseOfNeed = async (needId: string): Promise<Case | null> =>
    (await store.findOfNeed(needId)) ?? followNeed(needId);

  const advance = (id: string, stage: CaseStage, actorId: string | null, because: string) =>
    change(id, actorId, (current) => advanced(current, stage, actorId, because, now()));

  /** Makes the need's own case part of this one. Can be taken up again at any point. */
  const finishLink = async (current: Case): Promise<Case> => {
    const { linkingNeedId } = current;
    if (!linkingNeedId) return current;
    const own = await store.findOfNeed(linkingNeedId);
    if (own && own.id !== current.id)
      // Two may finish the same link: for the later one the need's own case is this one already.
      await store.change(own.id, (other) =>
        other.id === own.id ? { ...other, needId: null, mergedIntoId: current.id } : other,
      );
    return change(current.id, null, (latest) =>
      latest.linkingNeedId === null
        ? latest
        : {
            ...latest,
            needId: linkingNeedId,
            linkingNeedId: null,
            leadId: latest.leadId ?? own?.leadId ?? null,
            centreId: latest.centreId ?? own?.centreId ?? null,
          },
    );
  };

  return {
    caseOfNeed,
    followNeed,
    advance,
    finishLink,

    async introductionCreated({ introductionId }: { introductionId: string }): Promise<void> {
      const one = await dependencies.findIntroduction(introductionId);
      const found = one && (await caseOfNeed(one.needId));
      if (found) await advance(found.id, 'approach', one.createdById, `introduction:${one.id}`);
    },
    async introductionAnswered({
      introductionId,
      actorId,
    }: {
      introductionId: string;
      actorId: string;
    }): Promise<void> {
      const one = await dependencies.findIntroduction(introductionId);
      if (one?.state !== 'connected') return;
      const found = await caseOfNeed(one.needId);
      if (found) await advance(found.id, 'meeting', actorId, `introduction:${one.id}`);
    },

    putActions: (id: string, source: string, actions: readonly GivenAction[]) =>
      change(id, null, (current) => actionsPut(current, source, actions, now())),

    /** Nobody may be told of a case by a wrong link: only what both sides of it may see. */
    async linkNeed(id: string, version: number, needId: string, actor: Actor): Promise<Case> {
      const [found, need] = await Promise.all([store.find(id), dependencies.findNeed(needId)]);
      if (!found || !isOnDesk(actor, found)) throw notFound();
      if (found.needId === needId) return found;
      if (!need || need.status === 'draft' || !isOnDesk(actor, { prefecture: need.content.prefecture ?? '' }))
        throw notFound();
      const own = await caseOfNeed(needId);
      if (found.needId || (own && (!isUntouched(own) || own.route !== 'need'))) throw notPossibleNow();
      const at = now();
      const linking = await change(id, actor.id, (current) => {
        if (current.version !== version) {
          const changes = current.changes
            .filter((one) => one.version > version)
            .map(({ at: when, fields }) => ({ by: null, at: when.toISOString(), fields }));
          throw stale({ version: current.version, changes });
        }
        if (current.needId !== null || current.linkingNeedId !== null) throw notPossibleNow();
        return { ...headChanged(current, actor.id, at, ['need'], { linkingNeedId: needId }), isSettled: false };
      });
      const linked = await finishLink(linking);
      // What happened to the need before counts for this case too.
      for (const { id: introductionId, state, createdById } of await dependencies.listIntroductions(needId)) {
        const stage = state === 'connected' ? 'meeting' : 'approach';
        if (state === 'open' || state === 'connected')
          await advance(linked.id, stage, createdById, `introduction:${introductionId}`);
      }
      return (await store.find(linked.id)) ?? linked;
    },

    async findFacts(id: string): Promise<CaseFacts | null> {
      return store.find(id);
    },
    async leadOf(id: string): Promise<string | null> {
      return (await store.find(id))?.leadId ?? null;
    },
    async standingOf(actor: Actor, id: string): Promise<CaseStanding | null> {
      const found = await store.find(id);
      if (!found) return null;
      if (isOnDesk(actor, found)) return { kind: 'desk' };
      const [need, introductions] = found.needId
        ? await Promise.all([dependencies.findNeed(found.needId), dependencies.listIntroductions(found.needId)])
        : [null, []];
      return caseStandingOf(actor, found, { needOwnerId: need?.ownerId ?? null, introductions });
    },
    /** Both sides, for whoever has to ask or tell them. */
    async partiesOf(id: string) {
      const found = await store.find(id);
      if (!found?.needId) return { needOwnerId: null, items: [] };
      const [need, introductions] = await Promise.all([
        dependencies.findNeed(found.needId),
        dependencies.listIntroductions(found.needId),
      ]);
      const items = introductions
        .filter(({ state }) => state === 'open' || state === 'connected')
        .map((one) => ({ userId: one.itemOwnerId, introductionId: one.id, isConnected: one.state === 'connected' }));
      return { needOwnerId: need?.ownerId ?? null, items };
    },
  };
}
export type CasesFollowing = ReturnType<typeof createCasesFollowing>;
