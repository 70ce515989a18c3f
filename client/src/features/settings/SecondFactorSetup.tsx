// Setting it up: the password, the square code for the app, a first code as proof, and the recovery codes to keep.
import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { CodeField } from '../../ui/CodeField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { SquareCode } from '../../ui/SquareCode.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { CurrentPasswordField } from '../../ui/CurrentPasswordField.js';
import { RecoveryCodes } from './RecoveryCodes.js';
import styles from './SecondFactor.module.css';
import { useBeginSecondFactor, useConfirmSecondFactor } from './use-second-factor.js';

const AskPassword = ({ begin }: { begin: ReturnType<typeof useBeginSecondFactor> }) => {
  const t = useCopy('settings');
  const [password, setPassword] = useState('');
  const problems = problemsOf(begin.error);
  const errorOf = useFieldErrors(problems);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate(password);
      }}
    >
      <Stack gap="md">
        <CurrentPasswordField
          label={t('password.current')}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        {begin.error && problems.length === 0 ? <ErrorNote error={begin.error} /> : null}
        <Group>
          <Button type="submit" loading={begin.isPending}>
            {t('secondFactor.begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const ShowSquare = ({
  uri,
  secret,
  confirm,
}: {
  uri: string;
  secret: string;
  confirm: ReturnType<typeof useConfirmSecondFactor>;
}) => {
  const t = useCopy('settings');
  const [code, setCode] = useState('');
  const problems = problemsOf(confirm.error);
  const errorOf = useFieldErrors(problems);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <p>{t('secondFactor.scan')}</p>
      <SquareCode text={uri} label={t('secondFactor.square')} />
      <p>
        {t('secondFactor.typeIt')} <span className={styles.secret}>{secret.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      <Stack gap="md" mt="md">
        <CodeField label={t('secondFactor.first')} value={code} onChange={setCode} error={errorOf('code')} />
        {confirm.error && problems.length === 0 ? <ErrorNote error={confirm.error} /> : null}
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('secondFactor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** `onDone` when the recovery codes were kept. */
export const SecondFactorSetup = ({ onDone }: { onDone: () => void }) => {
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />;
  if (begin.data) return <ShowSquare {...begin.data} confirm={confirm} />;
  return <AskPassword begin={begin} />;
};
