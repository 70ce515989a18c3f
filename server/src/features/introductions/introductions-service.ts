// Proposals and interests until both sides have answered. What follows a change (who may see what, the pair's state,
// notices) is written after it and can be repeated; a sweep takes up what a crash cut off.
import type { z } from 'zod';
import {
  introductionClock,
  replyFields,
  type IntroductionOrigin,
  type introductionAnswer,
  type introductionForm,
  type IntroductionState,
  type Side,
} from '@enishi/shared/introductions';
import type { decline } from '@enishi/shared/matches';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import type { Listing, ListingRef, PairedRef } from '../../listings/listing.js';
import { standingOf } from '../../listings/listing-policy.js';
import {
  canName,
  introductionAbilities,
  canSeeIntroduction,
  sideOf,
  visibleIntroductions,
} from './introductions-policy.js';
import type { IntroductionPresenter } from './introductions-present.js';
import type { Answer, Introduction, IntroductionsStore, IntroductionStep } from './introductions-store.js';

export interface Pair {
  needId: string;
  itemKind: 'seed' | 'expert';
  itemId: string;
}

interface Dependencies {
  store: IntroductionsStore;
  present: IntroductionPresenter;
  bus: Bus;
  now: () => Date;
  listings: {
    find(ref: ListingRef): Promise<Listing | null>;
    admit(ref: ListingRef, userId: string, isMutual: boolean): Promise<void>;
    dismiss(ref: ListingRef, userId: string): Promise<void>;
  };
  /** Those of these listings that are closed. */
  closedOf: (kind: PairedRef['kind'], ids: readonly string[]) => Promise<Listing[]>;
  mayMeet: (need: Listing, item: Listing) => boolean;
  /** The coordinator in charge of a need's case. */
  leadOf: (needId: string) => Promise<string | null>;
  /** Moves the pair to the state that the introduction gives it. */
  followPair: (introduction: Introduction) => Promise<void>;
}

const day = 86_400_000;
const pending: Answer = { state: 'pending', at: null, reason: null, text: '' };
const sweepSize = 200;

