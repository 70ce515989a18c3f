// The weeks of an assignment, the latest first: what was reported, and what the company says to it.
import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import type { AssignmentView, ReportView } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Assignments.module.css';
import { ReasonDialog } from './ReasonDialog.js';
import { ReportDialog } from './ReportDialog.js';
import { useAnswerWeek } from './use-assignments.js';
import { useWorkWords } from './words.js';

interface WeeksProps {
  assignment: AssignmentView;
  onReload: () => void;
}

const looks = { submitted: 'attention', approved: 'done', sent_back: 'plain' } as const;

const SendBack = ({
  assignment,
  report,
  onReload,
  onClose,
}: WeeksProps & { report: ReportView; onClose: () => void }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const answer = useAnswerWeek(assignment.id);
  const { week, version } = report;
  return (
    <ReasonDialog
      name={`${assignment.id}.back.${week}`}
      words={{
        title: t('weeks.sendBackTitle', { week: words.week(week) }),
        label: t('weeks.reason'),
        help: t('weeks.reasonHelp'),
        confirm: t('weeks.sendBackConfirm'),
      }}
      isBusy={answer.isPending}
      error={answer.error}
      onSend={(reason, forget) =>
        answer.mutate(
          { week, version, answer: 'send_back', reason },
          {
            onSuccess: () => {
              forget();
              notifyDone(t('weeks.sentBack'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
      onReload={onReload}
    />
  );
};

const Answers = ({ assignment, report, onReload }: WeeksProps & { report: ReportView }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const [isAsking, setIsAsking] = useState(false);
  const answer = useAnswerWeek(assignment.id);
  const { week, version } = report;
  const name = words.week(week);
  return (
    <>
      <div className={styles.buttons}>
        <Button
          size="compact-md"
          aria-label={`${t('weeks.approve')}：${name}`}
          loading={answer.isPending}
          onClick={() =>
            answer.mutate({ week, version, answer: 'approve' }, { onSuccess: () => notifyDone(t('weeks.approved')) })
          }
        >
          {t('weeks.approve')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          aria-label={`${t('weeks.sendBack')}：${name}`}
          onClick={() => setIsAsking(true)}
        >
          {t('weeks.sendBack')}
        </Button>
      </div>
      <ErrorNote error={answer.error} />
      {isAsking ? (
        <SendBack assignment={assignment} report={report} onReload={onReload} onClose={() => setIsAsking(false)} />
      ) : null}
    </>
  );
};

const Week = ({ assignment, report, onReload, onEdit }: WeeksProps & { report: ReportView; onEdit: () => void }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const { week, units, note, state, reason, abilities } = report;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3>{words.week(week)}</h3>
        <Tag look={looks[state]}>{t(`reportState.${state}`)}</Tag>
      </div>
      <p>
        <strong>{words.amount(units, assignment.unit)}</strong>
      </p>
      {note ? <p className={styles.long}>{note}</p> : null}
      {state === 'sent_back' ? <p className={styles.reason}>{t('weeks.backBecause', { reason })}</p> : null}
      {abilities.canEdit ? (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('weeks.edit')}：${words.week(week)}`}
            onClick={onEdit}
          >
            {t('weeks.edit')}
          </Button>
        </div>
      ) : null}
      {abilities.canAnswer ? <Answers assignment={assignment} report={report} onReload={onReload} /> : null}
    </li>
  );
};

export const Weeks = ({ assignment, onReload }: WeeksProps) => {
  const t = useCopy('assignments');
  const id = useId();
  /** A report to change, "new", or none. */
  const [edited, setEdited] = useState<ReportView | 'new' | null>(null);
  const { reports, reportableWeeks, mySide, abilities } = assignment;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{t('weeks.title')}</h2>
        {abilities.canReport && reportableWeeks.length > 0 ? (
          <Button onClick={() => setEdited('new')}>{t('weeks.report')}</Button>
        ) : null}
      </div>
      {reports.length === 0 ? (
        <p className={styles.muted}>
          {t('weeks.none')} {mySide === null ? null : t(mySide === 'worker' ? 'weeks.noneWorker' : 'weeks.noneClient')}
        </p>
      ) : (
        <ul className={styles.cards}>
          {reports.map((report) => (
            <Week
              key={report.week}
              assignment={assignment}
              report={report}
              onReload={onReload}
              onEdit={() => setEdited(report)}
            />
          ))}
        </ul>
      )}
      {edited ? (
        <ReportDialog
          assignment={assignment}
          report={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onReload={onReload}
        />
      ) : null}
    </section>
  );
};
