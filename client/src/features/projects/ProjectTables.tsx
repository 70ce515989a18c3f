// The conference team and the budget.
import { Button, Group } from '@mantine/core';
import { budgetSources } from '@enishi/shared/projects';
import type { ProjectView } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import type { PartActions } from './ProjectDetail.js';
import styles from './ProjectDetail.module.css';

interface TableProps {
  project: ProjectView;
  actions: PartActions;
}

interface PartButtonsProps extends TableProps {
  kind: 'team' | 'budget' | 'measure' | 'review';
  part: { id: string; version: number };
  name: string;
}

/** Change and take out, for whoever may. */
export const PartButtons = ({ project, actions, kind, part, name }: PartButtonsProps) => {
  const t = useCopy('projects');
  const common = useCopy('common');
  if (!project.abilities.canEdit) return null;
  return (
    <Group gap={6}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${common('edit')}：${name}`}
        onClick={() => actions.onEdit({ kind, part })}
      >
        {common('edit')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray.7"
        aria-label={`${t('removePart')}：${name}`}
        onClick={() => actions.onRemove({ kind, part, name })}
      >
        {t('removePart')}
      </Button>
    </Group>
  );
};

interface BarProps extends TableProps {
  id: string;
  title: string;
  kind: 'team' | 'budget' | 'measure';
  level?: 2 | 3;
}

export const SectionBar = ({ project, actions, id, title, kind, level = 2 }: BarProps) => {
  const t = useCopy('projects');
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={styles.bar}>
      <Heading id={id}>{title}</Heading>
      {project.abilities.canEdit ? (
        <Button size="compact-md" variant="default" onClick={() => actions.onAdd(kind)}>
          {t('addPart', { part: t(`part.${kind}`) })}
        </Button>
      ) : null}
    </div>
  );
};

export const ProjectTeam = (props: TableProps) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { team } = props.project;
  return (
    <section aria-labelledby="team" className={styles.section}>
      <SectionBar {...props} id="team" title={t('team.title')} kind="team" />
      <p className={styles.muted}>{team.length === 0 ? t('team.empty') : t('team.explain')}</p>
      <ul className={styles.cards}>
        {team.map((member) => (
          <li key={member.id} className={styles.card}>
            <p>
              <strong>{member.name}</strong> {member.organisation ? `（${member.organisation}）` : ''}
            </p>
            <p>
              {member.role}・{t('team.hours', { count: member.hours })}・
              {t('range', { from: format.date(member.from), to: format.date(member.to) })}
            </p>
            <PartButtons {...props} kind="team" part={member} name={member.name} />
          </li>
        ))}
      </ul>
    </section>
  );
};

export const ProjectBudget = (props: TableProps) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { budget, budgetTotal } = props.project;
  const sums = budgetSources.flatMap((source) => {
    const sum = budget.reduce((total, line) => total + (line.source === source ? line.yen : 0), 0);
    return sum > 0 ? [`${t(`source.${source}`)} ${t('budget.yen', { yen: format.number(sum) })}`] : [];
  });
  return (
    <section aria-labelledby="budget" className={styles.section}>
      <SectionBar {...props} id="budget" title={t('budget.title')} kind="budget" />
      {budget.length === 0 ? (
        <p className={styles.muted}>{t('budget.empty')}</p>
      ) : (
        <div className={styles.scroll} role="group" aria-labelledby="budget" tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('budget.item')}</th>
                <th scope="col">{t('field.source')}</th>
                <th scope="col" className={styles.number}>
                  {t('budget.amount')}
                </th>
                {props.project.abilities.canEdit ? <th scope="col">{t('gantt.actions')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {budget.map((line) => (
                <tr key={line.id}>
                  <th scope="row">{line.title}</th>
                  <td>{t(`source.${line.source}`)}</td>
                  <td className={styles.number}>{t('budget.yen', { yen: format.number(line.yen) })}</td>
                  {props.project.abilities.canEdit ? (
                    <td>
                      <PartButtons {...props} kind="budget" part={line} name={line.title} />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('budget.total')}</th>
                <td>{format.list(sums)}</td>
                <td className={styles.number}>{t('budget.yen', { yen: format.number(budgetTotal) })}</td>
                {props.project.abilities.canEdit ? <td /> : null}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
};
