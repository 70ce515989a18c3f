import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listExpertFits, listOpeningFits } from '@enishi/shared/fits';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

/** A hint may be missed while matching runs, so that time is bridged by asking. */
const whileRunning = (isComplete: boolean | undefined): number | false => (isComplete === false ? 3000 : false);

/** People who fit an opening, kept fresh by hints. */
export const useOpeningFits = (id: string) => {
  const client = useQueryClient();
  const queryKey = ['fits', 'opening', id] as const;
  useWatch({ kind: 'opening', id });
  useHint('opening', () => void client.invalidateQueries({ queryKey }), id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listOpeningFits, { params: { id }, signal }),
    refetchInterval: (query) => whileRunning(query.state.data?.isComplete),
  });
};

/** Openings that fit one's own profile. */
export const useExpertFits = (id: string) => {
  const client = useQueryClient();
  const queryKey = ['fits', 'expert', id] as const;
  useHint('matches', () => void client.invalidateQueries({ queryKey }), id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listExpertFits, { params: { id }, signal }),
    refetchInterval: (query) => whileRunning(query.state.data?.isComplete),
  });
};
