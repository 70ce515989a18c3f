// Plan, do, check, act: the support scenario, the support menus used, the monthly reviews and the next steps.
import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ProjectView, ReviewView } from '@enishi/shared/projects';
import { useCopy, useLanguage } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ProjectDialog } from './ProjectDialog.js';
import type { PartActions } from './ProjectDetail.js';
import styles from './ProjectDetail.module.css';
import { LightMark } from './ProjectMarks.js';
import { PartButtons, SectionBar } from './ProjectTables.js';

interface CycleProps {
  project: ProjectView;
  actions: PartActions;
  onReload: () => void;
}

/** 2026年11月, November 2026 */
const useMonth = (): ((month: string) => string) => {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
  });
  return (month) => format.format(new Date(`${month}-01`));
};

const Plan = ({ project, onReload }: CycleProps) => {
  const t = useCopy('projects');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={`${styles.section} ${styles.step}`}>
      <div className={styles.bar}>
        <h3>{t('cycle.plan')}</h3>
        {project.abilities.canEdit ? (
          <Button size="compact-md" variant="default" onClick={() => setIsOpen(true)}>
            {t('cycle.editScenario')}
          </Button>
        ) : null}
      </div>
      {project.scenario ? (
        <p className={styles.long}>{project.scenario}</p>
      ) : (
        <p className={styles.muted}>{t('cycle.planEmpty')}</p>
      )}
      {isOpen ? (
        <ProjectDialog project={project} part="scenario" onClose={() => setIsOpen(false)} onReload={onReload} />
      ) : null}
    </div>
  );
};

const Do = (props: CycleProps) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { measures } = props.project;
  return (
    <div className={`${styles.section} ${styles.step}`}>
      <SectionBar {...props} id="measures" title={t('cycle.do')} kind="measure" level={3} />
      {measures.length === 0 ? <p className={styles.muted}>{t('cycle.doEmpty')}</p> : null}
      <ul className={styles.cards}>
        {measures.map((measure) => (
          <li key={measure.id} className={styles.card}>
            <p>
              <strong>{measure.menu}</strong> {format.date(measure.usedOn)}
            </p>
            {measure.result ? <p className={styles.long}>{measure.result}</p> : null}
            <PartButtons {...props} kind="measure" part={measure} name={measure.menu} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const Review = ({ review, ...props }: CycleProps & { review: ReviewView }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const month = useMonth()(review.month);
  return (
    <li className={styles.card}>
      <div className={styles.bar}>
        <h4>{month}</h4>
        <LightMark light={review.light} />
      </div>
      <dl className={styles.facts}>
        <dt>{t('cycle.wentWell')}</dt>
        <dd className={styles.long}>{review.wentWell}</dd>
        {review.hinders ? (
          <>
            <dt>{t('cycle.hinders')}</dt>
            <dd className={styles.long}>{review.hinders}</dd>
          </>
        ) : null}
        <dt>{t('cycle.next')}</dt>
        <dd className={styles.long}>
          {review.next} {review.nextOn ? `（${format.date(review.nextOn)}）` : ''}
        </dd>
      </dl>
      {review.by ? <p className={styles.muted}>{t('cycle.by', { name: review.by })}</p> : null}
      <PartButtons {...props} kind="review" part={review} name={month} />
    </li>
  );
};

const Check = (props: CycleProps) => {
  const t = useCopy('projects');
  const monthName = useMonth();
  const { project, actions } = props;
  return (
    <div className={`${styles.section} ${styles.step}`}>
      <div className={styles.bar}>
        <h3>{t('cycle.check')}</h3>
        {project.abilities.canEdit ? (
          <Button
            size="compact-md"
            variant={project.reviewDue ? 'filled' : 'default'}
            onClick={() => actions.onAdd('review')}
          >
            {t('cycle.write')}
          </Button>
        ) : null}
      </div>
      {project.reviewDue ? (
        <p className={styles.due}>{t('cycle.due', { month: monthName(project.reviewDue) })}</p>
      ) : null}
      {project.reviews.length === 0 ? <p className={styles.muted}>{t('cycle.checkEmpty')}</p> : null}
      <ul className={styles.cards}>
        {project.reviews.map((review) => (
          <Review key={review.id} {...props} review={review} />
        ))}
      </ul>
    </div>
  );
};

export const ProjectCycle = (props: CycleProps) => {
  const t = useCopy('projects');
  return (
    <section aria-labelledby="cycle" className={styles.section}>
      <h2 id="cycle">{t('cycle.title')}</h2>
      <Plan {...props} />
      <Do {...props} />
      <Check {...props} />
    </section>
  );
};
