import { useCallback } from 'react';
import { useLanguage } from '../copy/index.js';
import { useNow } from './use-now.js';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago a moment was (3分前, 2 days ago); renewed while it is on screen. */
export const useAgo = (): ((moment: string) => string) => {
  const language = useLanguage();
  const now = useNow();
  return useCallback(
    (moment) => {
      const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      const passed = Math.max(0, now - new Date(moment).getTime());
      const [unit, size] = units.find(([, length]) => passed >= length) ?? ['second', Infinity];
      const words = format.format(-Math.floor(passed / size), unit);
      // Japanese is written without a blank between number and unit.
      return language === 'ja' ? words.replace(/\s/g, '') : words;
    },
    [language, now],
  );
};
