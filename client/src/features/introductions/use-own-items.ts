// One's own open needs, or seeds and profiles: what somebody can answer with.
import { useQuery } from '@tanstack/react-query';
import { expertContracts } from '@enishi/shared/experts';
import { pageLimits } from '@enishi/shared/fields';
import type { PairedKind } from '@enishi/shared/listings';
import { needContracts } from '@enishi/shared/needs';
import { seedContracts } from '@enishi/shared/seeds';
import type { Side } from '@enishi/shared/introductions';
import { call } from '../../lib/http.js';

export interface OwnItem {
  kind: PairedKind;
  id: string;
  title: string;
}

const query = { limit: pageLimits.max };

const ownOf = async (side: Side, signal: AbortSignal): Promise<OwnItem[]> => {
  const open = (kind: PairedKind, cards: readonly { id: string; title: string; status: string }[]) =>
    cards.filter(({ status }) => status === 'published').map(({ id, title }) => ({ kind, id, title }));
  if (side === 'need') return open('need', (await call(needContracts.listMine, { query, signal })).items);
  const [seeds, experts] = await Promise.all([
    call(seedContracts.listMine, { query, signal }),
    call(expertContracts.listMine, { query, signal }),
  ]);
  return [...open('seed', seeds.items), ...open('expert', experts.items)];
};

/** What one can bring to the given side; asked only when it must be chosen. */
export const useOwnItems = (side: Side, isWanted: boolean) =>
  useQuery({
    queryKey: ['introductions', 'own', side],
    queryFn: ({ signal }) => ownOf(side, signal),
    enabled: isWanted,
  });
