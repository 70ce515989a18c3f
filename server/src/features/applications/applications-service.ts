// Invitations, letters and answers. Offers and their terms are in applications-terms.ts.
import type { z } from 'zod';
import {
  openApplicationStates,
  type applicationForm,
  type declineApplication,
  type EndReason,
  type invitationForm,
  type listApplications,
  type withdrawApplication,
} from '@enishi/shared/applications';
import type { BodyOf, QueryOf } from '@enishi/shared/contract';
import type { Side } from '@enishi/shared/introductions';
import type { Actor } from '../../actor.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { alreadyExists, AppError, forbidden, invalidField, notFound, notPossibleNow } from '../../errors.js';
import { standingOf } from '../../listings/listing-policy.js';
import { clocksFrom } from './application-clocks.js';
import { isInTime, type ApplicationsCore, type Opening, type Profile } from './applications-core.js';
import { canSeeApplication, sideOf, visibleApplications } from './applications-policy.js';
import type { ApplicationPresenter } from './applications-present.js';
import type { Application, NewApplication, StoredTerms } from './applications-store.js';

interface Dependencies {
  core: ApplicationsCore;
  present: ApplicationPresenter;
  /** Neither has closed itself to the organisation of the other. */
  mayMeet: (opening: Opening, profile: Profile) => boolean;
  settle: (application: Application) => Promise<void>;
}

const groups = {
  open: { state: { $in: [...openApplicationStates] } },
  accepted: { state: 'accepted' },
  ended: { state: { $in: ['declined', 'withdrawn', 'expired'] } },
} as const;

/** What becomes of terms that still wait for an answer when an application ends. */
const endTerms = (terms: readonly StoredTerms[], state: 'ended' | 'declined'): StoredTerms[] =>
  terms.map((one) => (one.state === 'open' ? { ...one, state } : one));

/** Somebody who acts at the same moment comes first; the sweep looks again. */
const unlessOvertaken = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'stale')) throw error;
  }
};

