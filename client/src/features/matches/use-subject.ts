import { useQuery } from '@tanstack/react-query';
import { expertContracts } from '@enishi/shared/experts';
import type { ListingKind } from '@enishi/shared/listings';
import { needContracts } from '@enishi/shared/needs';
import { seedContracts } from '@enishi/shared/seeds';
import { call } from '../../lib/http.js';

const read = async (kind: ListingKind, id: string, signal: AbortSignal) => {
  const options = { params: { id }, signal };
  const { title, abilities } = await (kind === 'need'
    ? call(needContracts.get, options)
    : kind === 'seed'
      ? call(seedContracts.get, options)
      : call(expertContracts.get, options));
  return { title, abilities };
};

/** Title of what the matches are of, and what the viewer may do with it. */
export const useSubject = (kind: ListingKind, id: string) =>
  useQuery({ queryKey: ['matches', 'subject', kind, id], queryFn: ({ signal }) => read(kind, id, signal) });
