import { useState } from 'react';
import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getSignUp } from '@enishi/shared/sign-ups';
import { invitationToken } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { call } from '../../lib/http.js';
import { problemsOf } from '../../lib/problems.js';
import { useConfirmSignUp } from '../../lib/session.js';
import { CurrentPasswordField } from '../../ui/CurrentPasswordField.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './Account.module.css';

const Gone = () => {
  const t = useCopy('account');
  const ways = (
    <>
      <Button component={Link} to="/sign-in">
        {t('signUp.toSignIn')}
      </Button>
      <Button component={Link} to="/sign-up" variant="default">
        {t('confirm.signUp')}
      </Button>
    </>
  );
  return (
    <EmptyState title={t('confirm.gone')} action={ways}>
      {t('confirm.goneExplain')} <Link to="/forgot">{t('signIn.forgot')}</Link>
    </EmptyState>
  );
};

interface ProofProps extends Pick<SignUpConfirmProps, 'onDone'> {
  email: string;
  confirm: ReturnType<typeof useConfirmSignUp>;
}

/** Only whoever chose the password may open the account: a stranger may have asked for the letter. */
const Proof = ({ email, confirm, onDone }: ProofProps) => {
  const t = useCopy('account');
  const [password, setPassword] = useState('');
  const problems = problemsOf(confirm.error);
  const errorOf = useFieldErrors(problems);
  const handleSubmit = (event: React.SubmitEvent): void => {
    event.preventDefault();
    confirm.mutate({ password }, { onSuccess: ({ viewer }) => viewer && onDone(viewer) });
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <CurrentPasswordField
          label={t('confirm.password')}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        {problems.length === 0 ? <ErrorNote error={confirm.error} /> : null}
        <Button type="submit" loading={confirm.isPending}>
          {t('confirm.submit')}
        </Button>
        <p className={styles.note}>
          {t('confirm.forgotten')} <Link to="/sign-up">{t('confirm.signUp')}</Link>
        </p>
      </Stack>
    </form>
  );
};

interface SignUpConfirmProps {
  token: string;
  onDone: (viewer: Viewer) => void;
}

/** Opens the account by a button and the password: programs that look through mail open every link. */
export const SignUpConfirm = ({ token, onDone }: SignUpConfirmProps) => {
  const t = useCopy('account');
  const format = useFormat();
  const confirm = useConfirmSignUp(token);
  // One that was cut off on its way.
  const isLink = invitationToken.safeParse(token).success;
  const link = useQuery({
    queryKey: ['sign-up', token],
    queryFn: ({ signal }) => call(getSignUp, { params: { token }, signal }),
    retry: false,
    enabled: isLink,
  });
  if (!isLink) return <Gone />;
  if (link.isPending) return <LoadingState rows={1} height={240} />;
  if ([link.error, confirm.error].some((error) => codeOf(error) === 'not_found')) return <Gone />;
  if (!link.data) return <FailedState error={link.error} onRetry={() => void link.refetch()} />;
  const { email, displayName, organisationName, expiresAt } = link.data;
  const facts = { email, displayName, organisation: organisationName };
  return (
    <div className={styles.card}>
      <p>{t('confirm.lead')}</p>
      <dl className={styles.facts}>
        {(['email', 'displayName', 'organisation'] as const).map((name) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{facts[name]}</dd>
          </div>
        ))}
      </dl>
      <Proof confirm={confirm} email={email} onDone={onDone} />
      <p className={styles.note}>
        {t('reset.expires', { date: format.dateTime(expiresAt) })} {t('confirm.notYou')}
      </p>
    </div>
  );
};
