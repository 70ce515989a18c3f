import { useState } from 'react';
import { Button } from '@mantine/core';
import { stopForm } from '@enishi/shared/assignment-contracts';
import { assignmentLimits, stopReasons } from '@enishi/shared/assignments';
import type { AssignmentView, StopReason } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleAssignment, staleOf } from './StaleAssignment.js';
import { useStop } from './use-assignments.js';

interface StopProps {
  assignment: AssignmentView;
  onReload: () => void;
}

const StopDialog = ({ assignment, onReload, onClose }: StopProps & { onClose: () => void }) => {
  const t = useCopy('assignments');
  const [given, setGiven] = useState<GivenReason<StopReason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const mutation = useStop(assignment.id);
  const typed = { ...given, version: assignment.version };
  const checked = check(stopForm, typed);
  const errorOf = useFieldErrors([
    ...(isTried ? withEmpty(checked.problems, typed) : []),
    ...problemsOf(mutation.error),
  ]);
  const stale = staleOf(mutation.error);
  const handleConfirm = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: () => {
        notifyDone(t('stop.done'));
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      isGrave
      title={t('stop.title')}
      confirmLabel={t('stop.confirm')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={handleConfirm}
      onClose={onClose}
    >
      <p>{t('stop.explain')}</p>
      <ReasonFields
        reasons={stopReasons.map((value) => ({ value, label: t(`stopReason.${value}`) }))}
        value={given}
        onChange={setGiven}
        label={t('stop.reason')}
        textLabel={t('stop.text')}
        textHelp={t('stop.textHelp')}
        limit={assignmentLimits.reason}
        errorOf={errorOf}
      />
      {stale ? <StaleAssignment stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

export const StopButton = (props: StopProps) => {
  const t = useCopy('assignments');
  const [isOpen, setIsOpen] = useState(false);
  if (!props.assignment.abilities.canStop) return null;
  return (
    <div>
      <Button size="compact-md" variant="subtle" color="gray.7" onClick={() => setIsOpen(true)}>
        {t('stop.button')}
      </Button>
      {isOpen ? <StopDialog {...props} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
};
