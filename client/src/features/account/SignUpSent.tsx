import { useEffect, useRef } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { signUpLimits } from '@enishi/shared/sign-ups';
import { useCopy } from '../../copy/index.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import styles from './Account.module.css';

interface SignUpSentProps {
  email: string;
  onAgain: () => void;
  onBack: () => void;
  /** The letter was asked for once more, and sent. */
  isAgain: boolean;
  isBusy: boolean;
  error: unknown;
}

/** Said whether the address has an account or not: only its letter tells which. */
export const SignUpSent = ({ email, onAgain, onBack, isAgain, isBusy, error }: SignUpSentProps) => {
  const t = useCopy('account');
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <div className={styles.card}>
      <Stack gap="md">
        <p ref={said} tabIndex={-1} className={styles.said}>
          {t('signUp.sentExplain', { email, hours: signUpLimits.hours })}
        </p>
        <p className={styles.note}>{t('signUp.sentMissing')}</p>
        <div role="status">{isAgain && !isBusy && !error ? t('signUp.sentAgainDone') : null}</div>
        <ErrorNote error={error} />
        <Group gap="sm">
          <Button variant="default" loading={isBusy} onClick={onAgain}>
            {t('signUp.sentAgain')}
          </Button>
          <Button variant="subtle" onClick={onBack}>
            {t('signUp.sentBack')}
          </Button>
        </Group>
      </Stack>
    </div>
  );
};
