import { useCopy } from '../copy/index.js';
import { useFormat } from '../lib/format.js';
import { useNow } from '../lib/use-now.js';
import styles from './Clock.module.css';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface ClockProps {
  /** ISO 8601. */
  dueAt: string;
  /** What is due, said before the time. */
  label?: string;
}

/** Time that is left, or by how much it is overdue; vermilion only then. */
export const Clock = ({ dueAt, label }: ClockProps) => {
  const t = useCopy('common');
  const format = useFormat();
  const left = new Date(dueAt).getTime() - useNow();
  const size = Math.abs(left);
  const time =
    size >= DAY
      ? t('clock.days', { count: Math.floor(size / DAY) })
      : size >= HOUR
        ? t('clock.hours', { count: Math.floor(size / HOUR) })
        : t('clock.minutes', { count: Math.max(1, Math.floor(size / MINUTE)) });
  return (
    <time
      className={left < 0 ? styles.late : styles.clock}
      dateTime={dueAt}
      title={t('clock.due', { date: format.dateTime(dueAt) })}
    >
      {label ? `${label} ` : ''}
      {left < 0 ? t('clock.late', { time }) : t('clock.left', { time })}
    </time>
  );
};
