import { useCopy } from '../../copy/index.js';
import styles from './Board.module.css';
import type { BoardAnswer } from './use-cases.js';

interface WorkloadProps {
  workload: BoardAnswer['workload'];
  chosen: string;
  onChoose: (lead: string) => void;
}

/** Who leads how many open cases, and how many of them have a clock that ran out. A press shows theirs alone. */
export const Workload = ({ workload, chosen, onChoose }: WorkloadProps) => {
  const t = useCopy('cases');
  if (workload.length === 0) return null;
  return (
    <ul className={styles.workload} aria-label={t('board.workload')}>
      {workload.map(({ lead, open, overdue }) => {
        const value = lead?.id ?? 'none';
        const isChosen = chosen === value;
        return (
          <li key={value}>
            <button type="button" aria-pressed={isChosen} onClick={() => onChoose(isChosen ? '' : value)}>
              <span>{lead?.displayName ?? t('noLead')}</span> <strong>{t('board.open', { count: open })}</strong>{' '}
              {overdue > 0 ? <span className={styles.late}>{t('board.overdue', { count: overdue })}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
};
