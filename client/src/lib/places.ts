// Names of prefectures and industries in the language of the reader.
import { findIndustry, industries } from '@enishi/shared/taxonomy/industries';
import { findPrefecture, prefectures } from '@enishi/shared/taxonomy/prefectures';
import { useLanguage } from '../copy/index.js';

interface Choice {
  value: string;
  label: string;
}

export const usePrefectureName = (): ((code: string | null) => string) => {
  const language = useLanguage();
  return (code) => (code ? (findPrefecture(code)?.[language] ?? '') : '');
};

export const usePrefectureChoices = (): Choice[] => {
  const language = useLanguage();
  return prefectures.map((prefecture) => ({ value: prefecture.code, label: prefecture[language] }));
};

export const useIndustryName = (): ((code: string | null) => string) => {
  const language = useLanguage();
  return (code) => (code ? (findIndustry(code)?.[language] ?? '') : '');
};

export const useIndustryChoices = (): Choice[] => {
  const language = useLanguage();
  return industries.map((industry) => ({ value: industry.code, label: industry[language] }));
};
