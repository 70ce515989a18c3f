// Themed boards (テーマボード): a coordinator with one technical field keeps a saved query of needs, seeds, experts and
// companies, and works through their pairs. Shared with colleagues of the centre and of its prefectures.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { clientKey, distinct, id, line, moment, optionalLine, optionalText, version } from './fields.js';
import { listingLimits } from './listings.js';
import { candidateCard, candidateKinds } from './matches.js';
import { needCard } from './needs.js';
import { organisationName } from './organisations.js';
import { prefectureCode, tagId } from './tags.js';

export const boardLimits = {
  title: 60,
  note: 500,
  tags: 10,
  prefectures: 47,
  boards: 100,
  /** Of needs, and of each kind of candidates, the newest. */
  needs: 40,
  candidates: 50,
  /** Pairs that somebody has dealt with, on one board. */
  pairs: 2000,
} as const;

/** to_look_at 未確認, talked 話した, introduced 紹介した, no 見送り. */
export const pairStates = ['to_look_at', 'talked', 'introduced', 'no'] as const;
export const pairState = z.enum(pairStates);
export type PairState = z.infer<typeof pairState>;

/** What a board sets beside a need; a company has no listing of its own, so that it cannot be proposed, only spoken to. */
export const boardCandidateKinds = [...candidateKinds, 'organisation'] as const;
export const boardCandidateKind = z.enum(boardCandidateKinds);
export type BoardCandidateKind = z.infer<typeof boardCandidateKind>;

const boardForm = z.object({
  title: line(boardLimits.title, 2),
  /** Narrower concepts are meant too. */
  tags: distinct(tagId, boardLimits.tags).min(1),
  /** Words that a need or candidate has to contain as well. */
  words: optionalLine(listingLimits.search).default(''),
  /** Of the needs, within those that one serves; empty: all of them. Candidates come from anywhere. */
  prefectures: distinct(prefectureCode, boardLimits.prefectures).default([]),
  note: optionalText(boardLimits.note).default(''),
});
export const newBoard = boardForm.extend({ key: clientKey });
export const boardChanges = boardForm.extend({ version });
export type BoardForm = z.output<typeof boardForm>;

const facts = boardForm.extend({ id, version, keeper: z.string().nullable(), updatedAt: moment });
const counts = z.object({ talked: z.number().int(), introduced: z.number().int(), no: z.number().int() });

export const boardCard = facts.extend({ counts }).meta({ id: 'ThemedBoardCard' });
export type BoardCard = z.infer<typeof boardCard>;

export const pairView = z.object({
  needId: id,
  kind: boardCandidateKind,
  candidateId: id,
  state: pairState,
  note: z.string(),
  /** Null while nobody has written anything about it. */
  version: version.nullable(),
  by: z.string().nullable(),
  at: moment.nullable(),
  /** Of matching, where it has seen the two. */
  score: z.number().nullable(),
  /** The two are asked or connected already. */
  isProposed: z.boolean(),
});
export type PairView = z.infer<typeof pairView>;

export const boardView = facts
  .extend({
    counts,
    needs: z.array(needCard),
    candidates: z.array(candidateCard),
    companies: z.array(organisationName),
    /** More fit the query than are shown. */
    isCut: z.boolean(),
    /** For each need shown, every candidate that may meet it; what looks best comes first. */
    pairs: z.array(pairView),
    abilities: z.object({ canRemove: z.boolean() }),
  })
  .meta({ id: 'ThemedBoard' });
export type BoardView = z.infer<typeof boardView>;

const params = z.object({ id });
const group = 'Themed boards';

export const listBoards = defineContract({
  name: 'listThemedBoards',
  method: 'GET',
  path: '/api/themed-boards',
  summary: 'Boards of one’s centre and prefectures',
  group,
  access: ['coordinator'],
  answer: z.object({ items: z.array(boardCard) }),
});

export const createBoard = defineContract({
  name: 'createThemedBoard',
  method: 'POST',
  path: '/api/themed-boards',
  summary: 'Begin a board',
  group,
  access: ['coordinator'],
  body: newBoard,
  status: 201,
  answer: boardView,
  errors: ['not_possible_now'],
});

export const getBoard = defineContract({
  name: 'getThemedBoard',
  method: 'GET',
  path: '/api/themed-boards/:id',
  summary: 'A board with the needs and candidates of its field, and every pair of them',
  group,
  access: ['coordinator'],
  params,
  answer: boardView,
  errors: ['not_found'],
});

export const changeBoard = defineContract({
  name: 'changeThemedBoard',
  method: 'PUT',
  path: '/api/themed-boards/:id',
  summary: 'Change title and query',
  group,
  access: ['coordinator'],
  params,
  body: boardChanges,
  answer: boardView,
  errors: ['not_found', 'stale'],
});

export const removeBoard = defineContract({
  name: 'removeThemedBoard',
  method: 'POST',
  path: '/api/themed-boards/:id/remove',
  summary: 'Take a board away; by whoever began it or a colleague of the centre',
  group,
  access: ['coordinator'],
  params,
  body: z.object({ version }),
  status: 204,
  errors: ['not_found', 'forbidden', 'stale'],
});

export const pairForm = z.object({
  needId: id,
  kind: boardCandidateKind,
  candidateId: id,
  /** Null when nobody has written about this pair yet. */
  version: version.nullable(),
  state: pairState,
  note: optionalText(boardLimits.note).default(''),
});

export const setPair = defineContract({
  name: 'setThemedPair',
  method: 'PUT',
  path: '/api/themed-boards/:id/pairs',
  summary: 'How far somebody is with one pair',
  group,
  access: ['coordinator'],
  params,
  body: pairForm,
  answer: boardView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
