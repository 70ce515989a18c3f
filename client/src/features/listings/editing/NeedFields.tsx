// A need in five plain questions, then whatever makes the match better.
import { budgetBands, needLimits, timeframes } from '@enishi/shared/needs';
import type { NeedDraft } from '@enishi/shared/needs';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useCopy } from '../../../copy/index.js';
import { useIndustryChoices } from '../../../lib/places.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { LinesField } from '../../../ui/LinesField.js';
import { SelectField } from '../../../ui/SelectField.js';
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

export interface FormProps<Values> {
  values: Values;
  change: (patch: Partial<Values>) => void;
  errorOf: (name: string) => string | null;
  blocked: readonly OrganisationName[];
}

type Part = Pick<FormProps<NeedDraft>, 'values' | 'change' | 'errorOf'>;

const Questions = ({ values, change, errorOf }: Part) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const names = ['situation', 'goal', 'timeframe', 'budget'] as const;
  const words = (name: (typeof names)[number]) => ({
    name,
    label: t('edit.numbered', { number: names.indexOf(name) + 1, question: t(`edit.${name}.label`) }),
    help: t(`edit.${name}.help`),
    example: t(`edit.${name}.example`),
    error: errorOf(name),
  });
  return (
    <FieldGroup title={t('edit.questions')}>
      <TextField
        {...words('situation')}
        rows={4}
        limit={needLimits.situation}
        value={values.situation}
        onChange={(situation) => change({ situation })}
        isRequired
      />
      <TextField
        {...words('goal')}
        rows={3}
        limit={needLimits.goal}
        value={values.goal}
        onChange={(goal) => change({ goal })}
        isRequired
      />
      <ChoiceField
        {...words('timeframe')}
        choices={timeframes.map((value) => ({ value, label: terms(`timeframe.${value}`) }))}
        value={values.timeframe}
        onChange={(timeframe) => change({ timeframe })}
      />
      <ChoiceField
        {...words('budget')}
        choices={budgetBands.map((value) => ({ value, label: terms(`budget.${value}`) }))}
        value={values.budget}
        onChange={(budget) => change({ budget })}
      />
      <DisclosureField
        label={t('edit.numbered', { number: names.length + 1, question: t('edit.secrecy.label') })}
        value={values.disclosure}
        onChange={(disclosure) => change({ disclosure })}
        error={errorOf('disclosure')}
      />
    </FieldGroup>
  );
};

const textOf = ({ title, situation, goal, tried, mustHaves }: NeedDraft): string =>
  [title, situation, goal, tried, ...mustHaves].join('\n');

export const NeedFields = ({ values, change, errorOf, blocked }: FormProps<NeedDraft>) => {
  const t = useCopy('writing');
  const common = { values, change, errorOf };
  return (
    <>
      <Questions {...common} />
      <FieldGroup title={t('edit.more')} description={t('edit.moreHelp')}>
        <TitleField kind="need" {...common} />
        <TagsField {...common} text={textOf(values)} />
        <CooperationField {...common} />
        <PrefectureField {...common} />
        <SelectField
          name="industry"
          label={t('edit.industry.label')}
          help={t('edit.industry.help')}
          example={t('edit.industry.example')}
          none={t('edit.industry.none')}
          choices={useIndustryChoices()}
          value={values.industry}
          onChange={(industry) => change({ industry })}
          error={errorOf('industry')}
        />
        <TextField
          name="tried"
          label={t('edit.tried.label')}
          help={t('edit.tried.help')}
          example={t('edit.tried.example')}
          rows={2}
          limit={needLimits.tried}
          value={values.tried}
          onChange={(tried) => change({ tried })}
          error={errorOf('tried')}
        />
        <LinesField
          name="mustHaves"
          label={t('edit.mustHaves.label')}
          help={t('edit.mustHaves.help')}
          example={t('edit.mustHaves.example')}
          value={values.mustHaves}
          onChange={(mustHaves) => change({ mustHaves })}
          error={errorOf('mustHaves')}
          limit={needLimits.mustHaves}
          length={needLimits.mustHave}
          addLabel={t('edit.addLine')}
        />
        <ReadinessField
          name="readinessWanted"
          value={values.readinessWanted}
          onChange={(readinessWanted) => change({ readinessWanted })}
          error={errorOf('readinessWanted')}
        />
        <LanguageField {...common} />
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
