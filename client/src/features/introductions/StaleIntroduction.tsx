import type { StaleDetails } from '@enishi/shared/errors';
import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { StaleNotice } from '../../ui/StaleNotice.js';

const steps = ['proposed', 'interest', 'accepted', 'declined', 'connected', 'ended', 'expired'] as const;

export const staleOf = (error: unknown): StaleDetails | null => (error instanceof ApiError ? error.stale : null);

interface StaleIntroductionProps {
  stale: StaleDetails;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}

/** Told to whoever answers after the introduction has moved on. */
export const StaleIntroduction = ({ stale, onKeepMine, onTakeTheirs }: StaleIntroductionProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const nameOfField = (field: string): string => {
    const kind = steps.find((known) => field === `state.${known}`);
    return kind ? t('stateField', { state: terms(`introductionStep.${kind}`) }) : field;
  };
  return (
    <StaleNotice
      stale={stale}
      nameOfField={nameOfField}
      onKeepMine={() => onKeepMine(stale.version)}
      onTakeTheirs={onTakeTheirs}
    />
  );
};
