import { useState } from 'react';
import { roles } from '@enishi/shared/roles';
import type { Role } from '@enishi/shared/roles';
import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ChoicesField } from '../../ui/ChoiceField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { AdminFailure, isStale } from './AdminFailure.js';
import { useUpdatePerson } from './use-admin.js';

export const RolesDialog = ({ person, onClose }: { person: PersonRow; onClose: () => void }) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const [chosen, setChosen] = useState<Role[]>(person.roles);
  const mutation = useUpdatePerson(person.id);
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  const save = (): void => {
    const handleSuccess = (): void => {
      notifyDone(t('people.rolesSaved'));
      onClose();
    };
    mutation.mutate({ version: person.version, roles: chosen }, { onSuccess: handleSuccess });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('people.rolesTitle', { name: person.displayName })}
      confirmLabel={t('people.changeRoles')}
      isBusy={mutation.isPending}
      error={isStale(mutation.error) || problems.length > 0 ? null : mutation.error}
      onConfirm={save}
      onClose={onClose}
    >
      <ChoicesField
        name="roles"
        label={t('people.roles')}
        help={t('people.rolesExplain')}
        choices={roles.map((role) => ({ value: role, label: terms(`role.${role}`) }))}
        value={chosen}
        onChange={setChosen}
        error={errorOf('roles')}
        isRequired
      />
      <AdminFailure error={mutation.error} />
    </ConfirmDialog>
  );
};
