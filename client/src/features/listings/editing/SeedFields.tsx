// A seed in the order of a technology presentation (新技術説明会).
import { propertyStatuses, seedLimits } from '@enishi/shared/seeds';
import type { SeedDraft } from '@enishi/shared/seeds';
import { useCopy } from '../../../copy/index.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { TextField } from '../../../ui/TextField.js';
import { BlockedField } from './BlockedField.js';
import {
  CooperationField,
  LanguageField,
  PrefectureField,
  ReadinessField,
  TagsField,
  TitleField,
} from './CommonFields.js';
import { DisclosureField } from './DisclosureField.js';
import type { FormProps } from './NeedFields.js';

type Part = Pick<FormProps<SeedDraft>, 'values' | 'change' | 'errorOf'>;
type TextName = 'problem' | 'features' | 'uses' | 'challenges' | 'expectations' | 'propertyNote' | 'record';

const Text = ({
  name,
  values,
  change,
  errorOf,
  rows,
  isRequired = false,
}: Part & { name: TextName; rows?: number; isRequired?: boolean }) => {
  const t = useCopy('writing');
  return (
    <TextField
      name={name}
      label={t(`edit.${name}.label`)}
      help={t(`edit.${name}.help`)}
      example={t(`edit.${name}.example`)}
      {...(rows ? { rows } : {})}
      limit={seedLimits[name]}
      value={values[name]}
      onChange={(text) => change({ [name]: text })}
      error={errorOf(name)}
      isRequired={isRequired}
    />
  );
};

const textOf = ({ title, problem, features, uses, challenges, expectations }: SeedDraft): string =>
  [title, problem, features, uses, challenges, expectations].join('\n');

const Description = (part: Part) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const { values, change, errorOf } = part;
  return (
    <FieldGroup title={t('edit.describe')}>
      <TitleField kind="seed" {...part} />
      <Text name="problem" rows={3} isRequired {...part} />
      <Text name="features" rows={4} isRequired {...part} />
      <Text name="uses" rows={2} isRequired {...part} />
      <Text name="challenges" rows={2} {...part} />
      <Text name="expectations" rows={2} {...part} />
      <ChoiceField
        name="propertyStatus"
        label={t('edit.property.label')}
        help={t('edit.property.help')}
        example={t('edit.property.example')}
        choices={propertyStatuses.map((value) => ({ value, label: terms(`property.${value}`) }))}
        value={values.propertyStatus}
        onChange={(propertyStatus) => change({ propertyStatus })}
        error={errorOf('propertyStatus')}
      />
      <Text name="propertyNote" {...part} />
      <Text name="record" rows={2} {...part} />
      <TextField
        name="contactNote"
        label={t('edit.contactNote')}
        help={t('edit.contactNoteHelp')}
        example={t('edit.contactNoteExample')}
        limit={seedLimits.contactNote}
        value={values.contactNote}
        onChange={(contactNote) => change({ contactNote })}
        error={errorOf('contactNote')}
      />
    </FieldGroup>
  );
};

export const SeedFields = ({ values, change, errorOf, blocked }: FormProps<SeedDraft>) => {
  const t = useCopy('writing');
  const common = { values, change, errorOf };
  return (
    <>
      <Description {...common} />
      <FieldGroup title={t('edit.matching')} description={t('edit.moreHelp')}>
        <TagsField {...common} text={textOf(values)} />
        <ReadinessField
          name="readiness"
          value={values.readiness}
          onChange={(readiness) => change({ readiness })}
          error={errorOf('readiness')}
        />
        <CooperationField {...common} />
        <PrefectureField {...common} />
        <LanguageField {...common} />
      </FieldGroup>
      <FieldGroup title={t('edit.openness')}>
        <DisclosureField
          value={values.disclosure}
          onChange={(disclosure) => change({ disclosure })}
          error={errorOf('disclosure')}
        />
        <BlockedField
          value={values.blockedOrganisationIds}
          known={blocked}
          onChange={(blockedOrganisationIds) => change({ blockedOrganisationIds })}
          error={errorOf('blockedOrganisationIds')}
        />
      </FieldGroup>
    </>
  );
};
