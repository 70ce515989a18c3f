import { useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useSignIn } from '../../lib/session.js';
import { SignInCode, signInBody, useAsksForCode } from './SignInCode.js';
import { CurrentPasswordField } from '../../ui/CurrentPasswordField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';

/** Sign in by address and password. What is wrong is not told in more detail: that would tell who has an account. */
export const SignInForm = ({ onDone }: { onDone: (viewer: Viewer) => void }) => {
  const t = useCopy('account');
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const asksForCode = useAsksForCode(signIn.error);
  const handleSubmit = (event: React.SubmitEvent): void => {
    event.preventDefault();
    signIn.mutate(signInBody(email, password, asksForCode, code), {
      onSuccess: ({ viewer }) => viewer && onDone(viewer),
    });
  };
  const isWrong = ['wrong_credentials', 'invalid'].includes(codeOf(signIn.error));
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <CurrentPasswordField label={t('password')} value={password} onChange={setPassword} />
        {asksForCode ? <SignInCode value={code} onChange={setCode} /> : null}
        {isWrong ? <ErrorNote error={signIn.error}>{t('signIn.wrong')}</ErrorNote> : <ErrorNote error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
};
