import { coordinates, type Actor } from '../../actor.js';
import type { Case } from './case.js';

/** Cases are the desk's: coordinators of the prefecture see them and work on them, nobody else knows of them. */
export const isOnDesk = (actor: Actor | null, { prefecture }: Pick<Case, 'prefecture'>): boolean =>
  coordinates(actor, prefecture);

/** Where a new case may be put: where its author coordinates; without a wish, their first prefecture. */
export const placeFor = (actor: Actor, wish: string | undefined): string | null => {
  const place = wish ?? actor.servedPrefectures[0] ?? null;
  return coordinates(actor, place) ? place : null;
};

/** What was written by hand is changed by whoever wrote it. */
export const canChangeEntry = (actor: Actor, { by, isRemoved }: { by: string; isRemoved: boolean }): boolean =>
  by === actor.id && !isRemoved;

/** How somebody stands to a case: at the desk, or as a party to one of its introductions. */
export type CaseStanding = { kind: 'desk' } | { kind: 'party'; side: 'need' | 'item'; isConnected: boolean };

export interface CaseParties {
  needOwnerId: string | null;
  introductions: readonly { itemOwnerId: string; state: string }[];
}

/**
 * The desk comes first: a coordinator may also own a listing. The side of the item exists while an introduction is open
 * or connected; an introduction that came to nothing lets nobody in any more.
 */
export function caseStandingOf(
  actor: Actor,
  given: Pick<Case, 'prefecture'>,
  parties: CaseParties,
): CaseStanding | null {
  if (isOnDesk(actor, given)) return { kind: 'desk' };
  const isConnected = (of: CaseParties['introductions']) => of.some(({ state }) => state === 'connected');
  if (parties.needOwnerId === actor.id)
    return { kind: 'party', side: 'need', isConnected: isConnected(parties.introductions) };
  const own = parties.introductions.filter(
    ({ itemOwnerId, state }) => itemOwnerId === actor.id && (state === 'open' || state === 'connected'),
  );
  return own.length > 0 ? { kind: 'party', side: 'item', isConnected: isConnected(own) } : null;
}
