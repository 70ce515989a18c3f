import type { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { StaleNotice } from '../../ui/StaleNotice.js';
import { matchStates } from '@enishi/shared/matches';

interface StaleMatchProps {
  error: ApiError;
  /** Does one's own change on top of what the other did. */
  onKeepMine?: (version: number) => void;
  onTakeTheirs: () => void;
}

/** Told to the second of two who move the same candidate. */
export const StaleMatch = ({ error, onKeepMine, onTakeTheirs }: StaleMatchProps) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const nameOfField = (field: string): string => {
    const state = matchStates.find((known) => field === `state.${known}`);
    return state ? t('stateField', { state: terms(`matchState.${state}`) }) : field;
  };
  const { stale } = error;
  if (!stale) return null;
  return (
    <StaleNotice
      stale={stale}
      nameOfField={nameOfField}
      {...(onKeepMine ? { onKeepMine: () => onKeepMine(stale.version) } : {})}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
