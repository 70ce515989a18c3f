import type { AssignmentView } from '@enishi/shared/assignments';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { AssignmentMarks } from './AssignmentMarks.js';
import styles from './Assignments.module.css';
import { useWorkWords } from './words.js';

const Pay = ({ terms }: Pick<AssignmentView, 'terms'>) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const { amount } = terms;
  if (!amount) return t('payOpen');
  return `${t(`payOf.${amount.kind}`, { yen: format.number(amount.yen) })}${t('beforeTax')}`;
};

/** Who works for whom, when and for how much, and where the whole sheet is. */
export const AssignmentFacts = ({ assignment }: { assignment: AssignmentView }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const { client, worker, terms, stopped, applicationId, projectId } = assignment;
  return (
    <section className={styles.section} aria-label={t('facts')}>
      <AssignmentMarks assignment={assignment} />
      {stopped ? (
        <p className={styles.reason}>
          {t('stop.said', { side: t(`side.${stopped.by}`), reason: t(`stopReason.${stopped.reason}`) })}
          {stopped.text ? `\n${stopped.text}` : ''}
        </p>
      ) : null}
      <dl className={styles.facts}>
        <dt>{t('client')}</dt>
        <dd>{words.party(client)}</dd>
        <dt>{t('worker')}</dt>
        <dd>{words.party(worker)}</dd>
        <dt>{t('period')}</dt>
        <dd>{words.period(assignment)}</dd>
        <dt>{t('pay')}</dt>
        <dd>
          <Pay terms={terms} />
        </dd>
        {terms.place ? (
          <>
            <dt>{t('place')}</dt>
            <dd className={styles.long}>{terms.place}</dd>
          </>
        ) : null}
        {terms.work ? (
          <>
            <dt>{t('work')}</dt>
            <dd className={styles.long}>{terms.work}</dd>
          </>
        ) : null}
      </dl>
      <p className={styles.line}>
        <Link to={`/applications/${applicationId}`}>{t('terms')}</Link>
        {projectId ? <Link to={`/projects/${projectId}`}>{t('toProject')}</Link> : null}
      </p>
    </section>
  );
};
