// Profile of an expert or teleworker.
import { NumberInput } from '@mantine/core';
import { expertKinds, expertLimits, workPlaces } from '@enishi/shared/experts';
import type { ExpertDraft } from '@enishi/shared/experts';
import { useCopy } from '../../../copy/index.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { Help } from '../../../ui/Help.js';
import { LinesField } from '../../../ui/LinesField.js';
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
  return (
    <FieldGroup title={t('edit.profile')}>
      <TitleField kind="expert" {...part} />
      <TextField {...words('canDo')} rows={4} isRequired />
      <TextField {...words('experience')} rows={3} />
      <LinesField
        name="certificates"
        label={t('edit.certificates.label')}
        help={t('edit.certificates.help')}
        example={t('edit.certificates.example')}
        value={values.certificates}
        onChange={(certificates) => change({ certificates })}
        error={errorOf('certificates')}
        limit={expertLimits.certificates}
        length={expertLimits.certificate}
        addLabel={t('edit.addLine')}
      />
      <TagsField {...part} text={[values.title, values.canDo, values.experience, ...values.certificates].join('\n')} />
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

export const ExpertFields = ({ values, change, errorOf, blocked }: FormProps<ExpertDraft>) => {
  const t = useCopy('writing');
  const common = { values, change, errorOf };
  return (
    <>
      <Profile {...common} />
      <Conditions {...common} />
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
