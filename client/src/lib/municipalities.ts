// Municipalities, read for one prefecture at a time where somebody chooses or shows one of them.
import { useQuery } from '@tanstack/react-query';
import { listMunicipalities } from '@enishi/shared/municipalities';
import type { Municipality } from '@enishi/shared/municipalities';
import { useLanguage } from '../copy/index.js';
import { call } from './http.js';

/** Those of one prefecture; nothing is asked for null. */
export const useMunicipalities = (prefecture: string | null) =>
  useQuery({
    queryKey: ['municipalities', prefecture],
    queryFn: async ({ signal }) =>
      (await call(listMunicipalities, { query: { prefecture: prefecture ?? '' }, signal })).items,
    enabled: prefecture !== null,
    staleTime: Infinity,
  });

/** The code begins with that of the prefecture. */
export const prefectureOfMunicipality = (code: string | null): string | null => code?.slice(0, 2) ?? null;

/** Name for the reader; both where English is read, since signs on the spot are Japanese. */
export const useMunicipalityLabel = (): ((municipality: Pick<Municipality, 'name' | 'nameEn'>) => string) => {
  const language = useLanguage();
  return ({ name, nameEn }) => (language === 'en' ? `${nameEn} (${name})` : name);
};

/** Empty until it has been read, and for none. */
export const useMunicipalityName = (code: string | null): string => {
  const label = useMunicipalityLabel();
  const found = useMunicipalities(prefectureOfMunicipality(code)).data?.find((one) => one.code === code);
  return found ? label(found) : '';
};
