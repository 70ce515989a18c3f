import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listOrganisations } from '@enishi/shared/organisations';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useLanguage } from '../copy/index.js';
import { call } from './http.js';

const SHOWN = 8;

/** Organisations whose name contains what was typed; nothing is asked for an empty word. */
export const useOrganisationSearch = (typed: string) => {
  const q = typed.trim();
  return useQuery({
    queryKey: ['organisations', 'search', q],
    queryFn: ({ signal }) => call(listOrganisations, { query: { q, limit: SHOWN }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
};

/** Name for the reader: the English one where there is one and English is read. */
export const useOrganisationName = (): ((organisation: Pick<OrganisationName, 'name' | 'nameEn'>) => string) => {
  const language = useLanguage();
  return ({ name, nameEn }) => (language === 'en' && nameEn ? nameEn : name);
};
