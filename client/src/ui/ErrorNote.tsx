import { Alert } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { ApiError, codeOf } from '../lib/api-error.js';

interface ErrorNoteProps {
  error: unknown;
  /** Instead of the sentence of the code. */
  children?: string;
}

/** A failed action, told beside what was tried. */
export const ErrorNote = ({ error, children }: ErrorNoteProps) => {
  const t = useCopy('errors');
  const common = useCopy('common');
  if (!error) return null;
  const api = error instanceof ApiError ? error : null;
  const shown = codeOf(error) === 'internal' && api?.requestId ? ` ${common('requestId', { id: api.requestId })}` : '';
  const wait = api?.retryAfter ? ` ${t('retryAfter', { count: api.retryAfter })}` : '';
  return (
    <Alert color="shu" role="alert" variant="light">
      {children ?? t(`code.${codeOf(error)}`)}
      {wait}
      {shown}
    </Alert>
  );
};
