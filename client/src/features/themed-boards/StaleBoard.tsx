import type { StaleDetails } from '@enishi/shared/errors';
import type { boards } from '../../copy/ja/boards.js';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { StaleNotice } from '../../ui/StaleNotice.js';

export const staleOf = (error: unknown): StaleDetails | null => (error instanceof ApiError ? error.stale : null);

interface StaleBoardProps {
  stale: StaleDetails;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}

/** A colleague changed the same thing first. */
export const StaleBoard = ({ stale, onKeepMine, onTakeTheirs }: StaleBoardProps) => {
  const t = useCopy('boards');
  return (
    <StaleNotice
      stale={stale}
      nameOfField={(field) => t(`stale.${field as keyof (typeof boards)['stale']}`)}
      onKeepMine={() => onKeepMine(stale.version)}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
