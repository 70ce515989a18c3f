// The letter of somebody who applies; what was begun stays in the browser.
import { useState } from 'react';
import { applicationLimits, letterForm } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import type { DialogProps } from './EndDialog.js';
import { Stale, staleOf } from './Stale.js';
import { useApplyByInvitation } from './use-applications.js';
import { asText, useKept } from './use-kept.js';

interface LetterFieldProps {
  value: string;
  onChange: (text: string) => void;
  error: string | null;
}

export const LetterField = ({ value, onChange, error }: LetterFieldProps) => {
  const t = useCopy('applications');
  return (
    <TextField
      name="letter"
      label={t('apply.letter')}
      help={t('apply.letterHelp')}
      example={t('apply.letterExample')}
      limit={applicationLimits.letter}
      rows={5}
      isRequired
      value={value}
      onChange={onChange}
      error={error}
    />
  );
};

/** Answers an invitation, or takes an application up again. */
export const AnswerInvitation = ({ application: { id, version, letter }, onClose, onReload }: DialogProps) => {
  const t = useCopy('applications');
  const kept = useKept(`letter.${id}`, letter, asText);
  const [isTried, setIsTried] = useState(false);
  const mutation = useApplyByInvitation(id);
  const checked = check(letterForm, { version, letter: kept.value });
  const local = isTried ? withEmpty(checked.problems, { letter: kept.value }) : [];
  const problems = [...local, ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(mutation.error);
  const handleDone = (): void => {
    kept.forget();
    notifyDone(t('apply.sent'));
    onClose();
  };
  const send = (): void => {
    setIsTried(true);
    if (checked.value) mutation.mutate(checked.value, { onSuccess: handleDone });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('apply.title')}
      confirmLabel={t('apply.send')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('apply.explain')}</p>
      <LetterField value={kept.value} onChange={kept.change} error={errorOf('letter')} />
      {stale ? <Stale stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
