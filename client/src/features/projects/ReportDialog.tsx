import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { partForms } from '@enishi/shared/projects';
import type { ProjectView, WorkPackageView } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleProject, staleOf } from './StaleProject.js';
import { useReport } from './use-projects.js';

interface ReportDialogProps {
  project: ProjectView;
  part: WorkPackageView;
  onClose: () => void;
  onReload: () => void;
}

/** How far a work package is, told by whoever owns it. */
export const ReportDialog = ({ project, part, onClose, onReload }: ReportDialogProps) => {
  const t = useCopy('projects');
  const [share, setShare] = useState(String(part.doneShare));
  const mutation = useReport(project.id);
  const isWrong =
    share.trim() === '' || !partForms.work_package.safeParse({ ...part, doneShare: Number(share) }).success;
  const errorOf = useFieldErrors(isWrong ? [{ path: 'doneShare', problem: 'wrong_form' }] : problemsOf(mutation.error));
  const stale = staleOf(mutation.error);
  const send = (version: number): void => {
    if (isWrong) return;
    mutation.mutate(
      { partId: part.id, version, doneShare: Number(share) },
      {
        onSuccess: () => {
          notifyDone(t('reported'));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('reportTitle', { title: part.title })}
      confirmLabel={t('report')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(part.version)}
      onClose={onClose}
    >
      <TextInput
        label={t('field.doneShare')}
        type="number"
        min={0}
        max={100}
        step={1}
        value={share}
        onChange={(event) => setShare(event.currentTarget.value)}
        error={errorOf('doneShare')}
      />
      {stale ? <StaleProject stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
