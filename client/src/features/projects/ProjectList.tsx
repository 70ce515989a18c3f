import { Progress } from '@mantine/core';
import { Link } from 'react-router';
import { projectStates } from '@enishi/shared/projects';
import type { ProjectCard, ProjectState } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { FilteredList } from '../../ui/FilteredList.js';
import card from '../../ui/Card.module.css';
import { ProjectMarks, useTargetWords } from './ProjectMarks.js';
import styles from './ProjectList.module.css';
import { useProjects } from './use-projects.js';

interface ProjectListProps {
  state: ProjectState | null;
  onStateChange: (state: ProjectState | null) => void;
}

/** One project in a list: how it stands, how far it is, what comes next. */
export const ProjectRow = ({ project, level = 2 }: { project: ProjectCard; level?: 2 | 3 }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const targetWords = useTargetWords();
  const Heading = level === 2 ? 'h2' : 'h3';
  const { id, title, lead, nextMilestone, doneShare, state, endedOn } = project;
  return (
    <article className={card.card} aria-label={title}>
      <ProjectMarks project={project} />
      <Heading className={card.title}>
        <Link to={`/projects/${id}`}>{title}</Link>
      </Heading>
      <p className={card.facts}>
        <span>
          {state === 'under_way' ? targetWords(project) : endedOn && t('endedOn', { date: format.date(endedOn) })}
        </span>
        {nextMilestone ? (
          <span>{t('next', { title: nextMilestone.title, date: format.date(nextMilestone.dueOn) })}</span>
        ) : null}
        <span>{lead ?? t('noLead')}</span>
      </p>
      {doneShare === null ? null : (
        <Progress
          value={doneShare}
          size="sm"
          aria-label={t('done', { share: doneShare })}
          className={styles.progress}
        />
      )}
    </article>
  );
};

export const ProjectList = ({ state, onStateChange }: ProjectListProps) => {
  const t = useCopy('projects');
  const choices = projectStates.map((value) => ({ value, label: t(`state.${value}`) }));
  return (
    <FilteredList
      filter={{ label: t('filter'), choices, chosen: state, onChoose: onStateChange, empty: t('emptyFilter') }}
      query={useProjects(state)}
      empty={t('empty')}
      emptyHelp={t('emptyHelp')}
    >
      {(items) => items.map((project) => <ProjectRow key={project.id} project={project} />)}
    </FilteredList>
  );
};
