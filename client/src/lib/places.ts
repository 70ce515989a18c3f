// Names of prefectures and industries in the language of the reader.
import { useLanguage } from '../copy/index.js';
import { industryNames, prefectureNames } from './place-names.baked.js';

interface Named {
  code: string;
  ja: string;
  en: string;
}
interface Choice {
  value: string;
  label: string;
}

const byCode = (names: readonly Named[]): ReadonlyMap<string, Named> => new Map(names.map((name) => [name.code, name]));
const prefectureOf = byCode(prefectureNames);
const industryOf = byCode(industryNames);

const useName = (names: ReadonlyMap<string, Named>): ((code: string | null) => string) => {
  const language = useLanguage();
  return (code) => (code ? (names.get(code)?.[language] ?? '') : '');
};

const useChoices = (names: readonly Named[]): Choice[] => {
  const language = useLanguage();
  return names.map((name) => ({ value: name.code, label: name[language] }));
};

export const usePrefectureName = () => useName(prefectureOf);
export const usePrefectureChoices = () => useChoices(prefectureNames);
export const useIndustryName = () => useName(industryOf);
export const useIndustryChoices = () => useChoices(industryNames);
