import { useId } from 'react';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { speechLevels, spokenLanguages } from '@enishi/shared/skills';
import type { Speech } from '@enishi/shared/skills';
import { useCopy } from '../copy/index.js';
import styles from './SpeechField.module.css';

interface SpeechFieldProps {
  value: readonly Speech[];
  onChange: (value: Speech[]) => void;
  error?: string | null;
  /** For what is asked of somebody, rather than what somebody can. */
  isWanted?: boolean;
}

/** Languages spoken, each once, with how well. */
export const SpeechField = ({ value, onChange, error, isWanted = false }: SpeechFieldProps) => {
  const t = useCopy('workTerms');
  const common = useCopy('common');
  const id = useId();
  const isTaken = (language: string): boolean => value.some((one) => one.language === language);
  const free = spokenLanguages.find((language) => !isTaken(language));
  const put = (position: number, change: Partial<Speech>): void =>
    onChange(value.map((one, index) => (index === position ? { ...one, ...change } : one)));
  return (
    <fieldset className={styles.field} aria-describedby={id} data-field="speech">
      <legend className={styles.label}>{t('speech.label')}</legend>
      <p className={styles.help} id={id}>
        {isWanted ? t('speech.wantedHelp') : t('speech.help')}
      </p>
      <ul className={styles.rows}>
        {value.map(({ language, level }, position) => (
          <li key={language} className={styles.row}>
            <NativeSelect
              aria-label={t('speech.language', { number: position + 1 })}
              value={language}
              onChange={(event) => put(position, { language: event.currentTarget.value as Speech['language'] })}
            >
              {spokenLanguages
                .filter((one) => one === language || !isTaken(one))
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`spoken.${one}`)}
                  </option>
                ))}
            </NativeSelect>
            <NativeSelect
              aria-label={t('speech.level', { number: position + 1 })}
              value={level}
              onChange={(event) => put(position, { level: event.currentTarget.value as Speech['level'] })}
            >
              {speechLevels.map((one) => (
                <option key={one} value={one}>
                  {t(`speechLevel.${one}`)}
                </option>
              ))}
            </NativeSelect>
            <ActionIcon
              variant="subtle"
              color="gray.7"
              size="lg"
              aria-label={common('removeItem', { name: t(`spoken.${language}`) })}
              onClick={() => onChange(value.filter((_, index) => index !== position))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {error ? <p className={styles.error}>{error}</p> : null}
      {free ? (
        <Button
          variant="subtle"
          size="compact-md"
          mt={6}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, { language: free, level: 'business' }])}
        >
          {t('speech.add')}
        </Button>
      ) : null}
    </fieldset>
  );
};
