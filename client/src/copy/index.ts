// Every sentence the reader sees, split by area; only the language in use is downloaded. Japanese is the default.
import { useSyncExternalStore } from 'react';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '@enishi/shared/fields';
import { readStored, writeStored } from '../lib/storage.js';
import { loaders } from './loaders.js';
import type { Area, Resources } from './loaders.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
  }
}

const STORED = 'enishi.language';

/** Needed on every page, so loaded before the first one is drawn. */
const everywhere: readonly Area[] = ['common', 'errors', 'terms'];

const isArea = (name: string): name is Area => name in loaders.ja;

const readArea = async (language: string, area: string): Promise<unknown> => {
  if (!isArea(area)) throw new Error(`unknown area of copy: ${area}`);
  const module: Record<string, unknown> = await loaders[language === 'en' ? 'en' : 'ja'][area]();
  return module[area];
};

const backend = {
  type: 'backend' as const,
  init: () => undefined,
  read: (language: string, area: string, done: (error: unknown, data: unknown) => void) => {
    readArea(language, area).then(
      (data) => done(null, data),
      (error: unknown) => done(error, null),
    );
  },
};

const storedLanguage = (): Language => (readStored(STORED) === 'en' ? 'en' : 'ja');

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'ja');

const markDocument = (language: string): void => {
  document.documentElement.lang = language;
};

/** Prepares the copy; resolves when the words that every page needs are there. */
export const startCopy = async (language: Language = storedLanguage()): Promise<void> => {
  i18next.on('languageChanged', markDocument);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: ['ja', 'en'],
      fallbackLng: false,
      ns: [...everywhere],
      defaultNS: 'common',
      // React escapes by itself.
      interpolation: { escapeValue: false },
    });
  markDocument(language);
};

/** Loads areas before a page that needs them is shown, so that it does not appear in two steps. */
export const loadAreas = async (areas: readonly Area[]): Promise<void> => i18next.loadNamespaces([...areas]);

export const changeLanguage = async (language: Language): Promise<void> => {
  writeStored(STORED, language);
  await i18next.changeLanguage(language);
};

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

/** The words of one area. Suspends while they are being loaded. */
export const useCopy = <Name extends Area>(area: Name) => useTranslation(area).t;
