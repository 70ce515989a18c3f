// Boards of one technical field: what they show is read anew each time, only what somebody wrote about a pair is kept.
import type { z } from 'zod';
import {
  boardLimits,
  type BoardCard,
  type BoardForm,
  type BoardView,
  type newBoard,
  type pairForm,
} from '@enishi/shared/themed-boards';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { forbidden, invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { keyOf, type BoardField, type Names } from './boards-field.js';
import type { BoardPair, BoardPairsStore } from './board-pairs-store.js';
import { canRemoveBoard, canSeeBoard, visibleBoards } from './boards-policy.js';
import type { Board, BoardsStore, LastChange } from './boards-store.js';

interface Dependencies {
  store: BoardsStore;
  pairs: BoardPairsStore;
  field: BoardField;
  bus: Bus;
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<Names>;
  isKnownTag: (tag: string) => boolean;
}

const countsOf = (pairs: readonly { state: string }[]): BoardCard['counts'] => {
  const count = (state: string) => pairs.filter((pair) => pair.state === state).length;
  return { talked: count('talked'), introduced: count('introduced'), no: count('no') };
};

const changedFields = (before: BoardForm, after: BoardForm): string[] =>
  (['title', 'tags', 'words', 'prefectures', 'note'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

export function createBoardsService({ store, pairs, field, bus, now, namesOf, isKnownTag }: Dependencies) {
  const factsOf = (board: Board, names: Names) => ({
    id: board.id,
    version: board.version,
    title: board.title,
    tags: board.tags,
    words: board.words,
    prefectures: board.prefectures,
    note: board.note,
    keeper: names.get(board.keeperId)?.displayName ?? null,
    updatedAt: board.lastChange.at.toISOString(),
  });

  const changeBy = (actor: Actor, fields: string[]): LastChange => ({ by: actor.id, at: now(), fields });
  const staleSince = async (version: number, { by, at, fields }: LastChange) => {
    const name = (await namesOf([by])).get(by)?.displayName ?? null;
    return stale({ version, changes: [{ by: name, at: at.toISOString(), fields }] });
  };
  const stalePair = (pair: BoardPair) => staleSince(pair.version, { by: pair.by, at: pair.at, fields: ['state'] });

  const requireVisible = async (id: string, actor: Actor): Promise<Board> => {
    const board = await store.find(id);
    if (!board || !canSeeBoard(actor, board)) throw notFound();
    return board;
  };

  const checkTags = (tags: readonly string[]): void => {
    const unknown = tags.findIndex((tag) => !isKnownTag(tag));
    if (unknown >= 0) throw invalidField(`tags.${unknown}`, 'unknown_tag');
  };

  const present = async (board: Board, actor: Actor): Promise<BoardView> => {
    const [found, kept] = await Promise.all([field.read(board, actor), pairs.listOf([board.id])]);
    const names = await namesOf([board.keeperId, ...kept.map(({ by }) => by)]);
    const shown = await field.pairsOf(found, kept, names);
    const { needs, candidates, companies } = found;
    return {
      ...factsOf(board, names),
      counts: countsOf(shown),
      needs: needs.items,
      candidates: candidates.items,
      companies: companies.items,
      isCut: [needs, candidates, companies].some(({ items, total }) => total > items.length),
      pairs: shown,
      abilities: { canRemove: canRemoveBoard(actor, board) },
    };
  };

  const done = (board: Board, actor: Actor): Promise<BoardView> => {
    bus.announce('theme.changed', { boardId: board.id, actorId: actor.id });
    return present(board, actor);
  };

  return {
    async list(actor: Actor): Promise<{ items: BoardCard[] }> {
      const boards = await store.list(visibleBoards(actor), boardLimits.boards);
      const [kept, names] = await Promise.all([
        pairs.listOf(boards.map(({ id }) => id)),
        namesOf(boards.map(({ keeperId }) => keeperId)),
      ]);
      const cards = boards.map((board) => ({
        ...factsOf(board, names),
        counts: countsOf(kept.filter(({ boardId }) => boardId === board.id)),
      }));
      return { items: cards };
    },

    get: async (id: string, actor: Actor) => present(await requireVisible(id, actor), actor),

    async create(form: z.output<typeof newBoard>, actor: Actor): Promise<BoardView> {
      checkTags(form.tags);
      if ((await store.count(actor.id)) >= boardLimits.boards) throw notPossibleNow();
      const board = await store.create({
        ...form,
        version: 0,
        keeperId: actor.id,
        organisationId: actor.organisationId,
        servedPrefectures: [...actor.servedPrefectures],
        createdAt: now(),
        lastChange: changeBy(actor, ['created']),
        removedAt: null,
      });
      return done(board, actor);
    },

    async change(id: string, { version, ...form }: BoardForm & { version: number }, actor: Actor) {
      const board = await requireVisible(id, actor);
      checkTags(form.tags);
      const lastChange = changeBy(actor, changedFields(board, form));
      const updated = await store.update(id, version, { ...form, lastChange });
      if (!updated) throw await staleSince(board.version, board.lastChange);
      return done(updated, actor);
    },

    async remove(id: string, version: number, actor: Actor): Promise<void> {
      const board = await requireVisible(id, actor);
      if (!canRemoveBoard(actor, board)) throw forbidden();
      const removed = await store.update(id, version, { removedAt: now(), lastChange: changeBy(actor, ['removed']) });
      if (!removed) throw await staleSince(board.version, board.lastChange);
      bus.announce('theme.changed', { boardId: id, actorId: actor.id });
    },

    async setPair(id: string, { version, state, note, ...ref }: z.output<typeof pairForm>, actor: Actor) {
      const board = await requireVisible(id, actor);
      const before = await pairs.find(id, ref);
      // Only what the board shows to this person can be written about.
      const shown = (await field.pairsOf(await field.read(board, actor), [], new Map())).map(keyOf);
      if (!shown.includes(keyOf(ref))) throw notFound();
      if (before && before.version !== version) throw await stalePair(before);
      if (!before && (await pairs.count(id)) >= boardLimits.pairs) throw notPossibleNow();
      const content = { state, note, by: actor.id, at: now() };
      const saved = before
        ? await pairs.update(before.id, before.version, content)
        : await pairs.create({ boardId: id, ...ref, ...content });
      const other = saved ? null : await pairs.find(id, ref);
      if (other) throw await stalePair(other);
      return done(board, actor);
    },

    servedBy: store.servedBy,
  };
}
export type BoardsService = ReturnType<typeof createBoardsService>;
