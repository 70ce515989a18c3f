import { disclosureGroups, disclosureLevels, levelsOf, secrecyPresets } from '@enishi/shared/disclosure';
import type { Disclosure, DisclosureGroup, DisclosureLevel, SecrecyPreset } from '@enishi/shared/disclosure';
import { useState } from 'react';
import { useCopy } from '../../../copy/index.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { SelectField } from '../../../ui/SelectField.js';
import styles from './Editing.module.css';

type Choice = SecrecyPreset | 'custom';

const presets = Object.keys(secrecyPresets) as SecrecyPreset[];
const isSame = (a: Disclosure, b: Disclosure): boolean => disclosureGroups.every((group) => a[group] === b[group]);
const presetOf = (levels: Disclosure): Choice =>
  presets.find((name) => isSame(secrecyPresets[name], levels)) ?? 'custom';

const rank = (level: DisclosureLevel): number => disclosureLevels.indexOf(level);

/** No part may be more open than the summary: closing the summary closes the others with it. */
const withLevel = (levels: Disclosure, group: DisclosureGroup, level: DisclosureLevel): Disclosure => {
  const next = { ...levels, [group]: level };
  if (next.summary === 'coordinator') return next;
  const least = rank(next.summary);
  const raise = <Group extends Exclude<DisclosureGroup, 'summary'>>(name: Group): Disclosure[Group] =>
    (rank(next[name]) < least ? next.summary : next[name]) as Disclosure[Group];
  return { ...next, details: raise('details'), organisation: raise('organisation'), contact: raise('contact') };
};

interface DisclosureFieldProps {
  label?: string;
  value: Disclosure;
  onChange: (value: Disclosure) => void;
  error: string | null;
}

/** "How secret is it?" in plain answers; whoever wants decides for each group of fields. */
export const DisclosureField = ({ label, value, onChange, error }: DisclosureFieldProps) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const [isCustom, setIsCustom] = useState(presetOf(value) === 'custom');
  const choice: Choice = isCustom ? 'custom' : presetOf(value);
  const handlePick = (picked: Choice): void => {
    setIsCustom(picked === 'custom');
    if (picked !== 'custom') onChange(secrecyPresets[picked]);
  };
  return (
    <div>
      <ChoiceField<Choice>
        name="disclosure"
        label={label ?? t('edit.secrecy.label')}
        help={t('edit.secrecy.help')}
        example={t('edit.secrecy.example')}
        look="cards"
        value={choice}
        onChange={handlePick}
        error={error}
        choices={[
          ...presets.map((name) => ({
            value: name,
            label: terms(`secrecy.${name}`),
            help: t(`edit.secrecyHelp.${name}`),
          })),
          { value: 'custom' as const, label: t('edit.secrecyCustom'), help: t('edit.secrecyHelp.custom') },
        ]}
      />
      {choice === 'custom' ? (
        <div className={styles.levels}>
          {disclosureGroups.map((group) => (
            <SelectField
              key={group}
              name={`disclosure.${group}`}
              label={terms(`group.${group}`)}
              value={value[group]}
              choices={levelsOf[group].map((level) => ({ value: level, label: terms(`levelLong.${level}`) }))}
              onChange={(level) => level && onChange(withLevel(value, group, level as DisclosureLevel))}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
};
