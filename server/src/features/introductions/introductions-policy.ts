import type { Side } from '@enishi/shared/introductions';
import { coordinates, hasRole, type Actor } from '../../actor.js';
import type { Introduction } from './introductions-store.js';

type Seen = Pick<Introduction, 'needOwnerId' | 'itemOwnerId' | 'prefecture' | 'state' | 'answers'>;

/** The side somebody stands on; null for everybody else. */
export const sideOf = (actor: Actor, introduction: Pick<Seen, 'needOwnerId' | 'itemOwnerId'>): Side | null => {
  if (actor.id === introduction.needOwnerId) return 'need';
  return actor.id === introduction.itemOwnerId ? 'item' : null;
};

/** The parties' names stay closed to others until both have accepted; a coordinator's never is. */
export const canName = (
  userId: string,
  viewerId: string | null,
  { state, needOwnerId, itemOwnerId }: Pick<Introduction, 'state' | 'needOwnerId' | 'itemOwnerId'>,
): boolean => userId === viewerId || state === 'connected' || (userId !== needOwnerId && userId !== itemOwnerId);

/** Both parties and the coordinators of the need's prefecture. */
export const canSeeIntroduction = (actor: Actor, introduction: Seen): boolean =>
  sideOf(actor, introduction) !== null || coordinates(actor, introduction.prefecture);

/** The same rule inside a query. */
export const visibleIntroductions = (actor: Actor): object => ({
  $or: [
    { needOwnerId: actor.id },
    { itemOwnerId: actor.id },
    ...(hasRole(actor, 'coordinator') ? [{ prefecture: { $in: [...actor.servedPrefectures] } }] : []),
  ],
});

export function introductionAbilities(actor: Actor, introduction: Seen) {
  const side = sideOf(actor, introduction);
  const isOpen = introduction.state === 'open';
  return {
    canAnswer: isOpen && side !== null && introduction.answers[side].state === 'pending',
    canEnd: isOpen && side === null && coordinates(actor, introduction.prefecture),
  };
}
