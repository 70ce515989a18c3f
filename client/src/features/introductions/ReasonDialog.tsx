import { useState } from 'react';
import { decline, declineLimits, declineReasons } from '@enishi/shared/matches';
import type { DeclineReason } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleIntroduction, staleOf } from './StaleIntroduction.js';

interface ReasonDialogProps {
  title: string;
  explain: string;
  confirmLabel: string;
  isBusy: boolean;
  error: unknown;
  version: number;
  onSend: (given: { reason: DeclineReason; text: string }, version: number) => void;
  onClose: () => void;
  onReload: () => void;
}

/** Saying no, or ending, with one of the reasons. */
export const ReasonDialog = ({
  title,
  explain,
  confirmLabel,
  isBusy,
  error,
  version,
  onSend,
  onClose,
  onReload,
}: ReasonDialogProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const [given, setGiven] = useState<GivenReason<DeclineReason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const checked = check(decline, { reason: given.reason ?? undefined, text: given.text });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(error)];
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(error);
  const send = (seen: number): void => {
    setIsTried(true);
    if (checked.value) onSend(checked.value, seen);
  };
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={confirmLabel}
      isBusy={isBusy}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : error}
      onConfirm={() => send(version)}
      onClose={onClose}
    >
      <p>{explain}</p>
      <ReasonFields
        reasons={declineReasons.map((value) => ({ value, label: terms(`declineReason.${value}`) }))}
        value={given}
        onChange={setGiven}
        label={t('whyDecline')}
        textLabel={t('declineText')}
        textHelp={t('declineTextHelp')}
        limit={declineLimits.text}
        errorOf={errorOf}
      />
      {stale ? <StaleIntroduction stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
