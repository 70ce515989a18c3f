import { introductionSteps } from '@enishi/shared/introductions';
import type { IntroductionProgress } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import styles from './ProgressLine.module.css';

interface ProgressLineProps {
  progress: IntroductionProgress;
  /** In a list only the present step has its name. */
  isSmall?: boolean;
}

/** How far an introduction has come; one that ended says so alone. */
export const ProgressLine = ({ progress, isSmall = false }: ProgressLineProps) => {
  const t = useCopy('introductions');
  const now = introductionSteps.findIndex((step) => step === progress);
  if (now < 0) return isSmall ? null : <p className={styles.ended}>{t(`progress.${progress}`)}</p>;
  return (
    <ol className={isSmall ? `${styles.steps} ${styles.small}` : styles.steps} aria-label={t('progressLabel')}>
      {introductionSteps.map((step, index) => (
        <li
          key={step}
          className={index === now ? styles.now : index < now ? styles.done : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          <span>{t(`progress.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
};