export function createApplicationsService({ core, present, mayMeet, settle }: Dependencies) {
  const { store, now } = core;

  const requireOpening = async (id: string, actor: Actor) => {
    const opening = await core.findOpening(id);
    const standing = opening && standingOf(actor, opening);
    if (!opening || !standing) throw notFound();
    return { opening, standing };
  };

  const begin = (
    opening: Opening,
    profile: Profile,
    form: Pick<NewApplication, 'key' | 'state' | 'letter' | 'invitation'>,
    actor: Actor,
  ): NewApplication => {
    const parties = { clientUserId: opening.ownerId, workerUserId: profile.ownerId };
    const kind = form.state === 'invited' ? 'invited' : 'applied';
    return {
      ...form,
      ...parties,
      version: 0,
      openingId: opening.id,
      expertId: profile.id,
      clientOrganisationId: opening.organisationId,
      prefecture: opening.content.prefecture,
      createdAt: now(),
      changedAt: now(),
      ...clocksFrom(form.state, now()),
      end: null,
      terms: [],
      history: [{ kind, by: actor.id, as: sideOf(actor, parties) ?? 'desk', at: now() }],
      toldSteps: 0,
      isSettled: false,
    };
  };

  const create = async (wanted: NewApplication, actor: Actor) => {
    const created = await store.create(wanted);
    if (created) {
      await settle(created);
      core.announce(created, actor.id);
      return present.one(created, actor);
    }
    const before = await store.findPair(wanted.openingId, wanted.expertId);
    if (before?.key !== wanted.key || before.history[0]?.by !== actor.id) throw alreadyExists();
    return present.one(before, actor);
  };

  const assertPossible = (opening: Opening, profile: Profile) => {
    const isLive = opening.status === 'published' && profile.status === 'published';
    if (!isLive || opening.ownerId === profile.ownerId || !mayMeet(opening, profile)) throw notPossibleNow();
  };

  const end = (
    application: Application,
    actor: Actor | null,
    state: 'declined' | 'withdrawn' | 'expired',
    because: { reason: EndReason; text: string; by: Side | null },
  ) => {
    const terms = endTerms(application.terms, state === 'withdrawn' ? 'declined' : 'ended');
    return core.move(application, actor, state, { end: because, terms });
  };

  return {
    async apply(openingId: string, form: z.output<typeof applicationForm>, actor: Actor) {
      const { opening } = await requireOpening(openingId, actor);
      const profile = await core.findProfile(form.expertId);
      if (profile?.ownerId !== actor.id) throw invalidField('expertId', 'not_a_choice');
      const before = await store.findPair(opening.id, profile.id);
      if (!before) {
        assertPossible(opening, profile);
        if (!isInTime(opening, now())) throw notPossibleNow();
      }
      const { key, letter } = form;
      return create(begin(opening, profile, { key, letter, state: 'applied', invitation: null }, actor), actor);
    },

    async invite(openingId: string, form: z.output<typeof invitationForm>, actor: Actor) {
      const { opening, standing } = await requireOpening(openingId, actor);
      if (standing !== 'owner' && standing !== 'coordinator') throw forbidden();
      const profile = await core.findProfile(form.expertId);
      // Whoever may not see a profile learns no more than that it cannot be chosen.
      if (!profile || !standingOf(actor, profile)) throw invalidField('expertId', 'not_a_choice');
      if (!(await store.findPair(opening.id, profile.id))) assertPossible(opening, profile);
      const as = standing === 'owner' ? ('company' as const) : ('coordinator' as const);
      const invitation = { text: form.text, by: actor.id, as, at: now() };
      const wanted = { key: form.key, letter: '', state: 'invited' as const, invitation };
      return create(begin(opening, profile, wanted, actor), actor);
    },

    async list(query: QueryOf<typeof listApplications>, actor: Actor) {
      const { cursor: given, limit, state, openingId, expertId } = query;
      const cursor = decodeCursor(given, 'number');
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const filter = { ...(state && groups[state]), ...(openingId && { openingId }), ...(expertId && { expertId }) };
      const { items: found, total } = await store.page(visibleApplications(actor), filter, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.createdAt.getTime(), last.id));
      return { items: await present.cards(items, actor), total, nextCursor };
    },

    async get(id: string, actor: Actor) {
      return present.one(await core.requireVisible(id, actor), actor);
    },

    async applyByInvitation(id: string, version: number, letter: string, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canApply');
      return present.one(await core.move(application, actor, 'applied', { letter, end: null }), actor);
    },

    async shortlist(id: string, version: number, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canShortlist');
      return present.one(await core.move(application, actor, 'shortlisted'), actor);
    },

    async decline(id: string, { version, reason, text }: BodyOf<typeof declineApplication>, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canDecline');
      return present.one(await end(application, actor, 'declined', { reason, text, by: 'need' }), actor);
    },

    async withdraw(id: string, { version, reason, text }: BodyOf<typeof withdrawApplication>, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canWithdraw');
      return present.one(await end(application, actor, 'withdrawn', { reason, text, by: 'item' }), actor);
    },

    /** A clock ran out. */
    expire: (application: Application) =>
      unlessOvertaken(end(application, null, 'expired', { reason: 'no_answer', text: '', by: null })),

    /** Ends whatever waits on a listing that is closed, so that nobody waits for an answer that cannot come. */
    async endOf(ref: { kind: 'opening' | 'expert'; id: string }): Promise<number> {
      const listing = await (ref.kind === 'opening' ? core.findOpening(ref.id) : core.findProfile(ref.id));
      if (listing?.status !== 'closed') return 0;
      const waiting = await store.listOpenOf(ref);
      const own = listing.closeReason === 'filled' ? 'filled' : 'opening_closed';
      for (const application of waiting)
        await unlessOvertaken(
          ref.kind === 'opening'
            ? end(application, null, 'declined', { reason: own, text: '', by: null })
            : end(application, null, 'withdrawn', { reason: 'profile_closed', text: '', by: null }),
        );
      return waiting.length;
    },

    /** For sockets and other features. */
    async canSee(id: string, actor: Actor): Promise<boolean> {
      const application = await store.find(id);
      return application !== null && canSeeApplication(actor, application);
    },
    async titlesOf(ids: readonly string[], actor: Actor) {
      const found = (await store.listByIds(ids)).filter((one) => canSeeApplication(actor, one));
      const cards = await present.cards(found, actor);
      return new Map(
        cards.map(({ id, opening, mySide }) => [id, { title: opening?.title ?? null, isMine: mySide !== null }]),
      );
    },
    find: store.find,
  };
}
export type ApplicationsService = ReturnType<typeof createApplicationsService>;
