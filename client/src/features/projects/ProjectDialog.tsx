// What stands above the parts: name and goal, the support scenario, or the end.
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { projectChanges, projectLimits } from '@enishi/shared/projects';
import type { ProjectView } from '@enishi/shared/projects';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleProject, staleOf } from './StaleProject.js';
import { useChangeProject } from './use-projects.js';

type Part = 'head' | 'scenario' | 'end';
type Typed = Record<string, string>;

interface FieldsProps {
  typed: Typed;
  onChange: (typed: Typed) => void;
  errorOf: (name: string) => string | null;
}

interface DayProps extends FieldsProps {
  name: string;
  label: string;
  help?: string;
}

const Day = ({ name, label, help, typed, onChange, errorOf }: DayProps) => (
  <TextInput
    name={name}
    label={label}
    {...(help ? { description: help } : {})}
    type="date"
    value={typed[name] ?? ''}
    onChange={(event) => onChange({ ...typed, [name]: event.currentTarget.value })}
    error={errorOf(name)}
  />
);

/** Name, goal and days; also asked for when a project begins. */
export const HeadFields = (props: FieldsProps) => {
  const t = useCopy('projects');
  const { typed, onChange, errorOf } = props;
  return (
    <>
      <TextField
        name="title"
        label={t('name')}
        help={t('nameHelp')}
        example={t('nameExample')}
        value={typed['title'] ?? ''}
        onChange={(title) => onChange({ ...typed, title })}
        error={errorOf('title')}
        limit={projectLimits.title}
        isRequired
      />
      <TextField
        name="goal"
        label={t('goal')}
        help={t('goalHelp')}
        example={t('goalExample')}
        value={typed['goal'] ?? ''}
        onChange={(goal) => onChange({ ...typed, goal })}
        error={errorOf('goal')}
        limit={projectLimits.goal}
        rows={3}
        isRequired
      />
      <Day {...props} name="startsOn" label={t('startsOn')} />
      <Day {...props} name="targetOn" label={t('targetOn')} help={t('targetHelp')} />
    </>
  );
};

const Fields = ({ part, ...props }: FieldsProps & { part: Part }) => {
  const t = useCopy('projects');
  const { typed, onChange, errorOf } = props;
  if (part === 'head') return <HeadFields {...props} />;
  if (part === 'scenario')
    return (
      <TextField
        name="scenario"
        label={t('cycle.scenario')}
        help={t('cycle.scenarioHelp')}
        value={typed['scenario'] ?? ''}
        onChange={(scenario) => onChange({ ...typed, scenario })}
        error={errorOf('scenario')}
        limit={projectLimits.scenario}
        rows={6}
      />
    );
  return (
    <>
      <p>{t('finishExplain')}</p>
      <ChoiceField
        name="state"
        label={t('finishAs')}
        help=""
        value={typed['state'] === 'stopped' ? 'stopped' : 'done'}
        onChange={(state) => onChange({ ...typed, state })}
        choices={(['done', 'stopped'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        error={errorOf('state')}
      />
      <Day {...props} name="endedOn" label={t('finishOn')} />
    </>
  );
};

const startOf = (part: Part, { title, goal, startsOn, targetOn, scenario }: ProjectView): Typed => {
  if (part === 'head') return { title, goal, startsOn, targetOn };
  return part === 'scenario' ? { scenario } : { state: 'done', endedOn: dayOf(new Date()) };
};

interface ProjectDialogProps {
  project: ProjectView;
  part: Part;
  onClose: () => void;
  onReload: () => void;
}

export const ProjectDialog = ({ project, part, onClose, onReload }: ProjectDialogProps) => {
  const t = useCopy('projects');
  const [typed, setTyped] = useState<Typed>(startOf(part, project));
  const [isTried, setIsTried] = useState(false);
  const mutation = useChangeProject(project.id);
  const checked = check(projectChanges, { ...typed, version: project.version });
  const problems = [...(isTried ? withEmpty(checked.problems, typed) : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(mutation.error);
  const send = (version: number): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(
      { ...checked.value, version },
      {
        onSuccess: () => {
          notifyDone(t(part === 'end' ? 'finished' : 'saved'));
          onClose();
        },
      },
    );
  };
  const titles = { head: t('editTitle'), scenario: t('cycle.editScenario'), end: t('finishTitle') };
  return (
    <ConfirmDialog
      isOpen
      title={titles[part]}
      confirmLabel={t(part === 'end' ? 'finishTitle' : 'save')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={() => send(project.version)}
      onClose={onClose}
    >
      <Fields part={part} typed={typed} onChange={setTyped} errorOf={errorOf} />
      {stale ? (
        <StaleProject
          stale={stale}
          onKeepMine={send}
          onTakeTheirs={() => {
            onReload();
            onClose();
          }}
        />
      ) : null}
    </ConfirmDialog>
  );
};
