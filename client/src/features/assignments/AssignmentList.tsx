import { Progress } from '@mantine/core';
import { Link } from 'react-router';
import { assignmentStates } from '@enishi/shared/assignments';
import type { AssignmentCard, AssignmentState } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { FilteredList } from '../../ui/FilteredList.js';
import card from '../../ui/Card.module.css';
import { AssignmentMarks } from './AssignmentMarks.js';
import styles from './Assignments.module.css';
import { useAssignments } from './use-assignments.js';
import { useWorkWords } from './words.js';

interface AssignmentListProps {
  state: AssignmentState | null;
  onStateChange: (state: AssignmentState | null) => void;
}

const whole = 100;

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
    <article className={card.card} aria-label={title}>
      <AssignmentMarks assignment={assignment} />
      <h2 className={card.title}>
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

export const AssignmentList = ({ state, onStateChange }: AssignmentListProps) => {
  const t = useCopy('assignments');
  const choices = assignmentStates.map((value) => ({ value, label: t(`state.${value}`) }));
  return (
    <FilteredList
      filter={{ label: t('filter'), choices, chosen: state, onChoose: onStateChange, empty: t('emptyFilter') }}
      query={useAssignments(state)}
      empty={t('empty')}
      emptyHelp={t('emptyHelp')}
    >
      {(items) => items.map((assignment) => <AssignmentRow key={assignment.id} assignment={assignment} />)}
    </FilteredList>
  );
};
