import { Button, Progress, SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import { projectStates } from '@enishi/shared/projects';
import type { ProjectCard, ProjectState } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { ProjectMarks, useTargetWords } from './ProjectMarks.js';
import styles from './ProjectList.module.css';
import { useProjects } from './use-projects.js';

interface ProjectListProps {
  state: ProjectState | null;
  onStateChange: (state: ProjectState | null) => void;
}

const ALL = 'all';

const StateFilter = ({ state, onStateChange }: ProjectListProps) => {
  const t = useCopy('projects');
  const common = useCopy('common');
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label={t('filter')}
        data={[
          { value: ALL, label: common('all') },
          ...projectStates.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        value={state ?? ALL}
        onChange={(value) => onStateChange(projectStates.find((known) => known === value) ?? null)}
      />
    </div>
  );
};

/** One project in a list: how it stands, how far it is, what comes next. */
export const ProjectRow = ({ project, level = 2 }: { project: ProjectCard; level?: 2 | 3 }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const targetWords = useTargetWords();
  const Heading = level === 2 ? 'h2' : 'h3';
  const { id, title, lead, nextMilestone, doneShare, state, endedOn } = project;
  return (
    <article className={styles.row} aria-label={title}>
      <ProjectMarks project={project} />
      <Heading className={styles.title}>
        <Link to={`/projects/${id}`}>{title}</Link>
      </Heading>
      <p className={styles.facts}>
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

const Rows = ({ state, onStateChange }: ProjectListProps) => {
  const t = useCopy('projects');
  const common = useCopy('common');
  const query = useProjects(state);
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && state !== null)
    return (
      <EmptyState
        title={t('emptyFilter')}
        action={
          <Button variant="default" onClick={() => onStateChange(null)}>
            {common('all')}
          </Button>
        }
      />
    );
  if (items.length === 0) return <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>;
  return (
    <>
      <div className={styles.rows}>
        {items.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
};

export const ProjectList = (props: ProjectListProps) => (
  <>
    <StateFilter {...props} />
    <Rows {...props} />
  </>
);
