import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ProjectView } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './ProjectDetail.module.css';
import { ProjectDialog } from './ProjectDialog.js';
import { ProjectMarks, useTargetWords } from './ProjectMarks.js';
import { useChangeProject } from './use-projects.js';

interface ProjectHeadProps {
  project: ProjectView;
  onReload: () => void;
}

const Actions = ({ project, onReload }: ProjectHeadProps) => {
  const t = useCopy('projects');
  const [open, setOpen] = useState<'head' | 'end' | null>(null);
  const reopen = useChangeProject(project.id);
  return (
    <>
      <div className={styles.buttons}>
        <Button size="compact-md" variant="default" onClick={() => setOpen('head')}>
          {t('edit')}
        </Button>
        {project.state === 'under_way' ? (
          <Button size="compact-md" variant="default" onClick={() => setOpen('end')}>
            {t('finish')}
          </Button>
        ) : (
          <Button
            size="compact-md"
            variant="default"
            loading={reopen.isPending}
            onClick={() =>
              reopen.mutate(
                { version: project.version, state: 'under_way' },
                { onSuccess: () => notifyDone(t('reopened')) },
              )
            }
          >
            {t('reopen')}
          </Button>
        )}
      </div>
      <ErrorNote error={reopen.error} />
      {open ? <ProjectDialog project={project} part={open} onClose={() => setOpen(null)} onReload={onReload} /> : null}
    </>
  );
};

/** How the project stands, what it is for, and how long it is until the target. */
export const ProjectHead = ({ project, onReload }: ProjectHeadProps) => {
  const t = useCopy('projects');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { startsOn, endedOn, goal, lead, state, targetOn } = project;
  return (
    <div className={styles.section}>
      <ProjectMarks project={project} />
      <dl className={styles.facts}>
        <dt>{t('goal')}</dt>
        <dd className={styles.long}>{goal}</dd>
        <dt>{t('period')}</dt>
        <dd>
          {t('range', { from: format.date(startsOn), to: format.date(endedOn ?? targetOn) })}{' '}
          {endedOn ? t('endedOn', { date: format.date(endedOn) }) : null}
        </dd>
        {state === 'under_way' ? (
          <>
            <dt>{t('target')}</dt>
            <dd>{targetWords(project)}</dd>
          </>
        ) : null}
        <dt>{t('lead')}</dt>
        <dd>{lead ?? t('noLead')}</dd>
      </dl>
      {project.abilities.canEdit ? <Actions project={project} onReload={onReload} /> : null}
    </div>
  );
};
