// Something is sent back: why, in words that help.
import { useState } from 'react';
import { assignmentLimits } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useKeptDraft } from './kept-draft.js';
import { StaleAssignment, staleOf } from './StaleAssignment.js';

interface ReasonDialogProps {
  /** For the copy of what is typed. */
  name: string;
  words: { title: string; label: string; help: string; confirm: string };
  isBusy: boolean;
  error: unknown;
  onSend: (reason: string, done: () => void) => void;
  onClose: () => void;
  onReload: () => void;
}

export const ReasonDialog = ({ name, words, isBusy, error, onSend, onClose, onReload }: ReasonDialogProps) => {
  const t = useCopy('errors');
  const draft = useKeptDraft(name, { reason: '' });
  const [isTried, setIsTried] = useState(false);
  const errorOf = useFieldErrors(problemsOf(error));
  const stale = staleOf(error);
  const reason = draft.values.reason.trim();
  const handleConfirm = (): void => {
    setIsTried(true);
    if (reason !== '') onSend(reason, draft.forget);
  };
  return (
    <ConfirmDialog
      isOpen
      title={words.title}
      confirmLabel={words.confirm}
      isBusy={isBusy}
      isDisabled={stale !== null}
      error={stale ? null : error}
      onConfirm={handleConfirm}
      onClose={onClose}
    >
      <TextField
        name="reason"
        label={words.label}
        help={words.help}
        limit={assignmentLimits.reason}
        rows={3}
        value={draft.values.reason}
        onChange={(value) => draft.set({ reason: value })}
        error={isTried && reason === '' ? t('field.required') : errorOf('reason')}
        isRequired
      />
      {stale ? <StaleAssignment stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
