// Who may see and do what with an application. Pure; the filter for lists says the same inside the query.
import {
  applicationLimits,
  isOpenApplication,
  reopenableStates,
  type ApplicationState,
  type ApplicationView,
} from '@enishi/shared/applications';
import type { Side } from '@enishi/shared/introductions';
import { coordinates, hasRole, type Actor } from '../../actor.js';
import type { Application, StoredTerms } from './applications-store.js';

type Parties = Pick<Application, 'clientUserId' | 'workerUserId' | 'prefecture'>;

/** The side somebody stands on; null for everybody else. */
export const sideOf = (
  actor: Pick<Actor, 'id'>,
  { clientUserId, workerUserId }: Pick<Parties, 'clientUserId' | 'workerUserId'>,
): Side | null => {
  if (actor.id === clientUserId) return 'need';
  return actor.id === workerUserId ? 'item' : null;
};

/** Both sides and the coordinators of the opening's prefecture. */
export const canSeeApplication = (actor: Actor, application: Parties): boolean =>
  sideOf(actor, application) !== null || coordinates(actor, application.prefecture);

/** The same rule inside a query. */
export const visibleApplications = (actor: Actor): object => ({
  $or: [
    { clientUserId: actor.id },
    { workerUserId: actor.id },
    ...(hasRole(actor, 'coordinator') ? [{ prefecture: { $in: [...actor.servedPrefectures] } }] : []),
  ],
});

/** The version of the terms that both have accepted last. */
export const agreedTerms = ({ terms }: Pick<Application, 'terms'>): StoredTerms | undefined =>
  terms.findLast(({ state }) => state === 'accepted');
/** The one that waits for an answer. */
export const openTerms = ({ terms }: Pick<Application, 'terms'>): StoredTerms | undefined =>
  terms.find(({ state }) => state === 'open');

const otherSide = (side: Side): Side => (side === 'need' ? 'item' : 'need');

/** Whose turn it is to do something. */
export function turnOf(application: Pick<Application, 'state' | 'terms'>): Side | null {
  const { state } = application;
  if (state === 'invited' || state === 'offered') return 'item';
  if (state === 'applied' || state === 'shortlisted') return 'need';
  const waiting = state === 'accepted' ? openTerms(application) : undefined;
  return waiting ? otherSide(waiting.by) : null;
}

const isReopenable = (state: ApplicationState): boolean =>
  (reopenableStates as readonly ApplicationState[]).includes(state);

export interface ApplicationFacts {
  /** Opening and profile are published. */
  isLive: boolean;
  /** Applications are still taken. */
  isInTime: boolean;
  /** Every place is offered to somebody else, or taken. */
  isFull: boolean;
  now: Date;
}

export function applicationAbilities(
  actor: Actor,
  application: Application,
  { isLive, isInTime, isFull, now }: ApplicationFacts,
): ApplicationView['abilities'] {
  const side = sideOf(actor, application);
  const { state, expiresAt } = application;
  const isOpen = isOpenApplication(state);
  const hasRoom = application.terms.length < applicationLimits.terms;
  const mayOffer = side === 'need' && isLive && hasRoom && isOpen && state !== 'invited';
  const hasOpenItems = (agreedTerms(application)?.sheet.undecided.length ?? 0) > 0;
  const settling = state === 'accepted' ? openTerms(application) : undefined;
  return {
    // Whoever was invited may answer after the day until which others may apply.
    canApply: side === 'item' && isLive && isReopenable(state) && (state === 'invited' || isInTime),
    canShortlist: side === 'need' && state === 'applied',
    canOffer: mayOffer && !isFull,
    isFull: mayOffer && isFull,
    canAcceptOffer: side === 'item' && state === 'offered' && expiresAt !== null && now < expiresAt,
    canDecline: side === 'need' && isOpen,
    canWithdraw: side === 'item' && isOpen,
    canProposeTerms: side !== null && state === 'accepted' && hasOpenItems && hasRoom,
    canAcceptTerms: side !== null && settling !== undefined && settling.by !== side,
  };
}
