import { useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountLimits, getInvitation } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { useCopy, useLanguage } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { call } from '../../lib/http.js';
import { useAcceptInvitation } from '../../lib/session.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { PasswordField } from './PasswordField.js';
import styles from './Account.module.css';

interface InviteFormProps {
  token: string;
  onDone: (viewer: Viewer) => void;
}

const Form = ({ token, email, onDone }: InviteFormProps & { email: string }) => {
  const t = useCopy('account');
  const language = useLanguage();
  const accept = useAcceptInvitation(token);
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const errorOf = useFieldErrors(accept.error instanceof ApiError ? accept.error.fields : []);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ displayName, password, language }, { onSuccess: ({ viewer }) => viewer && onDone(viewer) });
      }}
    >
      <Stack gap="md">
        <TextInput label={t('email')} value={email} readOnly autoComplete="username" />
        <TextField
          name="displayName"
          label={t('displayName')}
          help={t('displayNameHelp')}
          example={t('displayNameExample')}
          autoComplete="name"
          limit={accountLimits.displayName}
          value={displayName}
          onChange={setDisplayName}
          error={errorOf('displayName')}
          isRequired
        />
        <PasswordField value={password} onChange={setPassword} error={errorOf('password')} />
        {codeOf(accept.error) === 'invalid' ? null : <ErrorNote error={accept.error} />}
        <Button type="submit" loading={accept.isPending}>
          {t('invite.submit')}
        </Button>
      </Stack>
    </form>
  );
};

/** Opens the account that an administrator made a one-time link for. */
export const InviteForm = ({ token, onDone }: InviteFormProps) => {
  const t = useCopy('account');
  const terms = useCopy('terms');
  const format = useFormat();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call(getInvitation, { params: { token }, signal }),
    retry: false,
  });
  if (invitation.isPending) return <LoadingState rows={1} height={280} />;
  if (!invitation.data)
    return codeOf(invitation.error) === 'not_found' ? (
      <EmptyState title={t('invite.gone')}>{t('invite.goneExplain')}</EmptyState>
    ) : (
      <FailedState error={invitation.error} onRetry={() => void invitation.refetch()} />
    );
  const { email, roles, organisationName, expiresAt } = invitation.data;
  return (
    <div className={styles.card}>
      <p>
        {t('invite.lead', {
          organisation: organisationName,
          roles: format.list(roles.map((role) => terms(`role.${role}`))),
        })}
      </p>
      <p className={styles.note}>{t('invite.expires', { date: format.dateTime(expiresAt) })}</p>
      <div className={styles.submit}>
        <Form token={token} email={email} onDone={onDone} />
      </div>
    </div>
  );
};
