import { Button, Progress, SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import { assignmentStates } from '@enishi/shared/assignments';
import type { AssignmentCard, AssignmentState } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { AssignmentMarks } from './AssignmentMarks.js';
import styles from './Assignments.module.css';
import { useAssignments } from './use-assignments.js';
import { useWorkWords } from './words.js';

interface AssignmentListProps {
  state: AssignmentState | null;
  onStateChange: (state: AssignmentState | null) => void;
}

const ALL = 'all';
const whole = 100;

const StateFilter = ({ state, onStateChange }: AssignmentListProps) => {
  const t = useCopy('assignments');
  const common = useCopy('common');
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label={t('filter')}
        data={[
          { value: ALL, label: common('all') },
          ...assignmentStates.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        value={state ?? ALL}
        onChange={(value) => onStateChange(assignmentStates.find((known) => known === value) ?? null)}
      />
    </div>
  );
};

/** One piece of work in a list: with whom, how it stands, how far it is. */
const AssignmentRow = ({ assignment }: { assignment: AssignmentCard }) => {
  const t = useCopy('assignments');
  const words = useWorkWords();
  const { id, title, client, worker, mySide, reported, expected, unit, waitingReports } = assignment;
  const done = words.amount(reported, unit);
  const says =
    expected === null ? t('soFar', { done }) : t('soFarOf', { done, expected: words.amount(expected, unit) });
  const both = t('between', { client: words.party(client), worker: words.party(worker) });
  return (
    <article className={styles.row} aria-label={title}>
      <AssignmentMarks assignment={assignment} />
      <h2 className={styles.title}>
        <Link to={`/assignments/${id}`}>{title}</Link>
      </h2>
      <p className={styles.line}>
        <span>{mySide === null ? both : words.party(mySide === 'client' ? worker : client)}</span>
        <span>{words.period(assignment)}</span>
        <span>{says}</span>
        {waitingReports > 0 ? <span>{t('waitingReports', { count: waitingReports })}</span> : null}
      </p>
      {expected === null ? null : (
        <Progress
          value={Math.min(whole, (reported / expected) * whole)}
          size="sm"
          aria-label={says}
          className={styles.bar}
        />
      )}
    </article>
  );
};

const Rows = ({ state, onStateChange }: AssignmentListProps) => {
  const t = useCopy('assignments');
  const common = useCopy('common');
  const query = useAssignments(state);
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && state !== null)
    return (
      <EmptyState
        title={t('emptyFilter')}
        action={
          <Button variant="default" onClick={() => onStateChange(null)}>
            {common('all')}
          </Button>
        }
      />
    );
  if (items.length === 0) return <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>;
  return (
    <>
      <div className={styles.rows}>
        {items.map((assignment) => (
          <AssignmentRow key={assignment.id} assignment={assignment} />
        ))}
      </div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
};

export const AssignmentList = (props: AssignmentListProps) => (
  <>
    <StateFilter {...props} />
    <Rows {...props} />
  </>
);
