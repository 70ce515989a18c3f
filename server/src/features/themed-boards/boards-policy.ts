import { hasRole, type Actor } from '../../actor.js';
import type { Board } from './boards-store.js';

type Kept = Pick<Board, 'organisationId' | 'servedPrefectures'>;

/** Colleagues of the centre, and coordinators of a prefecture that it serves. */
export const canSeeBoard = (actor: Actor, { organisationId, servedPrefectures }: Kept): boolean =>
  hasRole(actor, 'coordinator') &&
  (actor.organisationId === organisationId ||
    servedPrefectures.some((prefecture) => actor.servedPrefectures.includes(prefecture)));

/** The same rule inside a query. */
export const visibleBoards = (actor: Actor): object =>
  hasRole(actor, 'coordinator')
    ? {
        $or: [{ organisationId: actor.organisationId }, { servedPrefectures: { $in: [...actor.servedPrefectures] } }],
      }
    : { _id: { $in: [] } };

/** Everybody who sees a board works on it; only its own centre takes it away. */
export const canRemoveBoard = (actor: Actor, board: Kept): boolean =>
  hasRole(actor, 'coordinator') && actor.organisationId === board.organisationId;
