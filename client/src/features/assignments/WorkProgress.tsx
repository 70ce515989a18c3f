import { useId, useState } from 'react';
import { Button, VisuallyHidden } from '@mantine/core';
import type { AssignmentView, TotalsView } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import styles from './Assignments.module.css';
import { WorkCurve } from './WorkCurve.js';
import { useWorkWords } from './words.js';

const CurveTable = ({ totals }: { totals: TotalsView }) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const { amountOf } = useWorkWords();
  return (
    <table className={styles.table}>
      <caption>{t('progress.chart')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('progress.week')}</th>
          {(['done', 'plan', 'ahead'] as const).map((name) => (
            <th key={name} scope="col" className={styles.number}>
              {t(`progress.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {totals.curve.map(({ week, done, plan, ahead }) => (
          <tr key={week}>
            <th scope="row">{format.date(week)}</th>
            <td className={styles.number}>{amountOf(done, totals)}</td>
            <td className={styles.number}>{amountOf(plan, totals)}</td>
            <td className={styles.number}>{amountOf(ahead, totals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Sums = ({ totals, isFixed }: { totals: TotalsView; isFixed: boolean }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const sums = [
    [t('progress.reported'), words.amountOf(totals.reported, totals)],
    [t('progress.approved'), words.amountOf(totals.approved, totals)],
    [t('progress.expected'), words.amountOf(totals.expected, totals)],
    [t('progress.forecast'), words.amountOf(totals.forecast, totals)],
    ...(isFixed
      ? []
      : [
          [t('progress.yenApproved'), words.yen(totals.yenApproved)],
          [t('progress.yenForecast'), words.yen(totals.yenForecast)],
        ]),
  ];
  return (
    <dl className={styles.sums}>
      {sums.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const useSays = (): ((totals: TotalsView) => string | null) => {
  const t = useCopy('assignments');
  const { amountOf } = useWorkWords();
  return (totals) => {
    if (totals.forecast === null || totals.expected === null) return null;
    const more = Math.round((totals.forecast - totals.expected) * 2) / 2;
    if (more === 0) return t('progress.saysEven');
    const amount = amountOf(Math.abs(more), totals);
    return more > 0 ? t('progress.saysOver', { amount }) : t('progress.saysUnder', { amount });
  };
};

/** Running total and forecast: in numbers, in a sentence, drawn, and as a table. */
export const WorkProgress = ({ assignment }: { assignment: AssignmentView }) => {
  const t = useCopy('assignments');
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  const saysOf = useSays();
  const { totals, terms, state } = assignment;
  const isFixed = terms.amount?.kind === 'fixed';
  const isOpen = state === 'working' || state === 'inspecting';
  const hasReports = totals.curve.some(({ done }) => done !== null);
  const says = isOpen ? saysOf(totals) : null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{t('progress.title')}</h2>
      <Sums totals={totals} isFixed={isFixed} />
      {isFixed ? <p className={styles.muted}>{t('progress.fixed')}</p> : null}
      {says ? <p>{says}</p> : null}
      {hasReports ? (
        <>
          <div aria-hidden>
            <WorkCurve totals={totals} />
          </div>
          <div>
            <Button size="compact-sm" variant="subtle" aria-expanded={isTable} onClick={() => setIsTable(!isTable)}>
              {t('progress.showTable')}
            </Button>
          </div>
          {isTable ? (
            <div className={styles.scroll} role="group" aria-label={t('progress.chart')} tabIndex={0}>
              <CurveTable totals={totals} />
            </div>
          ) : (
            <VisuallyHidden>
              <CurveTable totals={totals} />
            </VisuallyHidden>
          )}
        </>
      ) : (
        <p className={styles.muted}>{t('progress.none')}</p>
      )}
    </section>
  );
};
