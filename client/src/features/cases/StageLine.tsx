import { caseStages } from '@enishi/shared/case-stages';
import type { CaseStage } from '@enishi/shared/case-stages';
import { useCopy } from '../../copy/index.js';
import styles from './StageLine.module.css';

const way = caseStages.filter((stage) => stage !== 'ended');

/** Where a case stands on its way; one that ended says so alone. */
export const StageLine = ({ stage }: { stage: CaseStage }) => {
  const t = useCopy('cases');
  if (stage === 'ended') return <p className={styles.ended}>{t('stage.ended')}</p>;
  const now = way.indexOf(stage);
  return (
    <ol className={styles.stages} aria-label={t('stageLabel')}>
      {way.map((name, index) => (
        <li
          key={name}
          className={index === now ? styles.now : index < now ? styles.done : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {t(`stage.${name}`)}
        </li>
      ))}
    </ol>
  );
};
