import { needStages } from '@enishi/shared/workbench';
import type { NeedStage } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import styles from './StageLine.module.css';

/** Where a need stands on its way. */
export const StageLine = ({ stage }: { stage: NeedStage }) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  const now = needStages.indexOf(stage);
  return (
    <ol className={styles.stages} aria-label={t('stageLabel')}>
      {needStages.map((name, index) => (
        <li
          key={name}
          className={index === now ? styles.now : index < now ? styles.done : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {terms(`stage.${name}`)}
        </li>
      ))}
    </ol>
  );
};
