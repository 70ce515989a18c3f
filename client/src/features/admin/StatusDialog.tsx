import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { AdminFailure, isStale } from './AdminFailure.js';
import { useUpdatePerson } from './use-admin.js';

/** Suspends an active account, or readmits a suspended one. */
export const StatusDialog = ({ person, onClose }: { person: PersonRow; onClose: () => void }) => {
  const t = useCopy('admin');
  const mutation = useUpdatePerson(person.id);
  const { displayName: name, status, version } = person;
  const isActive = status === 'active';
  const change = isActive ? 'suspend' : 'readmit';
  const handleSuccess = (): void => {
    notifyDone(t(isActive ? 'people.suspended' : 'people.readmitted', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t(`people.${change}Title`, { name })}
      confirmLabel={t(`people.${change}`)}
      isGrave={isActive}
      isBusy={mutation.isPending}
      error={isStale(mutation.error) ? null : mutation.error}
      onConfirm={() =>
        mutation.mutate({ version, status: isActive ? 'suspended' : 'active' }, { onSuccess: handleSuccess })
      }
      onClose={onClose}
    >
      <p>{t(`people.${change}Explain`)}</p>
      <AdminFailure error={mutation.error} />
    </ConfirmDialog>
  );
};
