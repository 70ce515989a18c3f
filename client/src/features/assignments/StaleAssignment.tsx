import type { StaleDetails } from '@enishi/shared/errors';
import type { assignments } from '../../copy/ja/assignments.js';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { StaleNotice } from '../../ui/StaleNotice.js';

export const staleOf = (error: unknown): StaleDetails | null => (error instanceof ApiError ? error.stale : null);

interface StaleAssignmentProps {
  stale: StaleDetails;
  /** With the version that is there now; left out where the question itself has changed. */
  onKeepMine?: (version: number) => void;
  onTakeTheirs: () => void;
}

/** The other side changed the same thing first. */
export const StaleAssignment = ({ stale, onKeepMine, onTakeTheirs }: StaleAssignmentProps) => {
  const t = useCopy('assignments');
  return (
    <StaleNotice
      stale={stale}
      nameOfField={(field) => t(`stale.${field as keyof (typeof assignments)['stale']}`)}
      {...(onKeepMine ? { onKeepMine: () => onKeepMine(stale.version) } : {})}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
