import type { ProjectCard, TrafficLight } from '@enishi/shared/projects';
import { dayOf, daysBetween } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import { Tag } from '../../ui/Tag.js';
import styles from './ProjectMarks.module.css';

/** How a month went: a colour, a shape and the word for it. */
export const LightMark = ({ light }: { light: TrafficLight }) => {
  const t = useCopy('projects');
  return (
    <span className={styles.light}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden className={styles[light]}>
        {light === 'green' ? <circle cx="7" cy="7" r="6" /> : null}
        {light === 'yellow' ? <path d="M7 1l6 12H1z" /> : null}
        {light === 'red' ? <path d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" /> : null}
      </svg>
      {t(`light.${light}`)}
    </span>
  );
};

/** Today in Asia/Tokyo, renewed while the page stays open. */
export const useToday = (): string => dayOf(new Date(useNow()));

/** How long it is until the half-year target. */
export const useTargetWords = (): ((project: Pick<ProjectCard, 'targetOn'>) => string) => {
  const t = useCopy('projects');
  const format = useFormat();
  const today = useToday();
  return ({ targetOn }) => {
    const left = daysBetween(today, targetOn);
    const words = { count: Math.abs(left), date: format.date(targetOn) };
    return left > 0 ? t('daysLeft', words) : left < 0 ? t('daysOver', words) : t('targetToday', words);
  };
};

type Marked = Pick<ProjectCard, 'state' | 'light' | 'doneShare'>;

/** State, latest traffic light and share of the work that is done. */
export const ProjectMarks = ({ project: { state, light, doneShare } }: { project: Marked }) => {
  const t = useCopy('projects');
  return (
    <p className={styles.marks}>
      <Tag look={state === 'under_way' ? 'tag' : state === 'done' ? 'done' : 'plain'}>{t(`state.${state}`)}</Tag>
      {light ? <LightMark light={light} /> : <span>{t('noLight')}</span>}
      <span>{doneShare === null ? t('notStarted') : t('done', { share: doneShare })}</span>
    </p>
  );
};
