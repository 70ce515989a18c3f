import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { ErrorNote } from '../../ui/ErrorNote.js';

export const isStale = (error: unknown): boolean => Boolean(error) && codeOf(error) === 'stale';

/** Another administrator was first; the list has the latest by now. */
export const AdminFailure = ({ error }: { error: unknown }) => {
  const t = useCopy('admin');
  return isStale(error) ? <ErrorNote error={error}>{t('people.stale')}</ErrorNote> : null;
};
