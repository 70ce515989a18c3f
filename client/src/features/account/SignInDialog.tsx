import { useState } from 'react';
import { Button, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useSignIn } from '../../lib/session.js';
import { settleSignInAgain } from '../../lib/sign-in-again.js';
import { reopenSocket } from '../../lib/socket.js';
import { SignInCode, signInBody, useAsksForCode } from './SignInCode.js';
import { ErrorNote } from '../../ui/ErrorNote.js';

/**
 * Over the page when the session ended while somebody worked. The address is fixed: whatever waits to be sent belongs
 * to this person. The page below is left as it is.
 */
export const SignInDialog = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('common');
  const account = useCopy('account');
  const signIn = useSignIn();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const asksForCode = useAsksForCode(signIn.error);
  const handleSubmit = (event: React.SubmitEvent): void => {
    event.preventDefault();
    signIn.mutate(signInBody(viewer.email, password, asksForCode, code), {
      onSuccess: () => {
        settleSignInAgain(true);
        void reopenSocket();
      },
    });
  };
  return (
    <Modal
      opened
      onClose={() => settleSignInAgain(false)}
      title={t('signInAgain.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <p>{t('signInAgain.explain')}</p>
          <TextInput label={account('email')} value={viewer.email} readOnly autoComplete="username" />
          <PasswordInput
            label={account('password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            data-autofocus
            required
          />
          {asksForCode ? <SignInCode value={code} onChange={setCode} /> : null}
          <ErrorNote error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('signIn')}
          </Button>
          <Button component="a" href="/sign-in" variant="subtle">
            {t('signInAgain.other')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
};
