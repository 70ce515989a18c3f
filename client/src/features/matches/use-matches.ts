import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  declineMatch,
  listExpertMatches,
  listNeedMatches,
  listSeedMatches,
  shortlistMatch,
} from '@enishi/shared/matches';
import type { CandidateKind } from '@enishi/shared/matches';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const needMatchesKey = (needId: string) => ['matches', 'need', needId] as const;
const itemMatchesKey = (kind: CandidateKind, id: string) => ['matches', kind, id] as const;

/** A hint may be missed while matching runs, so that time is bridged by asking. */
const whileRunning = (isComplete: boolean | undefined): number | false => (isComplete === false ? 3000 : false);

/** Candidates of one's own need, kept fresh by hints. */
export const useNeedMatches = (needId: string) => {
  const client = useQueryClient();
  const queryKey = needMatchesKey(needId);
  const refetch = (): void => void client.invalidateQueries({ queryKey });
  useWatch({ kind: 'need', id: needId });
  useHint('matches', refetch, needId);
  useHint('introduction', refetch);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listNeedMatches, { params: { id: needId }, signal }),
    refetchInterval: (query) => whileRunning(query.state.data?.isComplete),
  });
};

/** Open needs that fit one's own seed or profile. */
export const useItemMatches = (kind: CandidateKind, id: string) => {
  const client = useQueryClient();
  const queryKey = itemMatchesKey(kind, id);
  const refetch = (): void => void client.invalidateQueries({ queryKey });
  useHint('matches', refetch);
  useHint('notifications', refetch);
  useHint('introduction', refetch);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => call(kind === 'seed' ? listSeedMatches : listExpertMatches, { params: { id }, signal }),
    refetchInterval: (query) => whileRunning(query.state.data?.isComplete),
  });
};

export const useShortlist = (needId: string, matchId: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof shortlistMatch>) =>
      call(shortlistMatch, { params: { id: needId, matchId }, body }),
  });

export const useDecline = (needId: string, matchId: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof declineMatch>) =>
      call(declineMatch, { params: { id: needId, matchId }, body }),
  });
