// Taking one's data along, and having oneself erased.
import { useState } from 'react';
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { eraseMe, exportMyData } from '@enishi/shared/privacy';
import { passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { problemsOf } from '../../lib/problems.js';
import { CodeField } from '../../ui/CodeField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useSecondFactor } from './use-second-factor.js';

/** Hands a text to the browser as a file. */
const saveAs = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

interface AskProps {
  action: 'export' | 'erase';
  asksForCode: boolean;
  mutation: { error: unknown; isPending: boolean };
  onConfirm: (given: BodyInputOf<typeof eraseMe>) => void;
  onClose: () => void;
}

const Ask = ({ action, asksForCode, mutation, onConfirm, onClose }: AskProps) => {
  const t = useCopy('settings');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  return (
    <ConfirmDialog
      isOpen
      title={t(`ownData.${action}`)}
      confirmLabel={t(`ownData.${action}`)}
      isGrave={action === 'erase'}
      isBusy={mutation.isPending}
      error={problems.length === 0 ? mutation.error : null}
      onConfirm={() => onConfirm({ password, ...(asksForCode ? { code } : {}) })}
      onClose={onClose}
    >
      <Stack gap="md">
        <p>{t(`ownData.${action}Help`)}</p>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          maxLength={passwordLimits.max}
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0, 'aria-hidden': false }}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={errorOf('password')}
        />
        {asksForCode ? (
          <CodeField label={t('secondFactor.code')} value={code} onChange={setCode} error={errorOf('code')} />
        ) : null}
      </Stack>
    </ConfirmDialog>
  );
};

export const OwnData = () => {
  const t = useCopy('settings');
  const factor = useSecondFactor();
  const [open, setOpen] = useState<'export' | 'erase' | null>(null);
  const close = (): void => setOpen(null);
  const take = useMutation({ mutationFn: (password: string) => call(exportMyData, { body: { password } }) });
  const erase = useMutation({ mutationFn: (body: BodyInputOf<typeof eraseMe>) => call(eraseMe, { body }) });
  return (
    <FieldGroup title={t('ownData.title')} description={t('ownData.explain')}>
      <Group gap="xs">
        <Button variant="default" onClick={() => setOpen('export')}>
          {t('ownData.export')}
        </Button>
        <Button variant="subtle" color="shu" onClick={() => setOpen('erase')}>
          {t('ownData.erase')}
        </Button>
      </Group>
      {open === 'export' ? (
        <Ask
          action="export"
          asksForCode={false}
          mutation={take}
          onConfirm={({ password }) =>
            take.mutate(password, {
              onSuccess: (data) => {
                saveAs(`enishi-${data.exportedAt.slice(0, 10)}.json`, JSON.stringify(data, null, 2));
                close();
                notifyDone(t('ownData.exported'));
              },
            })
          }
          onClose={close}
        />
      ) : null}
      {open === 'erase' ? (
        <Ask
          action="erase"
          asksForCode={factor.data?.isOn === true}
          mutation={erase}
          // Nothing of this person may stay on the screen: the page begins anew, as a visitor's.
          onConfirm={(given) => erase.mutate(given, { onSuccess: () => window.location.assign('/') })}
          onClose={close}
        />
      ) : null}
    </FieldGroup>
  );
};
