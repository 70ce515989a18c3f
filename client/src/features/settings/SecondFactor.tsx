// The second factor among the settings: set it up, renew the recovery codes, switch it off.
import { useState } from 'react';
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import type { SecondFactorState } from '@enishi/shared/second-factor';
import { passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { CodeField } from '../../ui/CodeField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FailedState } from '../../ui/FailedState.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { RecoveryCodes } from './RecoveryCodes.js';
import { SecondFactorSetup } from './SecondFactorSetup.js';
import { useEndSecondFactor, useRenewRecoveryCodes, useSecondFactor } from './use-second-factor.js';

interface ProofDialogProps {
  change: 'renew' | 'end';
  mutation: { error: unknown; isPending: boolean };
  onConfirm: (given: { password: string; code: string }) => void;
  onClose: () => void;
}

/** Both changes want the password and a code. */
const ProofDialog = ({ change, mutation, onConfirm, onClose }: ProofDialogProps) => {
  const t = useCopy('settings');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  return (
    <ConfirmDialog
      isOpen
      title={t(`secondFactor.${change}`)}
      confirmLabel={t(`secondFactor.${change}`)}
      isGrave={change === 'end'}
      isBusy={mutation.isPending}
      error={problems.length === 0 ? mutation.error : null}
      onConfirm={() => onConfirm({ password, code })}
      onClose={onClose}
    >
      <Stack gap="md">
        <p>{t(`secondFactor.${change}Help`)}</p>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          maxLength={passwordLimits.max}
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={errorOf('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0, 'aria-hidden': false }}
        />
        <CodeField label={t('secondFactor.code')} value={code} onChange={setCode} error={errorOf('code')} />
      </Stack>
    </ConfirmDialog>
  );
};

const SwitchedOn = ({ state }: { state: SecondFactorState }) => {
  const t = useCopy('settings');
  const [open, setOpen] = useState<'renew' | 'end' | null>(null);
  const renew = useRenewRecoveryCodes();
  const end = useEndSecondFactor();
  const close = (): void => setOpen(null);
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onDone={() => renew.reset()} />;
  return (
    <>
      <p>{t('secondFactor.isOn', { count: state.recoveryCodesLeft })}</p>
      <Group gap="xs">
        <Button variant="default" onClick={() => setOpen('renew')}>
          {t('secondFactor.renew')}
        </Button>
        {state.isRequired ? null : (
          <Button variant="subtle" color="shu" onClick={() => setOpen('end')}>
            {t('secondFactor.end')}
          </Button>
        )}
      </Group>
      {open === 'renew' ? (
        <ProofDialog
          change="renew"
          mutation={renew}
          onConfirm={(given) => renew.mutate(given, { onSuccess: close })}
          onClose={close}
        />
      ) : null}
      {open === 'end' ? (
        <ProofDialog
          change="end"
          mutation={end}
          onConfirm={(given) =>
            end.mutate(given, {
              onSuccess: () => {
                close();
                notifyDone(t('secondFactor.ended'));
              },
            })
          }
          onClose={close}
        />
      ) : null}
    </>
  );
};

export const SecondFactor = () => {
  const t = useCopy('settings');
  const query = useSecondFactor();
  /** The recovery codes are still on screen after it was switched on. */
  const [isSettingUp, setIsSettingUp] = useState(false);
  const handleDone = (): void => {
    setIsSettingUp(false);
    notifyDone(t('secondFactor.done'));
  };
  const content = () => {
    if (isSettingUp) return <SecondFactorSetup onDone={handleDone} />;
    if (query.data?.isOn) return <SwitchedOn state={query.data} />;
    if (query.data)
      return (
        <Group>
          <Button onClick={() => setIsSettingUp(true)}>{t('secondFactor.setUp')}</Button>
        </Group>
      );
    if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
    return <LoadingState rows={1} height={48} />;
  };
  return (
    <FieldGroup title={t('secondFactor.title')} description={t('secondFactor.explain')}>
      {content()}
    </FieldGroup>
  );
};
