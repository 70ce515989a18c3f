// A week is reported, or its report changed, by whoever works.
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { reportForm } from '@enishi/shared/assignment-contracts';
import { assignmentLimits } from '@enishi/shared/assignments';
import type { AssignmentView, ReportView } from '@enishi/shared/assignments';
import { dayOf, mondayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { useNow } from '../../lib/use-now.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useKeptDraft } from './kept-draft.js';
import { StaleAssignment, staleOf } from './StaleAssignment.js';
import { useReportWeek } from './use-assignments.js';
import { useWorkWords } from './words.js';

interface ReportDialogProps {
  assignment: AssignmentView;
  /** Null for a week that was not reported yet. */
  report: ReportView | null;
  onClose: () => void;
  onReload: () => void;
}

interface FieldsProps {
  assignment: AssignmentView;
  values: { units: string; note: string };
  onChange: (patch: { units?: string; note?: string }) => void;
  errorOf: (name: string) => string | null;
}

const Fields = ({ assignment, values, onChange, errorOf }: FieldsProps) => {
  const t = useCopy('assignments');
  const { unit } = assignment;
  return (
    <>
      <TextInput
        name="units"
        label={t(`weeks.${unit}`)}
        description={t(`weeks.${unit}Help`)}
        type="number"
        min={0}
        max={assignmentLimits[unit]}
        step={unit === 'hours' ? 0.5 : 1}
        inputMode="decimal"
        value={values.units}
        onChange={(event) => onChange({ units: event.currentTarget.value })}
        error={errorOf('units')}
        withAsterisk
      />
      <TextField
        name="note"
        label={t('weeks.note')}
        help={t('weeks.noteHelp')}
        example={t('weeks.noteExample')}
        limit={assignmentLimits.note}
        rows={3}
        value={values.note}
        onChange={(note) => onChange({ note })}
        error={errorOf('note')}
      />
    </>
  );
};

export const ReportDialog = ({ assignment, report, onClose, onReload }: ReportDialogProps) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const words = useWorkWords();
  const thisWeek = mondayOf(dayOf(new Date(useNow())));
  const weeks = assignment.reportableWeeks;
  const draft = useKeptDraft(`${assignment.id}.report.${report ? `${report.week}.${report.version}` : 'new'}`, {
    week: report?.week ?? weeks.find((week) => week < thisWeek) ?? weeks[0] ?? thisWeek,
    units: report ? String(report.units) : '',
    note: report?.note ?? '',
  });
  const [isTried, setIsTried] = useState(false);
  const mutation = useReportWeek(assignment.id);
  const { week, units, note } = draft.values;
  const typed = { version: report?.version ?? null, units: units.trim() === '' ? null : Number(units), note };
  const checked = check(reportForm, typed);
  const errorOf = useFieldErrors([
    ...(isTried ? withEmpty(checked.problems, typed) : []),
    ...problemsOf(mutation.error),
  ]);
  const stale = staleOf(mutation.error);
  const send = (version: number | null): void => {
    setIsTried(true);
    if (!checked.value) return;
    const handleDone = (): void => {
      draft.forget();
      notifyDone(t('weeks.sent'));
      onClose();
    };
    mutation.mutate({ ...checked.value, week, version }, { onSuccess: handleDone });
  };
  return (
    <ConfirmDialog
      isOpen
      title={report ? t('weeks.editTitle', { week: words.week(week) }) : t('weeks.reportTitle')}
      confirmLabel={t('weeks.send')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(typed.version)}
      onClose={onClose}
    >
      <p>{t('weeks.reportExplain')}</p>
      {report ? null : (
        <SelectField
          name="week"
          label={t('weeks.which')}
          value={week}
          onChange={(value) => draft.set({ week: value ?? week })}
          choices={weeks.map((value) => ({
            value,
            label: value === thisWeek ? t('weeks.thisWeek', { date: format.date(value) }) : words.week(value),
          }))}
        />
      )}
      <Fields assignment={assignment} values={draft.values} onChange={draft.set} errorOf={errorOf} />
      {stale ? <StaleAssignment stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
