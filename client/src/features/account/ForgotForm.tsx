import { useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { requestPasswordReset } from '@enishi/shared/password-resets';
import { useCopy } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { call } from '../../lib/http.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';

/** Asks for a link by mail. What is said afterwards is the same whether there is such an account or not. */
export const ForgotForm = () => {
  const t = useCopy('account');
  const [email, setEmail] = useState('');
  const request = useMutation({ mutationFn: () => call(requestPasswordReset, { body: { email } }) });
  const errorOf = useFieldErrors(request.error instanceof ApiError ? request.error.fields : []);
  if (request.isSuccess)
    return (
      <p role="status" data-autofocus tabIndex={-1}>
        {t('forgot.sent', { email: email.trim() })}
      </p>
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        request.mutate();
      }}
    >
      <Stack gap="md">
        <p>{t('forgot.lead')}</p>
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          error={errorOf('email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {codeOf(request.error) === 'invalid' ? null : <ErrorNote error={request.error} />}
        <Button type="submit" loading={request.isPending}>
          {t('forgot.submit')}
        </Button>
      </Stack>
    </form>
  );
};
