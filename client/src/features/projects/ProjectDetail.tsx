import { useState } from 'react';
import { Button } from '@mantine/core';
import type { PartKind, ProjectView, WorkPackageView } from '@enishi/shared/projects';
import { dayOf, monthOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { Gantt } from './Gantt.js';
import { PartDialog, RemoveDialog } from './PartDialog.js';
import type { EditedPart } from './PartDialog.js';
import { ProjectCycle } from './ProjectCycle.js';
import styles from './ProjectDetail.module.css';
import { ProjectHead } from './ProjectHead.js';
import { ProjectBudget, ProjectTeam } from './ProjectTables.js';
import { ReportDialog } from './ReportDialog.js';

interface ProjectDetailProps {
  project: ProjectView;
  onReload: () => void;
}

interface Removed {
  kind: PartKind;
  part: { id: string; version: number };
  name: string;
}

export interface PartActions {
  onAdd: (kind: PartKind) => void;
  onEdit: (edited: EditedPart) => void;
  onRemove: (removed: Removed) => void;
}

/** What a new part most likely begins with. */
const startOf = (kind: PartKind, { startsOn, targetOn, reviewDue }: ProjectView): EditedPart['start'] => {
  const today = dayOf(new Date());
  const from = startsOn > today ? startsOn : today;
  if (kind === 'work_package' || kind === 'team') return { from, to: targetOn, doneShare: '0' };
  if (kind === 'milestone') return { dueOn: targetOn };
  if (kind === 'measure') return { usedOn: today };
  return kind === 'review' ? { month: reviewDue ?? monthOf(today) } : {};
};

/** A project with all its parts; each can be changed on its own. */
export const ProjectDetail = ({ project, onReload }: ProjectDetailProps) => {
  const t = useCopy('projects');
  const [edited, setEdited] = useState<EditedPart | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [reported, setReported] = useState<WorkPackageView | null>(null);
  const handleAdd = (kind: PartKind): void => setEdited({ kind, part: null, start: startOf(kind, project) ?? {} });
  const actions: PartActions = { onAdd: handleAdd, onEdit: setEdited, onRemove: setRemoved };
  const close = (): void => {
    setEdited(null);
    setRemoved(null);
    setReported(null);
  };
  const reload = (): void => {
    onReload();
    close();
  };
  const dialog = { project, onClose: close, onReload: reload };
  return (
    <div className={styles.all}>
      <ProjectHead project={project} onReload={onReload} />
      <section aria-labelledby="gantt" className={styles.section}>
        <div className={styles.bar}>
          <h2 id="gantt">{t('gantt.title')}</h2>
          {project.abilities.canEdit ? (
            <div className={styles.buttons}>
              {(['work_package', 'milestone'] as const).map((kind) => (
                <Button key={kind} size="compact-md" variant="default" onClick={() => handleAdd(kind)}>
                  {t('addPart', { part: t(`part.${kind}`) })}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
        <Gantt
          project={project}
          onEdit={({ kind, part }) => setEdited({ kind, part })}
          onRemove={({ kind, part }) => setRemoved({ kind, part, name: part.title })}
          onReport={setReported}
        />
      </section>
      <ProjectCycle project={project} actions={actions} onReload={onReload} />
      <ProjectTeam project={project} actions={actions} />
      <ProjectBudget project={project} actions={actions} />
      {edited ? <PartDialog {...dialog} edited={edited} /> : null}
      {removed ? <RemoveDialog {...dialog} {...removed} /> : null}
      {reported ? <ReportDialog {...dialog} part={reported} /> : null}
    </div>
  );
};
