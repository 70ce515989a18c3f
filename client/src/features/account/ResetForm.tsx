import { useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getPasswordReset, resetPassword } from '@enishi/shared/password-resets';
import { useCopy } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { call } from '../../lib/http.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { PasswordField } from './PasswordField.js';
import styles from './Account.module.css';

interface ResetFormProps {
  token: string;
  onDone: () => void;
}

const Form = ({ token, email, onDone }: ResetFormProps & { email: string }) => {
  const t = useCopy('account');
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => call(resetPassword, { params: { token }, body: { password } }),
    onSuccess: onDone,
  });
  const errorOf = useFieldErrors(reset.error instanceof ApiError ? reset.error.fields : []);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput label={t('email')} value={email} readOnly autoComplete="username" />
        <PasswordField value={password} onChange={setPassword} error={errorOf('password')} />
        {codeOf(reset.error) === 'invalid' ? null : <ErrorNote error={reset.error} />}
        <Button type="submit" loading={reset.isPending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  );
};

/** Sets a new password by the link that came by mail. */
export const ResetForm = ({ token, onDone }: ResetFormProps) => {
  const t = useCopy('account');
  const format = useFormat();
  const link = useQuery({
    queryKey: ['password-reset', token],
    queryFn: ({ signal }) => call(getPasswordReset, { params: { token }, signal }),
    retry: false,
  });
  if (link.isPending) return <LoadingState rows={1} height={240} />;
  if (!link.data)
    return codeOf(link.error) === 'not_found' ? (
      <EmptyState title={t('reset.gone')}>{t('reset.goneExplain')}</EmptyState>
    ) : (
      <FailedState error={link.error} onRetry={() => void link.refetch()} />
    );
  return (
    <div className={styles.card}>
      <p className={styles.note}>{t('reset.expires', { date: format.dateTime(link.data.expiresAt) })}</p>
      <div className={styles.submit}>
        <Form token={token} email={link.data.email} onDone={onDone} />
      </div>
    </div>
  );
};
