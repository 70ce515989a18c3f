import type { AssignmentView } from '@enishi/shared/assignments';
import { dayOf, mondayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import styles from './Assignments.module.css';

const useWorkerSteps = (): ((assignment: AssignmentView) => string[]) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const thisWeek = mondayOf(dayOf(new Date(useNow())));
  return ({ state, reports, deliveries, reportableWeeks }) => {
    const missing = reportableWeeks.filter((week) => week < thisWeek).at(-1);
    return [
      ...(reports.some((report) => report.state === 'sent_back') ? [t('next.mendReport')] : []),
      ...(missing ? [t('next.report', { week: format.date(missing) })] : []),
      ...(state === 'working' ? [t(deliveries[0]?.state === 'sent_back' ? 'next.mend' : 'next.deliver')] : []),
    ];
  };
};

const useClientSteps = (): ((assignment: AssignmentView) => string[]) => {
  const t = useCopy('assignments');
  const format = useFormat();
  return ({ waitingReports, inspectBy, payments, state }) => {
    const due = payments.find(
      ({ isOpen, isLate }) => isOpen && (isLate || state === 'completed' || state === 'stopped'),
    );
    return [
      ...(inspectBy ? [t('next.inspect', { date: format.date(inspectBy) })] : []),
      ...(waitingReports > 0 ? [t('next.approve', { count: waitingReports })] : []),
      ...(due ? [t('next.pay', { date: format.date(due.dueOn) })] : []),
    ];
  };
};

/** Whose turn it is, said to whoever looks. */
export const NextSteps = ({ assignment }: { assignment: AssignmentView }) => {
  const t = useCopy('assignments');
  const workerSteps = useWorkerSteps();
  const clientSteps = useClientSteps();
  const { mySide, abilities } = assignment;
  const own = mySide === 'worker' ? workerSteps(assignment) : mySide === 'client' ? clientSteps(assignment) : [];
  const steps = [...own, ...(abilities.canReview ? [t('next.review')] : [])];
  const nothing = t(mySide === null ? 'next.desk' : 'next.none');
  return (
    <section className={styles.next} aria-labelledby="assignment-next">
      <h2 id="assignment-next">{t('next.title')}</h2>
      {steps.length === 0 ? (
        <p>{nothing}</p>
      ) : (
        <ul>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      )}
    </section>
  );
};
