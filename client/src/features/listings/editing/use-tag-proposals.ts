import { useMemo } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { useTaxonomy } from '../../../lib/taxonomy.js';

const QUIET_MS = 500;
const WORTHWHILE = 8;
const SHOWN = 6;

/** Ids of concepts that a text speaks of, best first; the taxonomy is loaded once there is something to read. */
export const useTagProposals = (text: string): readonly string[] => {
  const [settled] = useDebouncedValue(text.trim(), QUIET_MS);
  const isWorthwhile = settled.length >= WORTHWHILE;
  const taxonomy = useTaxonomy(isWorthwhile);
  return useMemo(
    () => (taxonomy && isWorthwhile ? taxonomy.proposeTags(settled, SHOWN).map(({ concept }) => concept.id) : []),
    [taxonomy, isWorthwhile, settled],
  );
};
