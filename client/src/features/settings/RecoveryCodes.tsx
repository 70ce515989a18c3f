import { Button, Group } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './SecondFactor.module.css';

/** Shown once, to be written down. */
export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useCopy('settings');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    notifyDone(t('secondFactor.copied'));
  };
  return (
    <div role="status">
      <p>{t('secondFactor.recoveryHelp')}</p>
      <ul className={styles.codes} aria-label={t('secondFactor.recovery')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <Button variant="default" onClick={() => void copy()}>
          {t('secondFactor.copy')}
        </Button>
        <Button onClick={onDone}>{t('secondFactor.kept')}</Button>
      </Group>
    </div>
  );
};
