import type { MatchState } from '@enishi/shared/matches';
import type { Standing } from '@enishi/shared/disclosure';

export interface PairStanding {
  need: Standing | null;
  item: Standing | null;
}

/** A pair shows only to somebody who may see both halves and has to do with one of them. */
export const canSeeMatch = ({ need, item }: PairStanding): boolean =>
  need !== null && item !== null && (need === 'owner' || need === 'coordinator' || item === 'owner');

/** What may be done with a pair, by how one stands to its halves and what became of it. */
export function matchAbilities({ need, item }: PairStanding, state: MatchState) {
  const isCoordinator = need === 'coordinator' && item !== null;
  const isParty = need === 'owner' || item === 'owner';
  const isOpen = state === 'candidate' || state === 'shortlisted';
  return {
    canShortlist: isCoordinator && (isOpen || state === 'declined'),
    canPropose: isCoordinator && (isOpen || state === 'declined'),
    canDecline: isCoordinator && (isOpen || state === 'proposed'),
    canExpressInterest: isParty && need !== null && item !== null && state !== 'proposed' && state !== 'connected',
  };
}
