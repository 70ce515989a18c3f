import { Button } from '@mantine/core';
import { useCopy } from '../../../copy/index.js';
import { codeOf } from '../../../lib/api-error.js';
import type { AutosaveState } from '../../../lib/autosave.js';
import { useFormat } from '../../../lib/format.js';
import styles from './Editing.module.css';

interface SaveLineProps {
  state: AutosaveState<object>;
  isAutomatic: boolean;
  onSaveNow: () => void;
}

/** Where one's words are right now: with the server, on their way, or only in this browser. */
export const SaveLine = ({ state, isAutomatic, onSaveNow }: SaveLineProps) => {
  const t = useCopy('writing');
  const errors = useCopy('errors');
  const format = useFormat();
  const { status, savedAt, error, willRetry, fields, isUnkept } = state;
  const isRefused = status === 'failed' && codeOf(error) === 'internal' && error === null && fields.length > 0;
  if (status === 'failed' && !isRefused && !state.stale)
    return (
      <div className={styles.failed} role="alert">
        <span>
          <strong>{t('edit.saving.failed')}</strong> {errors(`code.${codeOf(error)}`)}{' '}
          {isUnkept ? t('edit.saving.notStored') : willRetry ? t('edit.saving.retryIn') : t('edit.saving.kept')}
        </span>
        <Button size="compact-sm" variant="default" onClick={onSaveNow}>
          {t('edit.saving.now')}
        </Button>
      </div>
    );
  const words = (): string => {
    if (state.stale) return t('edit.saving.failed');
    if (isRefused) return t(isAutomatic ? 'edit.saving.refused' : 'edit.saving.refusedManual');
    if (status === 'saving') return t('edit.saving.saving');
    if (!isAutomatic) return t(state.isDirty ? 'edit.saving.manualChanged' : 'edit.saving.manual');
    if (status === 'saved' && savedAt) return t('edit.saving.saved', { time: format.time(savedAt) });
    return t(status === 'pending' ? 'edit.saving.pending' : 'edit.saving.clean');
  };
  return (
    <p className={isRefused || isUnkept ? styles.attention : styles.status} role="status">
      {words()}
      {isUnkept ? ` ${t('edit.saving.notStored')}` : ''}
    </p>
  );
};
