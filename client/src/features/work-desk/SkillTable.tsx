import type { SkillBalance } from '@enishi/shared/work-desk';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useTagName } from '../../lib/taxonomy.js';
import styles from './WorkDesk.module.css';

export const SkillTable = ({ skills }: { skills: readonly SkillBalance[] }) => {
  const t = useCopy('workDesk');
  const format = useFormat();
  const nameOf = useTagName();
  const heads = ['skill', 'openings', 'wanted', 'people', 'free', 'learning', 'missing'] as const;
  return (
    <div className={styles.scroll} role="group" aria-label={t('table.title')} tabIndex={0}>
      <table className={styles.table}>
        <caption>{t('table.title')}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`table.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {skills.map(({ tag, openings, wantedHours, people, freeHours, learners, learningHours }) => {
            const missing = Math.max(0, wantedHours - freeHours);
            return (
              <tr key={tag} data-missing={missing > 0}>
                <th scope="row">{nameOf(tag) ?? '…'}</th>
                <td>{format.number(openings)}</td>
                <td>{format.number(wantedHours)}</td>
                <td>{format.number(people)}</td>
                <td>{format.number(freeHours)}</td>
                <td>{t('table.learners', { count: learners, hours: format.number(learningHours) })}</td>
                <td>{format.number(missing)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
