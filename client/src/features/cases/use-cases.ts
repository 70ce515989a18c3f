import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { AnswerOf, BodyInputOf, QueryInputOf } from '@enishi/shared/contract';
import {
  addAction,
  addEntry,
  createCase,
  createIdea,
  createInquiry,
  getCase,
  getTimeline,
  linkNeed,
  listCases,
  moveCase,
  removeEntry,
  setCasePeople,
  updateAction,
  updateCase,
  updateEntry,
} from '@enishi/shared/case-contracts';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseCard, CaseView, TimelineGroup } from '@enishi/shared/cases';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

export type BoardAnswer = AnswerOf<typeof listCases>;
export type BoardQuery = QueryInputOf<typeof listCases>;
type Move = Omit<BodyInputOf<typeof moveCase>, 'version'>;

const keys = {
  all: ['cases'] as const,
  boards: ['cases', 'board'] as const,
  board: (query: BoardQuery) => ['cases', 'board', query] as const,
  one: (id: string) => ['cases', 'one', id] as const,
  story: (id: string) => ['cases', 'story', id] as const,
};

/** The board, kept fresh by hints of colleagues' moves. */
export const useBoard = (query: BoardQuery) => {
  const client = useQueryClient();
  useHint('board', () => void client.invalidateQueries({ queryKey: keys.boards }));
  return useQuery({
    queryKey: keys.board(query),
    queryFn: ({ signal }) => call(listCases, { query, signal }),
    placeholderData: keepPreviousData,
  });
};

export const useCase = (id: string) => {
  const client = useQueryClient();
  const refetch = (): void => {
    void client.invalidateQueries({ queryKey: keys.one(id) });
    void client.invalidateQueries({ queryKey: keys.story(id) });
  };
  useWatch({ kind: 'case', id });
  useHint('case', refetch, id);
  return useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => call(getCase, { params: { id }, signal }),
  });
};

export const useStory = (id: string, filter: { groups: readonly TimelineGroup[]; q: string }) => {
  const client = useQueryClient();
  const refetch = (): void => void client.invalidateQueries({ queryKey: keys.story(id) });
  useHint('thread', refetch);
  useHint('meeting', refetch);
  useHint('project', refetch);
  return useQuery({
    queryKey: [...keys.story(id), filter],
    queryFn: ({ signal }) =>
      call(getTimeline, { params: { id }, query: { groups: filter.groups.join(','), q: filter.q }, signal }),
    placeholderData: keepPreviousData,
  });
};

const reload = (client: QueryClient, id: string): void => {
  void client.invalidateQueries({ queryKey: keys.story(id) });
  void client.invalidateQueries({ queryKey: keys.boards });
  void client.invalidateQueries({ queryKey: ['workbench'] });
};

/** A command whose answer is the case itself. */
const useViewCommand = <Input>(id: string, send: (input: Input) => Promise<CaseView>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (view) => {
      client.setQueryData(keys.one(id), view);
      reload(client, id);
    },
  });
};

/** A command on a part of the case; the case is read anew. */
const usePartCommand = <Input, Answer>(id: string, send: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      reload(client, id);
    },
  });
};

export const useReloadCase = (id: string) => {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keys.one(id) });
    reload(client, id);
  };
};

export const useMoveCase = (id: string) =>
  useViewCommand(id, (body: BodyInputOf<typeof moveCase>) => call(moveCase, { params: { id }, body }));
export const useSetPeople = (id: string) =>
  useViewCommand(id, (body: BodyInputOf<typeof setCasePeople>) => call(setCasePeople, { params: { id }, body }));
export const useUpdateCase = (id: string) =>
  useViewCommand(id, (body: BodyInputOf<typeof updateCase>) => call(updateCase, { params: { id }, body }));
export const useLinkNeed = (id: string) =>
  useViewCommand(id, (body: BodyInputOf<typeof linkNeed>) => call(linkNeed, { params: { id }, body }));

export const useAddEntry = (id: string) =>
  usePartCommand(id, (body: BodyInputOf<typeof addEntry>) => call(addEntry, { params: { id }, body }));
export const useUpdateEntry = (id: string, entryId: string) =>
  usePartCommand(id, (body: BodyInputOf<typeof updateEntry>) => call(updateEntry, { params: { id, entryId }, body }));
export const useRemoveEntry = (id: string, entryId: string) =>
  usePartCommand(id, () => call(removeEntry, { params: { id, entryId } }));
export const useAddAction = (id: string) =>
  usePartCommand(id, (body: BodyInputOf<typeof addAction>) => call(addAction, { params: { id }, body }));
export const useUpdateAction = (id: string, actionId: string) =>
  usePartCommand(id, (body: BodyInputOf<typeof updateAction>) =>
    call(updateAction, { params: { id, actionId }, body }),
  );

/** The card stands in its new column at once, and goes back where the server refuses. */
const withMoved = (answer: BoardAnswer, moved: CaseCard, to: CaseStage): BoardAnswer => ({
  ...answer,
  items: answer.items.map((card) => (card.id === moved.id ? { ...card, stage: to } : card)),
  counts: {
    ...answer.counts,
    [moved.stage]: answer.counts[moved.stage] - 1,
    [to]: answer.counts[to] + 1,
  },
});

export const useMoveCard = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ card, ...move }: Move & { card: CaseCard }) =>
      call(moveCase, { params: { id: card.id }, body: { ...move, version: card.version } }),
    onMutate: async ({ card, to }) => {
      await client.cancelQueries({ queryKey: keys.boards });
      client.setQueriesData<BoardAnswer>({ queryKey: keys.boards }, (answer) => answer && withMoved(answer, card, to));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  });
};

const useCreate = <Input, Answer>(send: (input: Input) => Promise<Answer>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.boards }),
  });
};
export const useCreateCase = () => useCreate((body: BodyInputOf<typeof createCase>) => call(createCase, { body }));
export const useCreateIdea = () => useCreate((body: BodyInputOf<typeof createIdea>) => call(createIdea, { body }));
export const useCreateInquiry = () =>
  useCreate((body: BodyInputOf<typeof createInquiry>) => call(createInquiry, { body }));