export function createIntroductionsService(dependencies: Dependencies) {
  const { store, bus, now, listings } = dependencies;

  /** Brings everything else in line with an introduction. Repeating it is harmless. */
  const settle = async (introduction: Introduction): Promise<void> => {
    const { needId, itemKind, itemId, needOwnerId, itemOwnerId, state } = introduction;
    const need = { kind: 'need', id: needId } as const;
    const item = { kind: itemKind, id: itemId } as const;
    if (state === 'open' || state === 'connected') {
      await listings.admit(need, itemOwnerId, state === 'connected');
      await listings.admit(item, needOwnerId, state === 'connected');
    } else {
      // The same two people may stand in another introduction that needs the door open.
      if (!(await store.isIntroduced({ needId, itemOwnerId }))) await listings.dismiss(need, itemOwnerId);
      if (!(await store.isIntroduced({ itemKind, itemId, needOwnerId }))) await listings.dismiss(item, needOwnerId);
    }
    await dependencies.followPair(introduction);
  };

  /** Says what happened last. */
  const announce = ({ id, needId, version, state, history, createdById }: Introduction) => {
    const ids = { introductionId: id, needId, version };
    const actorId = history.findLast((entry) => entry.kind !== 'connected')?.by ?? null;
    if (state === 'declined' || state === 'expired') bus.announce('introduction.ended', { ...ids, actorId });
    else
      bus.announce(history.length > 1 ? 'introduction.answered' : 'introduction.created', {
        ...ids,
        actorId: actorId ?? createdById,
      });
  };

  const requireVisible = async (id: string, actor: Actor) => {
    const introduction = await store.find(id);
    if (!introduction || !canSeeIntroduction(actor, introduction)) throw notFound();
    return introduction;
  };

  const staleSince = async (id: string, seen: number, viewerId: string | null) => {
    const current = await store.find(id);
    const last = current?.history.at(-1);
    if (!current || !last) return notFound();
    const by = current.history.findLast((entry) => entry.by !== null)?.by ?? null;
    const names = by && canName(by, viewerId, current) ? await dependencies.present.namesOf([by]) : undefined;
    const change = {
      by: (by && names?.get(by)?.displayName) ?? null,
      at: last.at.toISOString(),
      fields: [`state.${last.kind}`],
    };
    return stale({ version: current.version, changes: current.version > seen ? [change] : [] });
  };

  const save = async (introduction: Introduction, version: number, set: object, steps: IntroductionStep[]) => {
    const updated = await store.update(introduction.id, version, set, steps);
    if (!updated) throw await staleSince(introduction.id, version, steps[0]?.by ?? null);
    await settle(updated);
    return updated;
  };

  /** From which side it comes, or from a coordinator; nobody else may. */
  const originFor = (actor: Actor, need: Listing, item: Listing): IntroductionOrigin => {
    if (need.ownerId === actor.id) return 'need_interest';
    if (item.ownerId === actor.id) return 'item_interest';
    if (standingOf(actor, need) === 'coordinator') return 'proposal';
    throw notFound();
  };

  const begin = (
    origin: IntroductionOrigin,
    actor: Actor,
    need: Listing,
    item: Listing,
    form: z.output<typeof introductionForm>,
    leadId: string | null,
  ) => {
    const createdAt = now();
    const accepted: Answer = { state: 'accepted', at: createdAt, reason: null, text: '' };
    const isProposal = origin === 'proposal';
    const first: IntroductionStep = {
      kind: isProposal ? 'proposed' : 'interest',
      by: actor.id,
      at: createdAt,
      reason: null,
      text: replyFields.flatMap((field) => form.reply[field] || []).join('\n\n'),
    };
    return {
      ...form,
      version: 0,
      needOwnerId: need.ownerId,
      itemOwnerId: item.ownerId,
      prefecture: need.content.prefecture,
      origin,
      createdById: actor.id,
      coordinatorId: isProposal ? actor.id : leadId,
      state: 'open' as const,
      answers: {
        need: origin === 'need_interest' ? accepted : pending,
        item: origin === 'item_interest' ? accepted : pending,
      },
      createdAt,
      dueAt: new Date(createdAt.getTime() + introductionClock.answerDays * day),
      endedAt: null,
      history: [first],
      readAt: { need: null, item: null },
      isSettled: false,
    };
  };

  const end = (
    introduction: Introduction,
    version: number,
    state: IntroductionState,
    step: Omit<IntroductionStep, 'at'>,
    set: object = {},
  ) => save(introduction, version, { ...set, state, endedAt: now() }, [{ ...step, at: now() }]);

  const answerFor = async (
    introduction: Introduction,
    side: Side,
    given: z.output<typeof introductionAnswer>,
    actor: Actor,
  ) => {
    const at = now();
    const other = introduction.answers[side === 'need' ? 'item' : 'need'];
    if (given.answer === 'decline') {
      const { reason, text } = given;
      const answer: Answer = { state: 'declined', at, reason, text };
      const set = { [`answers.${side}`]: answer };
      return end(introduction, given.version, 'declined', { kind: 'declined', by: actor.id, reason, text }, set);
    }
    const answer: Answer = { state: 'accepted', at, reason: null, text: given.text };
    const step: IntroductionStep = { kind: 'accepted', by: actor.id, at, reason: null, text: given.text };
    const isConnected = other.state === 'accepted';
    const set = { [`answers.${side}`]: answer, ...(isConnected && { state: 'connected', endedAt: at }) };
    const connected: IntroductionStep = { kind: 'connected', by: null, at, reason: null, text: '' };
    return save(introduction, given.version, set, isConnected ? [step, connected] : [step]);
  };

  /** Ends what is open about a listing that its owner has closed, so that nobody waits for an answer that cannot come. */
  const endOf = async (ref: PairedRef, ownerId: string): Promise<number> => {
    let count = 0;
    for (const open of await store.listOpenOf(ref)) {
      const step = { kind: 'ended' as const, by: ownerId, at: now(), reason: null, text: '' };
      const ended = await store.update(open.id, open.version, { state: 'declined', endedAt: step.at }, [step]);
      // Somebody moved it at this very moment; if that left it open, the next sweep ends it.
      if (!ended) continue;
      await settle(ended);
      announce(ended);
      count += 1;
    }
    return count;
  };

  /** A crash may have come between the closing of a listing and the end of what was open about it. */
  const endClosed = async (): Promise<number> => {
    const ids = await store.openIds();
    let count = 0;
    for (const kind of ['need', 'seed', 'expert'] as const)
      for (const { id, ownerId } of await dependencies.closedOf(kind, ids[kind]))
        count += await endOf({ kind, id }, ownerId);
    return count;
  };

  return {
    async create(form: z.output<typeof introductionForm>, actor: Actor) {
      const [need, item] = await Promise.all([
        listings.find({ kind: 'need', id: form.needId }),
        listings.find({ kind: form.itemKind, id: form.itemId }),
      ]);
      if (!need || !item || !standingOf(actor, need) || !standingOf(actor, item)) throw notFound();
      const origin = originFor(actor, need, item);
      if (need.status !== 'published' || item.status !== 'published' || !dependencies.mayMeet(need, item))
        throw notPossibleNow();
      const created = await store.create(begin(origin, actor, need, item, form, await dependencies.leadOf(need.id)));
      await settle(created);
      announce(created);
      return dependencies.present.one(created, actor);
    },

    async get(id: string, actor: Actor) {
      const introduction = await requireVisible(id, actor);
      const side = sideOf(actor, introduction);
      if (side && introduction.state === 'open' && !introduction.readAt[side]) {
        const at = now();
        if (await store.markRead(id, side, at))
          bus.announce('introduction.read', { introductionId: id, needId: introduction.needId });
        introduction.readAt = { ...introduction.readAt, [side]: at };
      }
      return dependencies.present.one(introduction, actor);
    },

    async list(query: { cursor?: string; limit: number; state?: IntroductionState; needId?: string }, actor: Actor) {
      const { cursor: given, limit, ...filter } = query;
      const cursor = decodeCursor(given, 'number');
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const { items: found, total } = await store.page(visibleIntroductions(actor), filter, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.createdAt.getTime(), last.id));
      return { items: await dependencies.present.many(items, actor), total, nextCursor };
    },

    async answer(id: string, given: z.output<typeof introductionAnswer>, actor: Actor) {
      const introduction = await requireVisible(id, actor);
      const side = sideOf(actor, introduction);
      if (introduction.version !== given.version) throw await staleSince(id, given.version, actor.id);
      if (!side || !introductionAbilities(actor, introduction).canAnswer) throw notPossibleNow();
      const updated = await answerFor(introduction, side, given, actor);
      announce(updated);
      return dependencies.present.one(updated, actor);
    },

    async end(id: string, version: number, { reason, text }: z.output<typeof decline>, actor: Actor) {
      const introduction = await requireVisible(id, actor);
      if (introduction.version !== version) throw await staleSince(id, version, actor.id);
      if (!introductionAbilities(actor, introduction).canEnd) throw notPossibleNow();
      const ended = await end(introduction, version, 'declined', { kind: 'ended', by: actor.id, reason, text });
      announce(ended);
      return dependencies.present.one(ended, actor);
    },

    /** Ends the open introduction of a pair, if there is one; whoever waits is told why. */
    async declineWaiting(pair: Pair, actor: Actor, { reason, text }: z.output<typeof decline>): Promise<boolean> {
      const open = await store.findOpenOfPair(pair);
      if (!open) return false;
      const ended = await end(open, open.version, 'declined', { kind: 'ended', by: actor.id, reason, text });
      announce(ended);
      return true;
    },

    /** Repairs what a crash cut off and ends what nobody answered. @returns how many were touched */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const introduction of unsettled) {
        await settle(introduction);
        announce(introduction);
      }
      const expired = await store.listOverdue(
        new Date(now().getTime() - introductionClock.expireDays * day),
        sweepSize,
      );
      for (const introduction of expired) {
        const ended = await end(introduction, introduction.version, 'expired', {
          kind: 'expired',
          by: null,
          reason: null,
          text: '',
        });
        announce(ended);
      }
      return unsettled.length + expired.length + (await endClosed());
    },

    async endOf(ref: PairedRef, ownerId: string): Promise<void> {
      await endOf(ref, ownerId);
    },

    /** Marks a version as settled, once everybody concerned was told. */
    confirm: ({ introductionId, version }: { introductionId: string; version: number }) =>
      store.markSettled(introductionId, version),

    presentMany: dependencies.present.many,
    find: store.find,
    listOfNeed: store.listOfNeed,
    listOpenIn: store.listOpenIn,
    listConnectedIn: store.listConnectedIn,
    listConnectedNeeds: store.listConnectedNeeds,
    listProposed: store.listProposed,
  };
}
export type IntroductionsService = ReturnType<typeof createIntroductionsService>;
