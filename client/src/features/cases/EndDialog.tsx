import { useState } from 'react';
import { caseEndReasons } from '@enishi/shared/case-stages';
import type { CaseEndReason } from '@enishi/shared/case-stages';
import { caseLimits } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';

interface EndDialogProps {
  title: string;
  isBusy: boolean;
  error: unknown;
  onEnd: (given: { reason: CaseEndReason; text: string }) => void;
  onClose: () => void;
}

/** Ends a case, which is never done without a reason. */
export const EndDialog = ({ title, isBusy, error, onEnd, onClose }: EndDialogProps) => {
  const t = useCopy('cases');
  const [given, setGiven] = useState<GivenReason<CaseEndReason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const errorOf = useFieldErrors(isTried && given.reason === null ? [{ path: 'reason', problem: 'required' }] : []);
  return (
    <ConfirmDialog
      isOpen
      title={t('end.title')}
      confirmLabel={t('end.confirm')}
      isGrave
      isBusy={isBusy}
      error={error}
      onConfirm={() => {
        setIsTried(true);
        if (given.reason) onEnd({ reason: given.reason, text: given.text });
      }}
      onClose={onClose}
    >
      <p>
        <strong>{title}</strong>
      </p>
      <p>{t('end.explain')}</p>
      <ReasonFields
        reasons={caseEndReasons.map((value) => ({ value, label: t(`endReason.${value}`) }))}
        value={given}
        onChange={setGiven}
        label={t('end.reason')}
        textLabel={t('end.text')}
        textHelp={t('end.textHelp')}
        limit={caseLimits.reason}
        errorOf={errorOf}
      />
    </ConfirmDialog>
  );
};
