import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { caseLimits } from '@enishi/shared/cases';
import type { TimelineEntry } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { CaseFailure } from './StaleCase.js';
import { useReloadCase, useRemoveEntry, useUpdateEntry } from './use-cases.js';

interface OneProps {
  caseId: string;
  entry: TimelineEntry & { entry: NonNullable<TimelineEntry['entry']> };
  onClose: () => void;
}

const EditDialog = ({ caseId, entry, onClose }: OneProps) => {
  const t = useCopy('cases');
  const common = useCopy('common');
  const [text, setText] = useState(entry.text);
  const mutation = useUpdateEntry(caseId, entry.entry.id);
  const reload = useReloadCase(caseId);
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  return (
    <ConfirmDialog
      isOpen
      title={t('write.edit')}
      confirmLabel={common('save')}
      isBusy={mutation.isPending}
      onConfirm={() => mutation.mutate({ version: entry.entry.version, text }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        name="text"
        label={t('write.text')}
        help=""
        rows={3}
        limit={caseLimits.entry}
        value={text}
        onChange={setText}
        error={errorOf('text')}
        isRequired
      />
      <CaseFailure error={problems.length > 0 ? null : mutation.error} onTakeTheirs={reload} />
    </ConfirmDialog>
  );
};

const RemoveDialog = ({ caseId, entry, onClose }: OneProps) => {
  const t = useCopy('cases');
  const mutation = useRemoveEntry(caseId, entry.entry.id);
  return (
    <ConfirmDialog
      isOpen
      title={t('write.remove')}
      confirmLabel={t('write.remove')}
      isGrave
      isBusy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t('write.removeAsk')}</p>
    </ConfirmDialog>
  );
};

/** For whoever wrote an entry: change it, or take it back. */
export const EntryActions = ({ caseId, entry }: { caseId: string; entry: TimelineEntry }) => {
  const t = useCopy('cases');
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const { entry: written } = entry;
  if (!written?.canChange) return null;
  const props = { caseId, entry: { ...entry, entry: written }, onClose: () => setOpen(null) };
  return (
    <Group gap={4}>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen('edit')}>
        {t('write.edit')}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen('remove')}>
        {t('write.remove')}
      </Button>
      {open === 'edit' ? <EditDialog {...props} /> : null}
      {open === 'remove' ? <RemoveDialog {...props} /> : null}
    </Group>
  );
};
