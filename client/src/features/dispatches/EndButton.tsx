import { useState } from 'react';
import { Button } from '@mantine/core';
import { dispatchEnds, dispatchLimits } from '@enishi/shared/dispatches';
import type { DispatchEnd, DispatchView } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useDispatchActions } from './use-dispatches.js';

export const EndButton = ({ dispatch }: { dispatch: DispatchView }) => {
  const t = useCopy('dispatches');
  const { end } = useDispatchActions(dispatch.id);
  const [isOpen, setIsOpen] = useState(false);
  const [given, setGiven] = useState<GivenReason<DispatchEnd>>({ reason: null, text: '' });
  const send = (): void => {
    const { reason, text } = given;
    if (!reason) return;
    end.mutate(
      { version: dispatch.version, reason, text },
      {
        onSuccess: () => {
          setIsOpen(false);
          notifyDone(t('end.done'));
        },
      },
    );
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('end.action')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('end.title')}
        confirmLabel={t('end.action')}
        isBusy={end.isPending}
        isDisabled={given.reason === null}
        error={end.error}
        onConfirm={send}
        onClose={() => setIsOpen(false)}
      >
        <ReasonFields
          reasons={dispatchEnds.map((value) => ({ value, label: t(`endReason.${value}`) }))}
          value={given}
          onChange={setGiven}
          label={t('answer.why')}
          textLabel={t('end.text')}
          textHelp={t('end.textHelp')}
          limit={dispatchLimits.reason}
          errorOf={() => null}
        />
      </ConfirmDialog>
    </>
  );
};
