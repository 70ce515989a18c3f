// Dates and numbers as they are read in Japan: time of Asia/Tokyo, with the day of the week.
import { useMemo } from 'react';
import type { Language } from '@enishi/shared/fields';
import { useLanguage } from '../copy/index.js';

const ZONE = 'Asia/Tokyo';
const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' };

export interface Format {
  /** 11月21日(土), with the year when it is not this one. */
  date(moment: string): string;
  /** 11月21日(土) 10:32 */
  dateTime(moment: string): string;
  /** 10:32 */
  time(moment: string): string;
  number(value: number): string;
  list(values: readonly string[]): string;
}

const build = (language: Language): Format => {
  const locale = locales[language];
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  const day = { month: 'long', day: 'numeric', weekday: 'short' } as const;
  const thisYear = formatter(day);
  const otherYear = formatter({ ...day, year: 'numeric' });
  const clock = formatter({ hour: '2-digit', minute: '2-digit', hour12: false });
  const year = formatter({ year: 'numeric' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { style: 'short', type: 'unit' });
  const date = (moment: string): string => {
    const when = new Date(moment);
    return (year.format(when) === year.format(new Date()) ? thisYear : otherYear).format(when);
  };
  const time = (moment: string): string => clock.format(new Date(moment));
  return {
    date,
    time,
    dateTime: (moment) => `${date(moment)} ${time(moment)}`,
    number: (value) => number.format(value),
    list: (values) => (language === 'ja' ? values.join('、') : list.format(values)),
  };
};

const formats: Record<Language, Format> = { ja: build('ja'), en: build('en') };

export const useFormat = (): Format => {
  const language = useLanguage();
  return useMemo(() => formats[language], [language]);
};
