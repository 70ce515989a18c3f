import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '@enishi/shared/fields';
import { changeLanguage, useCopy, useLanguage } from '../copy/index.js';
import { sessionKey, useUpdateMe, useViewer } from '../lib/session.js';
import styles from './LanguageSwitch.module.css';

const languages: readonly { code: Language; short: string; name: string }[] = [
  { code: 'ja', short: 'JA', name: '日本語' },
  { code: 'en', short: 'EN', name: 'English' },
];

/** One click to the other language; an account remembers it, a visitor's browser too. */
export const LanguageSwitch = () => {
  const t = useCopy('common');
  const client = useQueryClient();
  const current = useLanguage();
  const viewer = useViewer();
  const update = useUpdateMe();
  const choose = async (language: Language): Promise<void> => {
    await changeLanguage(language);
    if (!viewer) return;
    // When another tab changed the account meanwhile, this page is switched all the same; the account keeps the other.
    update.mutate(
      { version: viewer.version, language },
      { onError: () => void client.invalidateQueries({ queryKey: sessionKey }) },
    );
  };
  return (
    <div className={styles.switch} role="group" aria-label={t('language')}>
      {languages.map(({ code, short, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={`${short} ${name}`}
          aria-pressed={current === code}
          className={styles.choice}
          onClick={() => void choose(code)}
        >
          {short}
        </button>
      ))}
    </div>
  );
};
