// The work is handed over: words, files, links.
import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { deliveryForm } from '@enishi/shared/assignment-contracts';
import { assignmentLimits } from '@enishi/shared/assignments';
import type { AssignmentView } from '@enishi/shared/assignments';
import { acceptedEndings, fileLimits } from '@enishi/shared/files';
import { workProfileLimits } from '@enishi/shared/work-profile';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './Assignments.module.css';
import { useKeptDraft } from './kept-draft.js';
import { StaleAssignment, staleOf } from './StaleAssignment.js';
import { useDeliver } from './use-assignments.js';
import { useDeliveryFiles } from './use-delivery-files.js';

interface DeliverDialogProps {
  assignment: AssignmentView;
  onClose: () => void;
  onReload: () => void;
}

const Files = ({ files }: { files: ReturnType<typeof useDeliveryFiles> }) => {
  const t = useCopy('assignments');
  const errors = useCopy('errors');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div role="group" aria-label={t('deliveries.files')}>
      <p>{t('deliveries.files')}</p>
      <p className={styles.muted}>{t('deliveries.filesHelp')}</p>
      <ul className={styles.files}>
        {files.files.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => files.leaveOut(id)}>
              {t('deliveries.leaveOut', { name })}
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={acceptedEndings.join(',')}
        onChange={(event) => {
          const picked = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void files.add(picked);
        }}
      />
      <Button
        size="compact-md"
        variant="default"
        disabled={files.sending !== null}
        onClick={() => picker.current?.click()}
      >
        {t('deliveries.addFile')}
      </Button>
      <p role="status" className={styles.muted}>
        {files.sending ? t('deliveries.adding', { name: files.sending }) : ''}
      </p>
      {files.isTooBig ? (
        <p role="alert" className={styles.late}>
          {files.isTooBig}：{errors('field.too_big', { limit: `${fileLimits.bytes / 1_000_000} MB` })}
        </p>
      ) : null}
      <ErrorNote error={files.error} />
    </div>
  );
};

interface WordsProps {
  values: { note: string; title: string; url: string };
  onChange: (patch: Partial<WordsProps['values']>) => void;
  errorOf: (name: string) => string | null;
}

const Words = ({ values, onChange, errorOf }: WordsProps) => {
  const t = useCopy('assignments');
  return (
    <>
      <TextField
        name="note"
        label={t('deliveries.note')}
        help={t('deliveries.noteHelp')}
        limit={assignmentLimits.note}
        rows={3}
        value={values.note}
        onChange={(note) => onChange({ note })}
        error={errorOf('note') ? t('deliveries.needsSomething') : null}
      />
      <TextField
        name="url"
        type="url"
        label={t('deliveries.linkUrl')}
        help={t('deliveries.linkUrlHelp')}
        limit={workProfileLimits.url}
        value={values.url}
        onChange={(url) => onChange({ url })}
        error={errorOf('links.0.url')}
      />
      {values.url.trim() === '' ? null : (
        <TextField
          name="title"
          label={t('deliveries.linkTitle')}
          help=""
          limit={workProfileLimits.linkTitle}
          value={values.title}
          onChange={(title) => onChange({ title })}
          error={errorOf('links.0.title')}
        />
      )}
    </>
  );
};

export const DeliverDialog = ({ assignment, onClose, onReload }: DeliverDialogProps) => {
  const t = useCopy('assignments');
  const draft = useKeptDraft(`${assignment.id}.delivery`, { note: '', title: '', url: '' });
  const files = useDeliveryFiles(assignment.id);
  const [isTried, setIsTried] = useState(false);
  const [key] = useState(newKey);
  const mutation = useDeliver(assignment.id);
  const { note, title, url } = draft.values;
  const typed = {
    version: assignment.version,
    key,
    note,
    links:
      url.trim() === ''
        ? []
        : [{ title: title.trim() === '' ? url.trim().slice(0, workProfileLimits.linkTitle) : title, url }],
    fileIds: files.files.map(({ id }) => id),
  };
  const checked = check(deliveryForm, typed);
  const errorOf = useFieldErrors([...(isTried ? checked.problems : []), ...problemsOf(mutation.error)]);
  const stale = staleOf(mutation.error);
  const send = (version: number): void => {
    setIsTried(true);
    if (!checked.value) return;
    const handleDone = (): void => {
      draft.forget();
      notifyDone(t('deliveries.sent'));
      onClose();
    };
    mutation.mutate({ ...checked.value, version }, { onSuccess: handleDone });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('deliveries.deliverTitle')}
      confirmLabel={t('deliveries.send')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null || files.sending !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(assignment.version)}
      onClose={onClose}
    >
      <p>{t('deliveries.deliverExplain')}</p>
      <Words values={draft.values} onChange={draft.set} errorOf={errorOf} />
      <Files files={files} />
      {stale ? <StaleAssignment stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
