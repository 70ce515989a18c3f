import { useState } from 'react';
import { Button, Group, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { changePassword, passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';

type Typed = BodyInputOf<typeof changePassword>;
const nothing: Typed = { current: '', next: '' };

const usePasswordForm = () => {
  const t = useCopy('settings');
  const [typed, setTyped] = useState(nothing);
  const mutation = useMutation({ mutationFn: (body: Typed) => call(changePassword, { body }) });
  const handleSuccess = (): void => {
    setTyped(nothing);
    notifyDone(t('password.saved'));
  };
  const save = (): void => mutation.mutate(typed, { onSuccess: handleSuccess });
  return { typed, setTyped, mutation, save, problems: problemsOf(mutation.error) };
};

export const PasswordForm = ({ email }: { email: string }) => {
  const t = useCopy('settings');
  const { typed, setTyped, mutation, save, problems } = usePasswordForm();
  const errorOf = useFieldErrors(problems);
  const common = useCopy('common');
  const show = {
    visibilityToggleButtonProps: { 'aria-label': common('showPassword'), tabIndex: 0, 'aria-hidden': false },
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FieldGroup title={t('password.title')} description={t('password.explain')}>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          {...show}
          label={t('password.current')}
          withAsterisk
          autoComplete="current-password"
          value={typed.current}
          onChange={(event) => setTyped({ ...typed, current: event.currentTarget.value })}
          error={errorOf('current')}
        />
        <PasswordInput
          {...show}
          label={t('password.next')}
          description={t('password.nextHelp', { min: passwordLimits.min })}
          withAsterisk
          autoComplete="new-password"
          value={typed.next}
          onChange={(event) => setTyped({ ...typed, next: event.currentTarget.value })}
          error={errorOf('next')}
        />
        {mutation.error && problems.length === 0 ? <ErrorNote error={mutation.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={mutation.isPending}>
            {t('password.save')}
          </Button>
        </Group>
      </FieldGroup>
    </form>
  );
};
