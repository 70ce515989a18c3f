import { applicationSteps } from '@enishi/shared/applications';
import type { StaleDetails } from '@enishi/shared/errors';
import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { StaleNotice } from '../../ui/StaleNotice.js';

export const staleOf = (error: unknown): StaleDetails | null => (error instanceof ApiError ? error.stale : null);

/** Told to whoever acts after the application has moved on; what was meant may not fit any more, so one looks first. */
export const Stale = ({ stale, onTakeTheirs }: { stale: StaleDetails; onTakeTheirs: () => void }) => {
  const t = useCopy('applications');
  const nameOfField = (field: string): string => {
    const kind = applicationSteps.find((known) => field === `state.${known}`);
    return kind ? t('actions.stateField', { state: t(`step.${kind}`) }) : field;
  };
  return <StaleNotice stale={stale} nameOfField={nameOfField} onTakeTheirs={onTakeTheirs} />;
};
