// Fields that every kind of listing has.
import { cooperationWays } from '@enishi/shared/cooperation';
import type { CooperationWay } from '@enishi/shared/cooperation';
import { languages } from '@enishi/shared/fields';
import type { Language } from '@enishi/shared/fields';
import { listingLimits } from '@enishi/shared/listings';
import type { ListingKind } from '@enishi/shared/listings';
import { readinessLevels } from '@enishi/shared/taxonomy/readiness';
import { tagLimits } from '@enishi/shared/tags';
import { useCopy, useLanguage } from '../../../copy/index.js';
import { usePrefectureChoices } from '../../../lib/places.js';
import { ChoiceField, ChoicesField } from '../../../ui/ChoiceField.js';
import { Help } from '../../../ui/Help.js';
import { SelectField } from '../../../ui/SelectField.js';
import { TagPicker } from '../../../ui/TagPicker.js';
import { TextField } from '../../../ui/TextField.js';
import { useTagProposals } from './use-tag-proposals.js';

interface Common {
  title: string;
  tags: string[];
  freeTags: string[];
  cooperation: CooperationWay[];
  prefecture: string | null;
  language: Language;
}

export interface FieldProps {
  values: Common;
  change: (patch: Partial<Common>) => void;
  errorOf: (name: string) => string | null;
}

export const TitleField = ({ kind, values, change, errorOf }: FieldProps & { kind: ListingKind }) => {
  const t = useCopy('writing');
  return (
    <TextField
      name="title"
      label={t('edit.title')}
      help={t(`edit.titleHelp.${kind}`)}
      example={t(`edit.titleExample.${kind}`)}
      value={values.title}
      onChange={(title) => change({ title })}
      error={errorOf('title')}
      limit={listingLimits.title}
      isRequired
    />
  );
};

/** Tags, with proposals from what has been written so far. */
export const TagsField = ({ values, change, errorOf, text }: FieldProps & { text: string }) => {
  const t = useCopy('writing');
  const proposals = useTagProposals(text);
  return (
    <TagPicker
      name="tags"
      description={<Help help={t('edit.tags.help')} example={t('edit.tags.example')} />}
      value={{ tags: values.tags, freeTags: values.freeTags }}
      onChange={({ tags, freeTags }) => {
        // Only what changed is sent, so that a refused tag does not hold back the other list.
        if (tags.join() !== values.tags.join()) change({ tags });
        if (freeTags.join() !== values.freeTags.join()) change({ freeTags });
      }}
      error={errorOf('tags') ?? errorOf('freeTags')}
      proposals={proposals}
      limit={tagLimits.perThing}
      freeLimit={tagLimits.freePerThing}
    />
  );
};

export const CooperationField = ({ values, change, errorOf }: FieldProps) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  return (
    <ChoicesField
      name="cooperation"
      label={t('edit.cooperation.label')}
      help={t('edit.cooperation.help')}
      example={t('edit.cooperation.example')}
      choices={cooperationWays.map((way) => ({ value: way, label: terms(`cooperation.${way}`) }))}
      value={values.cooperation}
      onChange={(cooperation) => change({ cooperation })}
      error={errorOf('cooperation')}
    />
  );
};

export const PrefectureField = ({ values, change, errorOf }: FieldProps) => {
  const t = useCopy('writing');
  return (
    <SelectField
      name="prefecture"
      label={t('edit.prefecture.label')}
      help={t('edit.prefecture.help')}
      example={t('edit.prefecture.example')}
      choices={usePrefectureChoices()}
      value={values.prefecture}
      onChange={(prefecture) => change({ prefecture })}
      error={errorOf('prefecture')}
      isRequired
    />
  );
};

export const LanguageField = ({ values, change, errorOf }: FieldProps) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  return (
    <ChoiceField
      name="language"
      label={t('edit.language.label')}
      help={t('edit.language.help')}
      example={t('edit.language.example')}
      choices={languages.map((code) => ({ value: code, label: terms(`language.${code}`) }))}
      value={values.language}
      onChange={(language) => change({ language })}
      error={errorOf('language')}
    />
  );
};

interface ReadinessFieldProps {
  name: 'readiness' | 'readinessWanted';
  value: number | null;
  onChange: (level: number | null) => void;
  error: string | null;
}

export const ReadinessField = ({ name, value, onChange, error }: ReadinessFieldProps) => {
  const t = useCopy('writing');
  const language = useLanguage();
  return (
    <SelectField
      name={name}
      label={t(`edit.${name}.label`)}
      help={t(`edit.${name}.help`)}
      example={t(`edit.${name}.example`)}
      none={t(`edit.${name}.none`)}
      choices={readinessLevels.map((one) => ({
        value: String(one.level),
        label: `TRL ${one.level}: ${one[language]}`,
      }))}
      value={value === null ? null : String(value)}
      onChange={(level) => onChange(level === null ? null : Number(level))}
      error={error}
    />
  );
};
