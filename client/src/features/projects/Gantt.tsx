// Work packages and milestones: a chart, the same as a table, and what can be done with the one chosen.
import { useState } from 'react';
import { Button, Group, SegmentedControl, VisuallyHidden } from '@mantine/core';
import type { MilestoneView, ProjectView, WorkPackageView } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Gantt.module.css';
import { GanttChart } from './GanttChart.js';
import { useToday } from './ProjectMarks.js';

type Item = { kind: 'work_package'; part: WorkPackageView } | { kind: 'milestone'; part: MilestoneView };

export interface GanttActions {
  onEdit: (item: Item) => void;
  onRemove: (item: Item) => void;
  onReport: (part: WorkPackageView) => void;
}

interface GanttProps extends GanttActions {
  project: ProjectView;
}

const itemsOf = ({ workPackages, milestones }: ProjectView): Item[] => [
  ...workPackages.map((part) => ({ kind: 'work_package' as const, part })),
  ...milestones.map((part) => ({ kind: 'milestone' as const, part })),
];

const useWhen = (): ((item: Item) => string) => {
  const t = useCopy('projects');
  const format = useFormat();
  return ({ kind, part }) =>
    kind === 'milestone'
      ? format.date(part.dueOn)
      : t('range', { from: format.date(part.from), to: format.date(part.to) });
};

const Progress = ({ item }: { item: Item }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const today = useToday();
  const isLate =
    item.kind === 'milestone'
      ? item.part.reachedOn === null && item.part.dueOn < today
      : item.part.doneShare < 100 && item.part.to < today;
  const words =
    item.kind === 'work_package'
      ? `${item.part.doneShare}%`
      : item.part.reachedOn
        ? t('gantt.reached', { date: format.date(item.part.reachedOn) })
        : t('gantt.notReached');
  return (
    <>
      {words} {isLate ? <Tag look="attention">{t('gantt.overdue')}</Tag> : null}
    </>
  );
};

const Actions = ({ item, project, onEdit, onRemove, onReport }: GanttProps & { item: Item }) => {
  const t = useCopy('projects');
  const common = useCopy('common');
  const { canReport } = item.part.abilities;
  return (
    <Group gap={6}>
      {item.kind === 'work_package' && canReport ? (
        <Button size="compact-sm" variant="light" onClick={() => onReport(item.part)}>
          {t('report')}
        </Button>
      ) : null}
      {project.abilities.canEdit ? (
        <>
          <Button size="compact-sm" variant="default" onClick={() => onEdit(item)}>
            {common('edit')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray.7" onClick={() => onRemove(item)}>
            {t('removePart')}
          </Button>
        </>
      ) : null}
    </Group>
  );
};

const GanttTable = (props: GanttProps & { hasActions: boolean }) => {
  const t = useCopy('projects');
  const when = useWhen();
  const { project, hasActions } = props;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('gantt.label', { title: project.title })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('gantt.what')}</th>
          <th scope="col">{t('gantt.owner')}</th>
          <th scope="col">{t('gantt.when')}</th>
          <th scope="col">{t('gantt.progress')}</th>
          {hasActions ? <th scope="col">{t('gantt.actions')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {itemsOf(project).map((item) => (
          <tr key={item.part.id}>
            <th scope="row">
              {item.kind === 'milestone' ? '◆ ' : ''}
              {item.part.title}
            </th>
            <td>{item.kind === 'work_package' ? item.part.organisationName : '—'}</td>
            <td>{when(item)}</td>
            <td>
              <Progress item={item} />
            </td>
            {hasActions ? (
              <td>
                <Actions {...props} item={item} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What the chart has no room for. */
const Detail = (props: GanttProps & { item: Item | undefined }) => {
  const t = useCopy('projects');
  const when = useWhen();
  const { item } = props;
  return (
    <div className={styles.detail} role="status">
      {item ? (
        <>
          <p>
            <strong>{item.part.title}</strong> {item.kind === 'work_package' ? `（${item.part.organisationName}）` : ''}{' '}
            {when(item)} <Progress item={item} />
          </p>
          {item.kind === 'work_package' && item.part.note ? <p className={styles.note}>{item.part.note}</p> : null}
          <Actions {...props} item={item} />
        </>
      ) : (
        <p className={styles.hint}>{t('gantt.hint')}</p>
      )}
    </div>
  );
};

export const Gantt = (props: GanttProps) => {
  const t = useCopy('projects');
  const today = useToday();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const { project } = props;
  const items = itemsOf(project);
  if (items.length === 0) return <p className={styles.hint}>{t('gantt.empty')}</p>;
  return (
    <div className={styles.all}>
      <SegmentedControl
        className={styles.switch}
        size="sm"
        aria-label={t('gantt.view')}
        data={[
          { value: 'chart', label: t('gantt.chart') },
          { value: 'table', label: t('gantt.table') },
        ]}
        value={view}
        onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
      />
      {view === 'chart' ? (
        <>
          <GanttChart project={project} today={today} selectedId={selectedId} onSelect={setSelectedId} />
          <Detail {...props} item={items.find(({ part }) => part.id === selectedId)} />
          <VisuallyHidden>
            <GanttTable {...props} hasActions={false} />
          </VisuallyHidden>
        </>
      ) : (
        <div className={styles.scroll} role="region" aria-label={t('gantt.scroll')} tabIndex={0}>
          <GanttTable {...props} hasActions />
        </div>
      )}
    </div>
  );
};
