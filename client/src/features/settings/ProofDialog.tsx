import { useState } from 'react';
import { Stack } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { CodeField } from '../../ui/CodeField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { CurrentPasswordField } from '../../ui/CurrentPasswordField.js';

interface ProofDialogProps {
  /** Of the dialog and its button alike. */
  title: string;
  help: string;
  isGrave?: boolean;
  asksForCode: boolean;
  mutation: { error: unknown; isPending: boolean };
  /** `code` is empty where none was asked for. */
  onConfirm: (given: { password: string; code: string }) => void;
  onClose: () => void;
}

/** Asks for the password, and for a code where there is a second factor. */
export const ProofDialog = ({ title, help, isGrave = false, asksForCode, ...props }: ProofDialogProps) => {
  const { mutation, onConfirm, onClose } = props;
  const t = useCopy('settings');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={title}
      isGrave={isGrave}
      isBusy={mutation.isPending}
      error={problems.length === 0 ? mutation.error : null}
      onConfirm={() => onConfirm({ password, code })}
      onClose={onClose}
    >
      <Stack gap="md">
        <p>{help}</p>
        <CurrentPasswordField
          label={t('password.current')}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        {asksForCode ? (
          <CodeField label={t('secondFactor.code')} value={code} onChange={setCode} error={errorOf('code')} />
        ) : null}
      </Stack>
    </ConfirmDialog>
  );
};
