// Who may see and do what with a request for an expert. Pure; the filter for lists says the same inside the query.
import type { DispatchSide } from '@enishi/shared/dispatches';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { coordinates, hasRole, type Actor } from '../../actor.js';
import type { Dispatch } from './dispatches-store.js';

type Seen = Pick<Dispatch, 'prefecture' | 'clientUserId' | 'expertUserId' | 'state'>;

/** Null: for them it does not exist. Whoever declined, or was not quick enough, has nothing more to do with it. */
export function sideOf(actor: Actor, dispatch: Seen): DispatchSide | null {
  if (coordinates(actor, dispatch.prefecture)) return 'desk';
  if (dispatch.clientUserId === actor.id) return 'client';
  return dispatch.expertUserId === actor.id ? 'expert' : null;
}

/** The same rule inside a query. */
export const visibleDispatches = (actor: Actor): object => ({
  $or: [
    { clientUserId: actor.id },
    { expertUserId: actor.id },
    ...(hasRole(actor, 'coordinator') ? [{ prefecture: { $in: [...actor.servedPrefectures] } }] : []),
  ],
});

export function dispatchAbilities(actor: Actor, dispatch: Seen & Pick<Dispatch, 'visit'>, today: string) {
  const side = sideOf(actor, dispatch);
  const { state } = dispatch;
  const isOpen = state === 'requested' || state === 'asked' || state === 'accepted';
  // A coordinator may be the expert, too.
  const isExpert = dispatch.expertUserId === actor.id;
  const isDue = dispatch.visit === null || dayOf(dispatch.visit.startsAt) <= today;
  return {
    canWish: side === 'client' && state === 'requested',
    canAsk: side === 'desk' && state === 'requested',
    canAnswer: isExpert && state === 'asked',
    canReport: (isExpert || side === 'desk') && state === 'accepted' && isDue,
    canEnd: (side === 'client' || side === 'desk') && isOpen,
  };
}

export function isTurnOf(actor: Actor, dispatch: Seen & Pick<Dispatch, 'visit'>, now: Date): boolean {
  const side = sideOf(actor, dispatch);
  if (dispatch.state === 'requested') return side === 'desk';
  if (dispatch.expertUserId === actor.id && dispatch.state === 'asked') return true;
  if (dispatch.state !== 'accepted') return false;
  if (!dispatch.visit) return side === 'desk';
  return dispatch.expertUserId === actor.id && dispatch.visit.endsAt <= now;
}

export const mayKeepMenu = (actor: Actor, prefecture: string): boolean =>
  coordinates(actor, prefecture) || (hasRole(actor, 'admin') && actor.prefecture === prefecture);

export const keptPrefectures = (actor: Actor): string[] => [
  ...new Set([
    ...(hasRole(actor, 'coordinator') ? actor.servedPrefectures : []),
    ...(hasRole(actor, 'admin') ? [actor.prefecture] : []),
  ]),
];
