// Technology words. To show a tag its name is enough; the whole taxonomy, the largest text of the product, is loaded where
// somebody picks tags or is offered some.
import { useQuery } from '@tanstack/react-query';
import type { Language } from '@enishi/shared/fields';
import type { Taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { useLanguage } from '../copy/index.js';

const load = async (): Promise<Taxonomy> => (await import('@enishi/shared/taxonomy/taxonomy')).taxonomy;

const forever = { staleTime: Infinity, gcTime: Infinity } as const;

/** Null until it has been loaded. */
export const useTaxonomy = (isWanted = true): Taxonomy | null =>
  useQuery({ queryKey: ['taxonomy'], queryFn: load, enabled: isWanted, ...forever }).data ?? null;

const loadNames: Record<Language, () => Promise<{ tagNames: Record<string, string> }>> = {
  ja: () => import('./tag-names-ja.baked.js'),
  en: () => import('./tag-names-en.baked.js'),
};

/** Name of a concept in the language of the reader; null until the names are there. */
export const useTagName = (): ((id: string) => string | null) => {
  const language = useLanguage();
  const names = useQuery({
    queryKey: ['tag-names', language],
    queryFn: async () => (await loadNames[language]()).tagNames,
    ...forever,
  }).data;
  return (id) => (names ? (names[id] ?? id) : null);
};
