import type { StaleDetails } from '@enishi/shared/errors';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { StaleNotice } from '../../ui/StaleNotice.js';
import type { projects } from '../../copy/ja/projects.js';

export const staleOf = (error: unknown): StaleDetails | null => (error instanceof ApiError ? error.stale : null);

interface StaleProjectProps {
  stale: StaleDetails;
  /** With the version that is there now. */
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}

/** Somebody else changed the same part first. */
export const StaleProject = ({ stale, onKeepMine, onTakeTheirs }: StaleProjectProps) => {
  const t = useCopy('projects');
  return (
    <StaleNotice
      stale={stale}
      nameOfField={(field) => t(`changedField.${field as keyof (typeof projects)['changedField']}`)}
      onKeepMine={() => onKeepMine(stale.version)}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
