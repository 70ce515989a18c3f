// The report of a visit, in a minute: it begins with what is known.
import { useState } from 'react';
import { Button, NumberInput } from '@mantine/core';
import { dispatchLimits, reportForm } from '@enishi/shared/dispatches';
import type { DispatchView } from '@enishi/shared/dispatches';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { readStored, writeStored } from '../../lib/storage.js';
import { DayField } from '../../ui/DayField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { Help } from '../../ui/Help.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useDispatchActions } from './use-dispatches.js';
import styles from './Dispatches.module.css';

interface Typed {
  date: string | null;
  hours: number | null;
  done: string;
  next: string;
}

const begin = ({ visit, hours }: DispatchView): Typed => ({
  date: dayOf(visit ? new Date(visit.startsAt) : new Date()),
  hours,
  done: '',
  next: '',
});

const readKept = (key: string, fresh: Typed): Typed => {
  try {
    return { ...fresh, ...(JSON.parse(readStored(key) ?? '{}') as Partial<Typed>) };
  } catch {
    return fresh;
  }
};

export const ReportForm = ({ dispatch }: { dispatch: DispatchView }) => {
  const t = useCopy('dispatches');
  const key = `enishi.dispatch-report.${dispatch.id}`;
  const [typed, setTyped] = useState(() => readKept(key, begin(dispatch)));
  const [isTried, setIsTried] = useState(false);
  const { report } = useDispatchActions(dispatch.id);
  const checked = check(reportForm, typed);
  const problems = [...(isTried ? withEmpty(checked.problems, typed) : []), ...problemsOf(report.error)];
  const errorOf = useFieldErrors(problems);
  const change = (patch: Partial<Typed>): void => {
    const next = { ...typed, ...patch };
    setTyped(next);
    writeStored(key, JSON.stringify(next));
  };
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    report.mutate(
      { ...checked.value, version: dispatch.version },
      {
        onSuccess: () => {
          writeStored(key, null);
          notifyDone(t('report.sent'));
        },
      },
    );
  };
  const words = (name: 'done' | 'next') => ({
    name,
    label: t(`report.${name}.label`),
    help: t(`report.${name}.help`),
    example: t(`report.${name}.example`),
    limit: dispatchLimits[name],
    value: typed[name],
    error: errorOf(name),
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <section className={styles.box} aria-labelledby="dispatch-report">
      <h2 id="dispatch-report" className={styles.heading}>
        {t('report.title')}
      </h2>
      <p className={styles.muted}>{t('report.explain')}</p>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <DayField
          name="date"
          label={t('report.date.label')}
          help={t('report.date.help')}
          value={typed.date}
          onChange={(date) => change({ date })}
          error={errorOf('date')}
          isRequired
        />
        <NumberInput
          name="hours"
          label={t('report.hours.label')}
          description={<Help help={t('report.hours.help')} />}
          suffix={` ${t('report.hours.unit')}`}
          min={0.5}
          max={dispatchLimits.hours}
          step={0.5}
          decimalScale={1}
          hideControls
          withAsterisk
          styles={{ input: { maxWidth: 200 } }}
          value={typed.hours ?? ''}
          onChange={(hours) => change({ hours: typeof hours === 'number' ? hours : null })}
          error={errorOf('hours')}
        />
        <TextField {...words('done')} rows={3} isRequired />
        <TextField {...words('next')} rows={2} />
        <ErrorNote error={problemsOf(report.error).length > 0 ? null : report.error} />
        <div className={styles.buttons}>
          <Button type="submit" loading={report.isPending}>
            {t('report.send')}
          </Button>
        </div>
      </form>
    </section>
  );
};
