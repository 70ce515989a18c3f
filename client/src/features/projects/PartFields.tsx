import { NativeSelect, TextInput } from '@mantine/core';
import { budgetSources, projectLimits, trafficLights } from '@enishi/shared/projects';
import type { PartKind } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { partFields } from './part-fields.js';
import type { Draft, PartField } from './part-fields.js';
import { useProjectPeople } from './use-projects.js';

interface PartFieldsProps {
  projectId: string;
  kind: PartKind;
  draft: Draft;
  onChange: (draft: Draft) => void;
  errorOf: (name: string) => string | null;
}

const OTHER = 'other';

type OneProps = PartFieldsProps & { field: PartField };

const Plain = ({ kind, draft, onChange, errorOf, field }: OneProps) => {
  const t = useCopy('projects');
  const { name, type, isOptional = false } = field;
  const label =
    name === 'title' && (kind === 'work_package' || kind === 'milestone' || kind === 'budget')
      ? t(`field.title.${kind}`)
      : t(`field.${name as 'from'}`);
  const html = { line: 'text', day: 'date', month: 'month', number: 'number', share: 'number' } as const;
  if (type === 'text')
    return (
      <TextField
        name={name}
        label={label}
        help=""
        value={draft[name] ?? ''}
        onChange={(value) => onChange({ ...draft, [name]: value })}
        error={errorOf(name)}
        limit={projectLimits.note}
        rows={2}
        isRequired={!isOptional}
      />
    );
  return (
    <TextInput
      name={name}
      label={label}
      type={html[type as keyof typeof html]}
      {...(type === 'number' || type === 'share' ? { min: 0, step: 1, inputMode: 'numeric' as const } : {})}
      {...(type === 'share' ? { max: 100 } : {})}
      {...(name === 'reachedOn' ? { description: t('field.reachedOnHelp') } : {})}
      {...(name === 'yen' ? { description: t('field.yenHelp') } : {})}
      {...(name === 'role' ? { placeholder: t('field.roleExample') } : {})}
      {...(name === 'menu' ? { placeholder: t('field.menuExample') } : {})}
      value={draft[name] ?? ''}
      onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
      error={errorOf(name)}
      withAsterisk={!isOptional}
    />
  );
};

interface KnownProps {
  idName: string;
  textName: string;
  label: string;
  help: string;
  other: string;
  freeLabel: string;
  choices: readonly { value: string; label: string }[];
}

/** One that is known here, or a free name. */
const Known = ({ draft, onChange, errorOf, ...known }: Omit<PartFieldsProps, 'kind' | 'projectId'> & KnownProps) => {
  const { idName, textName, label, help, other, freeLabel, choices } = known;
  const chosen = draft[idName] ?? '';
  const error = errorOf(idName);
  return (
    <>
      <NativeSelect
        name={idName}
        label={label}
        description={help}
        value={chosen === '' ? OTHER : chosen}
        error={error}
        onChange={(event) => {
          const value = event.currentTarget.value;
          onChange({
            ...draft,
            [idName]: value === OTHER ? null : value,
            ...(value === OTHER ? {} : { [textName]: '' }),
          });
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
        <option value={OTHER}>{other}</option>
      </NativeSelect>
      {chosen === '' ? (
        <TextInput
          name={textName}
          label={freeLabel}
          value={draft[textName] ?? ''}
          maxLength={projectLimits.name}
          onChange={(event) => onChange({ ...draft, [textName]: event.currentTarget.value })}
          error={errorOf(textName)}
          withAsterisk
        />
      ) : null}
    </>
  );
};

const Organisation = (props: OneProps) => {
  const t = useCopy('projects');
  const people = useProjectPeople(props.projectId).data?.people ?? [];
  const names = new Map(people.map(({ organisation }) => [organisation.id, organisation.name]));
  // One that was chosen before stays a choice, even if nobody of it is left here.
  const own = props.draft['organisationId'];
  if (own && !names.has(own)) names.set(own, props.draft['organisationName'] ?? '');
  return (
    <Known
      {...props}
      idName="organisationId"
      textName="organisationName"
      label={t('field.organisation')}
      help={t('field.organisationHelp')}
      other={t('field.otherOrganisation')}
      freeLabel={t('field.organisationName')}
      choices={[...names].map(([value, label]) => ({ value, label }))}
    />
  );
};

const Person = (props: OneProps) => {
  const t = useCopy('projects');
  const people = useProjectPeople(props.projectId).data?.people ?? [];
  const choices = people.map(({ id, displayName, organisation }) => ({
    value: id,
    label: `${displayName}（${organisation.name}）`,
  }));
  const own = props.draft['userId'];
  if (own && !choices.some(({ value }) => value === own))
    choices.push({ value: own, label: props.draft['name'] ?? '' });
  return (
    <Known
      {...props}
      idName="userId"
      textName="name"
      label={t('field.person')}
      help={t('field.personHelp')}
      other={t('field.otherPerson')}
      freeLabel={t('field.personName')}
      choices={choices}
    />
  );
};

const Field = (props: OneProps) => {
  const t = useCopy('projects');
  const { field, draft, onChange, errorOf } = props;
  const set = (value: string | null): void => onChange({ ...draft, [field.name]: value });
  if (field.type === 'organisation') return <Organisation {...props} />;
  if (field.type === 'person') return <Person {...props} />;
  if (field.type === 'source')
    return (
      <SelectField
        name="source"
        label={t('field.source')}
        value={draft['source'] ?? null}
        onChange={set}
        choices={budgetSources.map((value) => ({ value, label: t(`source.${value}`) }))}
        error={errorOf('source')}
        isRequired
      />
    );
  if (field.type === 'light')
    return (
      <ChoiceField
        name="light"
        label={t('field.light')}
        help=""
        value={trafficLights.find((light) => light === draft['light']) ?? null}
        onChange={set}
        choices={trafficLights.map((value) => ({ value, label: t(`light.${value}`) }))}
        error={errorOf('light')}
        isRequired
      />
    );
  return <Plain {...props} />;
};

/** The fields of one part, by its kind. */
export const PartFields = (props: PartFieldsProps) => (
  <>
    {partFields[props.kind].map((field) => (
      <Field key={field.name} {...props} field={field} />
    ))}
  </>
);
