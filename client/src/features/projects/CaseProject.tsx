// Within the page of a case: its projects, the way to begin one, and what came of it.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { newProject } from '@enishi/shared/projects';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { OutcomeList } from './OutcomeList.js';
import styles from './ProjectDetail.module.css';
import { HeadFields } from './ProjectDialog.js';
import { ProjectRow } from './ProjectList.js';
import { useCreateProject, useProjectsOfCase } from './use-projects.js';

const NewProject = ({ caseId, onClose }: { caseId: string; onClose: () => void }) => {
  const t = useCopy('projects');
  const [typed, setTyped] = useState<Record<string, string>>({ startsOn: dayOf(new Date()) });
  const [isTried, setIsTried] = useState(false);
  const [key] = useState(newKey);
  const mutation = useCreateProject(caseId);
  const { targetOn, ...rest } = typed;
  const checked = check(newProject, {
    title: '',
    goal: '',
    ...rest,
    ...(targetOn ? { targetOn } : {}),
    key,
  });
  const problems = [
    ...(isTried ? withEmpty(checked.problems, { title: '', goal: '', ...typed }) : []),
    ...problemsOf(mutation.error),
  ];
  const errorOf = useFieldErrors(problems);
  const handleConfirm = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: () => {
        notifyDone(t('created'));
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('createTitle')}
      confirmLabel={t('create')}
      isBusy={mutation.isPending}
      error={problems.length > 0 ? null : mutation.error}
      onConfirm={handleConfirm}
      onClose={onClose}
    >
      <p>{t('createExplain')}</p>
      <HeadFields typed={typed} onChange={setTyped} errorOf={errorOf} />
    </ConfirmDialog>
  );
};

const Projects = ({ caseId }: { caseId: string }) => {
  const t = useCopy('projects');
  const query = useProjectsOfCase(caseId);
  if (query.isPending) return <LoadingState rows={1} />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <p className={styles.muted}>{t('inCase.empty')}</p>;
  return (
    <div className={styles.cards}>
      {query.data.items.map((project) => (
        <ProjectRow key={project.id} project={project} level={3} />
      ))}
    </div>
  );
};

export const CaseProject = ({ caseId }: { caseId: string }) => {
  const t = useCopy('projects');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-labelledby="case-project" className={styles.section}>
      <div className={styles.bar}>
        <h2 id="case-project">{t('inCase.title')}</h2>
        <Button size="compact-md" variant="default" onClick={() => setIsOpen(true)}>
          {t('create')}
        </Button>
      </div>
      <Projects caseId={caseId} />
      <OutcomeList caseId={caseId} level={3} />
      {isOpen ? <NewProject caseId={caseId} onClose={() => setIsOpen(false)} /> : null}
    </section>
  );
};
