import type { AssignmentCard } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Assignments.module.css';

const looks = { working: 'tag', inspecting: 'attention', completed: 'done', stopped: 'plain' } as const;

/** State, and what is late. */
export const AssignmentMarks = ({ assignment }: { assignment: Pick<AssignmentCard, 'state' | 'late'> }) => {
  const t = useCopy('assignments');
  return (
    <p className={styles.marks}>
      <Tag look={looks[assignment.state]}>{t(`state.${assignment.state}`)}</Tag>
      {assignment.late.map((thing) => (
        <Tag key={thing} look="attention">
          {t(`lateMark.${thing}`)}
        </Tag>
      ))}
    </p>
  );
};
