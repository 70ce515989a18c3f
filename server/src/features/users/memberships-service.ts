// Who belongs to an organisation. Whoever names one that exists stands outside until somebody of it, or a coordinator of
// its prefecture, has confirmed them. The decision is written first; whatever follows is repeated until it is settled.
import { randomBytes } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@enishi/shared/contract';
import { membershipLimits } from '@enishi/shared/memberships';
import type { decideMembership, listMembershipRequests, OwnMembership } from '@enishi/shared/memberships';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import { openOrganisationKinds, organisationName, type OrganisationRecord } from '@enishi/shared/organisations';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import { decidableBy, mayAsk } from './memberships-policy.js';
import type { Membership, MembershipsStore } from './memberships-store.js';

interface Notice {
  kind: NotificationKind;
  key: string;
  subject: { kind: 'organisation'; id: string };
}

interface Dependencies {
  store: MembershipsStore;
  organisations: {
    find(id: string): Promise<OrganisationRecord | null>;
    listByIds(ids: readonly string[]): Promise<OrganisationRecord[]>;
  };
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
  notify: (userId: string, notice: Notice) => Promise<void>;
  /** What somebody wrote as a person without an organisation goes with them. */
  moveListings: (ownerId: string, from: string, to: string) => Promise<void>;
  bus: Bus;
  now: () => Date;
}

/** People of one organisation who are told. */
const toldAtMost = 50;
const sweepSize = 50;

/** What the person sees of it; null once it is confirmed, for then they belong there. */
export const presentMembership = (
  membership: Membership | null,
  organisation: OrganisationRecord | null,
): OwnMembership | null =>
  membership && membership.state !== 'confirmed' && organisation
    ? {
        organisation: organisationName.parse(organisation),
        state: membership.state,
        requestedAt: membership.requestedAt.toISOString(),
        reason: membership.reason,
      }
    : null;

export const newMembership = ({ id, prefecture }: OrganisationRecord, now: Date): Membership => ({
  ...{ id: randomBytes(12).toString('hex'), organisationId: id, prefecture, state: 'pending', requestedAt: now },
  ...{ decidedAt: null, decidedById: null, reason: '', fromOrganisationId: null, isSettled: false },
});

/** May somebody ask to belong to it? People of centres and municipalities are invited. */
export const isOpenTo = (organisation: OrganisationRecord | null): organisation is OrganisationRecord =>
  organisation !== null &&
  !organisation.isPersonal &&
  (openOrganisationKinds as readonly string[]).includes(organisation.kind);

export function createMembershipsService(dependencies: Dependencies) {
  const { store, organisations, notify, bus, now } = dependencies;

  const noticeOf = (kind: NotificationKind, { id, organisationId }: Membership): Notice => ({
    kind,
    key: `${kind}:${id}`,
    subject: { kind: 'organisation', id: organisationId },
  });

  /** Whoever can confirm it; where there is nobody, the administrators. */
  const decidersOf = async ({ organisationId, prefecture }: Membership): Promise<string[]> => {
    const [keepers, coordinators] = await Promise.all([
      store.keepersOf(organisationId, toldAtMost),
      dependencies.coordinatorsOf(prefecture),
    ]);
    const found = [...keepers, ...coordinators.map(({ id }) => id)];
    return found.length > 0 ? found : store.listAdmins(toldAtMost);
  };

  const receiversOf = async (userId: string, membership: Membership): Promise<string[]> => {
    if (membership.state === 'pending') return decidersOf(membership);
    const colleagues =
      membership.state === 'confirmed' ? await store.keepersOf(membership.organisationId, toldAtMost) : [];
    return [userId, ...colleagues];
  };

  const kinds = {
    pending: 'membership_requested',
    confirmed: 'membership_confirmed',
    refused: 'membership_refused',
  } as const satisfies Record<Membership['state'], NotificationKind>;

  /** Doing it twice is harmless. */
  const follow = async ({ userId }: { userId: string }): Promise<void> => {
    const membership = (await store.find(userId))?.membership;
    if (!membership || membership.isSettled) return;
    const { state, organisationId, fromOrganisationId, decidedById } = membership;
    const from = fromOrganisationId && (await organisations.find(fromOrganisationId));
    // What was written for another organisation stays there.
    if (state === 'confirmed' && from && from.isPersonal)
      await dependencies.moveListings(userId, from.id, organisationId);
    const receivers = (await receiversOf(userId, membership)).filter((id) => id !== decidedById);
    for (const id of new Set(receivers))
      if (state !== 'pending' || id !== userId) await notify(id, noticeOf(kinds[state], membership));
    await store.settle(userId, membership);
  };

  return {
    async ask(organisationId: string, actor: Actor): Promise<OwnMembership> {
      if (!mayAsk(actor)) throw notPossibleNow();
      const organisation = await organisations.find(organisationId);
      if (!isOpenTo(organisation)) throw invalidField('organisationId', 'unknown_organisation');
      if (actor.keepsOrganisation && actor.organisationId === organisation.id) throw notPossibleNow();
      const membership = newMembership(organisation, now());
      await store.ask(actor.id, membership);
      bus.announce('user.changed', { userId: actor.id, hasNewRoles: false });
      bus.announce('membership.changed', { userId: actor.id });
      const own = presentMembership(membership, organisation);
      if (!own) throw new Error('a request that is new waits');
      return own;
    },

    async list(actor: Actor): Promise<AnswerOf<typeof listMembershipRequests>> {
      const decidable = decidableBy(actor);
      if (!decidable) return { items: [], total: 0 };
      const { items, total } = await store.listPending(decidable, membershipLimits.listed);
      const named = await organisations.listByIds([...new Set(items.map((one) => one.membership.organisationId))]);
      const byId = new Map(named.map((organisation) => [organisation.id, organisation]));
      const rows = items.flatMap(({ displayName, email, membership: { id, organisationId, requestedAt } }) => {
        const organisation = byId.get(organisationId);
        return organisation
          ? [
              {
                id,
                displayName,
                email,
                organisation: organisationName.parse(organisation),
                requestedAt: requestedAt.toISOString(),
              },
            ]
          : [];
      });
      return { items: rows, total };
    },

    /** @returns whom it is about, and which organisation */
    async decide(
      requestId: string,
      decision: BodyOf<typeof decideMembership>,
      actor: Actor,
    ): Promise<{ userId: string; organisationId: string }> {
      const decidable = decidableBy(actor);
      const found = decidable && (await store.findPending(requestId, decidable));
      if (!found) throw notFound();
      const { organisationId } = found.membership;
      const isConfirmed = decision.decision === 'confirm';
      const isDone = await store.decide(
        requestId,
        decidable,
        {
          ...{ state: isConfirmed ? 'confirmed' : 'refused', decidedAt: now(), decidedById: actor.id },
          reason: decision.decision === 'refuse' ? decision.reason : '',
          fromOrganisationId: found.organisationId,
        },
        isConfirmed ? { organisationId, keepsOrganisation: true } : undefined,
      );
      if (!isDone) throw notFound();
      bus.announce('user.changed', { userId: found.id, hasNewRoles: false });
      bus.announce('membership.changed', { userId: found.id });
      return { userId: found.id, organisationId };
    },

    follow,

    /** Takes up what a crash cut off. @returns how many */
    async sweep(): Promise<number> {
      const ids = await store.listUnsettled(sweepSize);
      for (const userId of ids) await follow({ userId });
      return ids.length;
    },
  };
}
export type MembershipsService = ReturnType<typeof createMembershipsService>;
