import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { StaleNotice } from '../../ui/StaleNotice.js';

const fields = ['stage', 'lead', 'second', 'title', 'text', 'contact', 'need'] as const;

interface CaseFailureProps {
  error: unknown;
  onKeepMine?: (version: number) => void;
  onTakeTheirs: () => void;
}

/** What went wrong with a change of a case; when a colleague was quicker, who, when and what. */
export const CaseFailure = ({ error, onKeepMine, onTakeTheirs }: CaseFailureProps) => {
  const t = useCopy('cases');
  const stale = error instanceof ApiError ? error.stale : null;
  if (!stale) return <ErrorNote error={error} />;
  return (
    <StaleNotice
      stale={stale}
      nameOfField={(name) => {
        const field = fields.find((known) => known === name);
        return field ? t(`head.field.${field}`) : name;
      }}
      {...(onKeepMine && { onKeepMine: () => onKeepMine(stale.version) })}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
