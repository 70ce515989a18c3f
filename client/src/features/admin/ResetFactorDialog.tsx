import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useResetSecondFactor } from './use-admin.js';

/** For somebody who lost telephone and recovery codes; who they are has to be made sure of by other means. */
export const ResetFactorDialog = ({ person, onClose }: { person: PersonRow; onClose: () => void }) => {
  const t = useCopy('admin');
  const mutation = useResetSecondFactor(person.id);
  const { displayName: name } = person;
  const handleSuccess = (): void => {
    notifyDone(t('people.factorReset', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('people.resetFactorTitle', { name })}
      confirmLabel={t('people.resetFactor')}
      isGrave
      isBusy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate(undefined, { onSuccess: handleSuccess })}
      onClose={onClose}
    >
      <p>{t('people.resetFactorExplain')}</p>
    </ConfirmDialog>
  );
};
