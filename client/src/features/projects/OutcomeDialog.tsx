// Writing an outcome down, changing it, or confirming what the company answered.
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { outcomeForm, outcomeKinds, outcomeLimits } from '@enishi/shared/outcomes';
import type { OutcomeView } from '@enishi/shared/outcomes';
import { fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleProject, staleOf } from './StaleProject.js';
import { useChangeOutcome, useRecordOutcome, useReloadOutcomes } from './use-outcomes.js';

type Typed = Record<'kind' | 'certainty' | 'fiscalYear' | 'yen' | 'count' | 'text', string>;

/** Years that an outcome is likely to belong to: last, this and next. */
const yearsAround = (year: number): number[] => [year - 2, year - 1, year, year + 1];

const withMoney = new Set(['sales', 'contract']);
const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

const formOf = ({ kind, certainty, fiscalYear, yen, count, text }: Typed) => ({
  kind: kind === '' ? null : kind,
  certainty,
  fiscalYear: Number(fiscalYear),
  yen: withMoney.has(kind) ? (numberOf(yen) ?? null) : null,
  count: withMoney.has(kind) ? 1 : numberOf(count),
  text,
});

const startOf = (outcome: OutcomeView | null): Typed => ({
  kind: outcome?.kind ?? '',
  certainty: outcome?.certainty === 'estimate' ? 'estimate' : 'confirmed',
  fiscalYear: String(outcome?.fiscalYear ?? fiscalYearOf(new Date())),
  yen: outcome?.yen === null || outcome === null ? '' : String(outcome.yen),
  count: String(outcome?.count ?? 1),
  text: outcome?.text ?? '',
});

interface FieldsProps {
  typed: Typed;
  onChange: (typed: Typed) => void;
  errorOf: (name: string) => string | null;
}

const Fields = ({ typed, onChange, errorOf }: FieldsProps) => {
  const t = useCopy('projects');
  const set = (name: keyof Typed) => (value: string | null) => onChange({ ...typed, [name]: value ?? '' });
  const number = (name: 'yen' | 'count') => (
    <TextInput
      name={name}
      label={t(`outcome.${name}`)}
      type="number"
      min={0}
      step={1}
      inputMode="numeric"
      value={typed[name]}
      onChange={(event) => set(name)(event.currentTarget.value)}
      error={errorOf(name)}
    />
  );
  return (
    <>
      <SelectField
        name="kind"
        label={t('outcome.kind')}
        value={typed.kind === '' ? null : typed.kind}
        onChange={set('kind')}
        choices={outcomeKinds.map((value) => ({ value, label: t(`outcomeKind.${value}`) }))}
        error={errorOf('kind')}
        isRequired
      />
      {withMoney.has(typed.kind) ? number('yen') : number('count')}
      <SelectField
        name="certainty"
        label={t('outcome.certainty')}
        value={typed.certainty}
        onChange={set('certainty')}
        choices={(['confirmed', 'estimate'] as const).map((value) => ({ value, label: t(`certainty.${value}`) }))}
      />
      <SelectField
        name="fiscalYear"
        label={t('outcome.fiscalYear')}
        value={typed.fiscalYear}
        onChange={set('fiscalYear')}
        choices={yearsAround(Number(typed.fiscalYear)).map((year) => ({
          value: String(year),
          label: t('outcome.fiscalYearOf', { year }),
        }))}
      />
      <TextField
        name="text"
        label={t('outcome.text')}
        help={t('outcome.textHelp')}
        value={typed.text}
        onChange={set('text')}
        error={errorOf('text')}
        limit={outcomeLimits.text}
        rows={2}
      />
    </>
  );
};

interface OutcomeDialogProps {
  caseId: string;
  /** Null for a new one. */
  outcome: OutcomeView | null;
  onClose: () => void;
}

export const OutcomeDialog = ({ caseId, outcome, onClose }: OutcomeDialogProps) => {
  const t = useCopy('projects');
  const [typed, setTyped] = useState(startOf(outcome));
  const [isTried, setIsTried] = useState(false);
  const [key] = useState(newKey);
  const record = useRecordOutcome(caseId);
  const change = useChangeOutcome(caseId);
  const reload = useReloadOutcomes(caseId);
  const mutation = outcome ? change : record;
  const form = formOf(typed);
  const checked = check(outcomeForm, form);
  const problems = [...(isTried ? withEmpty(checked.problems, form) : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(mutation.error);
  const handleDone = (): void => {
    notifyDone(t(outcome ? 'outcome.changed' : 'outcome.recorded'));
    onClose();
  };
  const send = (version: number): void => {
    setIsTried(true);
    if (!checked.value) return;
    if (outcome) change.mutate({ ...checked.value, outcomeId: outcome.id, version }, { onSuccess: handleDone });
    else record.mutate({ ...checked.value, key }, { onSuccess: handleDone });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t(outcome ? 'outcome.editTitle' : 'outcome.recordTitle')}
      confirmLabel={t(outcome ? 'save' : 'outcome.record')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={() => send(outcome?.version ?? 0)}
      onClose={onClose}
    >
      {outcome ? null : <p>{t('outcome.recordExplain')}</p>}
      <Fields typed={typed} onChange={setTyped} errorOf={errorOf} />
      {stale ? <StaleProject stale={stale} onKeepMine={send} onTakeTheirs={() => void reload().then(onClose)} /> : null}
    </ConfirmDialog>
  );
};
