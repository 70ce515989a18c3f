// Profile of an expert or teleworker.
import type { ReactNode } from 'react';
import { NumberInput } from '@mantine/core';
import { expertKinds, expertLimits, workPlaces } from '@enishi/shared/experts';
import type { ExpertDraft } from '@enishi/shared/experts';
import { useCopy } from '../../../copy/index.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { Help } from '../../../ui/Help.js';
import { SkillsField } from '../../../ui/SkillsField.js';
import { TextField } from '../../../ui/TextField.js';
import { BlockedField } from './BlockedField.js';
import { CooperationField, LanguageField, PrefectureField, TagsField, TitleField } from './CommonFields.js';
import { DisclosureField } from './DisclosureField.js';
import type { FormProps } from './NeedFields.js';

type Part = Pick<FormProps<ExpertDraft>, 'values' | 'change' | 'errorOf'>;

const Profile = (part: Part) => {
  const t = useCopy('writing');
  const { values, change, errorOf } = part;
  const words = (name: 'canDo' | 'experience') => ({
    name,
    label: t(`edit.${name}.label`),
    help: t(`edit.${name}.help`),
    example: t(`edit.${name}.example`),
    error: errorOf(name),
    limit: expertLimits[name],
    value: values[name],
    onChange: (text: string) => change({ [name]: text }),
  });
  // A word taken out takes its level with it, or the server would put the word back.
  const changeTags = (patch: Partial<ExpertDraft>): void =>
    change(patch.tags ? { ...patch, skills: values.skills.filter(({ tag }) => patch.tags?.includes(tag)) } : patch);
  return (
    <FieldGroup title={t('edit.profile')}>
      <TitleField kind="expert" {...part} />
      <TextField {...words('canDo')} rows={4} isRequired />
      <TextField {...words('experience')} rows={3} />
      <TagsField
        {...part}
        change={changeTags}
        text={[values.title, values.canDo, values.experience, ...values.certificates.map(({ name }) => name)].join(
          '\n',
        )}
      />
      <SkillsField
        tags={values.tags}
        value={values.skills}
        onChange={(skills) => change({ skills })}
        error={errorOf('skills')}
      />
    </FieldGroup>
  );
};

const Conditions = (part: Part) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const { values, change, errorOf } = part;
  return (
    <FieldGroup title={t('edit.conditions')}>
      <ChoiceField
        name="kind"
        label={t('edit.expertKind.label')}
        help={t('edit.expertKind.help')}
        example={t('edit.expertKind.example')}
        choices={expertKinds.map((value) => ({ value, label: terms(`expertKind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => change({ kind })}
        error={errorOf('kind')}
      />
      <NumberInput
        name="hoursPerWeek"
        label={t('edit.hours.label')}
        description={<Help help={t('edit.hours.help')} example={t('edit.hours.example')} />}
        suffix={` ${t('edit.hours.unit')}`}
        min={0}
        max={expertLimits.hours}
        allowDecimal={false}
        styles={{ input: { maxWidth: 200 } }}
        hideControls
        value={values.hoursPerWeek ?? ''}
        onChange={(hours) => change({ hoursPerWeek: typeof hours === 'number' ? hours : null })}
        error={errorOf('hoursPerWeek')}
      />
      <ChoiceField
        name="workPlace"
        label={t('edit.workPlace.label')}
        help={t('edit.workPlace.help')}
        example={t('edit.workPlace.example')}
        choices={workPlaces.map((value) => ({ value, label: terms(`workPlace.${value}`) }))}
        value={values.workPlace}
        onChange={(workPlace) => change({ workPlace })}
        error={errorOf('workPlace')}
      />
      <CooperationField {...part} />
      <PrefectureField {...part} />
      <LanguageField {...part} />
    </FieldGroup>
  );
};

interface ExpertFieldsProps extends FormProps<ExpertDraft> {
  /** What is about work: how it can be shown, when and where, and what nobody else reads. */
  work: { proof: ReactNode; when: ReactNode; closed: ReactNode };
}

export const ExpertFields = ({ values, change, errorOf, blocked, work }: ExpertFieldsProps) => {
  const t = useCopy('writing');
  const common = { values, change, errorOf };
  return (
    <>
      <Profile {...common} />
      {work.proof}
      <Conditions {...common} />
      {work.when}
      {work.closed}
      <FieldGroup title={t('edit.openness')}>
        <DisclosureField
          value={values.disclosure}
          onChange={(disclosure) => change({ disclosure })}
          error={errorOf('disclosure')}
        />
        <TextField
          name="contactNote"
          label={t('edit.contactNote')}
          help={t('edit.contactNoteHelp')}
          example={t('edit.contactNoteExample')}
          limit={expertLimits.contactNote}
          value={values.contactNote}
          onChange={(contactNote) => change({ contactNote })}
          error={errorOf('contactNote')}
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
