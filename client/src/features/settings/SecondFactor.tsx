// The second factor among the settings: set it up, renew the recovery codes, switch it off.
import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import type { SecondFactorState } from '@enishi/shared/second-factor';
import { useCopy } from '../../copy/index.js';
import { FailedState } from '../../ui/FailedState.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { ProofDialog } from './ProofDialog.js';
import { RecoveryCodes } from './RecoveryCodes.js';
import { SecondFactorSetup } from './SecondFactorSetup.js';
import { useEndSecondFactor, useRenewRecoveryCodes, useSecondFactor } from './use-second-factor.js';

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
          title={t('secondFactor.renew')}
          help={t('secondFactor.renewHelp')}
          asksForCode
          mutation={renew}
          onConfirm={(given) => renew.mutate(given, { onSuccess: close })}
          onClose={close}
        />
      ) : null}
      {open === 'end' ? (
        <ProofDialog
          title={t('secondFactor.end')}
          help={t('secondFactor.endHelp')}
          isGrave
          asksForCode
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
