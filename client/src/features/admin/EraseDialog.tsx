import { useState } from 'react';
import { TextInput } from '@mantine/core';
import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useErasePerson } from './use-admin.js';

/** Erases an account on request. The address is typed, so that it is the right one. */
export const EraseDialog = ({ person, onClose }: { person: PersonRow; onClose: () => void }) => {
  const t = useCopy('admin');
  const mutation = useErasePerson(person.id);
  const [email, setEmail] = useState('');
  const isWrong = problemsOf(mutation.error).length > 0;
  const { displayName: name } = person;
  const handleSuccess = (): void => {
    notifyDone(t('people.erased', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('people.eraseTitle', { name })}
      confirmLabel={t('people.erase')}
      isGrave
      isBusy={mutation.isPending}
      error={isWrong ? null : mutation.error}
      onConfirm={() => mutation.mutate(email, { onSuccess: handleSuccess })}
      onClose={onClose}
    >
      <p>{t('people.eraseExplain')}</p>
      <TextInput
        type="email"
        label={t('people.eraseEmail')}
        description={person.email}
        autoComplete="off"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={isWrong ? t('people.eraseWrong') : null}
      />
    </ConfirmDialog>
  );
};
