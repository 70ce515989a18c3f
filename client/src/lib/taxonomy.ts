// The technology words are the largest text of the product, so they are loaded when the first tag is to be shown.
import { useQuery } from '@tanstack/react-query';
import type { Taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { useLanguage } from '../copy/index.js';

const load = async (): Promise<Taxonomy> => (await import('@enishi/shared/taxonomy/taxonomy')).taxonomy;

/** Null until it has been loaded. */
export const useTaxonomy = (isWanted = true): Taxonomy | null =>
  useQuery({ queryKey: ['taxonomy'], queryFn: load, staleTime: Infinity, gcTime: Infinity, enabled: isWanted }).data ??
  null;

/** Name of a concept in the language of the reader; null until the taxonomy is there. */
export const useTagName = (isWanted = true): ((id: string) => string | null) => {
  const language = useLanguage();
  const taxonomy = useTaxonomy(isWanted);
  return (id) => (taxonomy ? (taxonomy.concept(id)?.[language] ?? id) : null);
};
