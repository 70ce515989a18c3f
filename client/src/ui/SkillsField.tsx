// How well, for each technology word that was chosen elsewhere on the form. Profiles also say for how many years, openings
// whether they insist.
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { skillLevels } from '@enishi/shared/skills';
import type { Skill, SkillLevel, WantedSkill } from '@enishi/shared/skills';
import { useCopy } from '../copy/index.js';
import { useTagName } from '../lib/taxonomy.js';
import styles from './SkillsField.module.css';

const MOST_YEARS = 60;

interface Leveled {
  tag: string;
  level: SkillLevel;
}

interface FieldProps<One extends Leveled> {
  /** Concepts chosen as tags, in the order they are shown. */
  tags: readonly string[];
  value: readonly One[];
  onChange: (value: One[]) => void;
  error?: string | null;
}

interface FrameProps<One extends Leveled> extends FieldProps<One> {
  help: string;
  /** Words for a tag without a level. */
  none: string;
  begin: (tag: string, level: SkillLevel) => One;
  extra: (skill: One, name: string, put: (skill: One) => void) => ReactNode;
}

const Frame = <One extends Leveled>({ tags, value, onChange, error, help, none, begin, extra }: FrameProps<One>) => {
  const t = useCopy('workTerms');
  const nameOf = useTagName();
  const id = useId();
  const put = (next: One): void => onChange([...value.filter(({ tag }) => tag !== next.tag), next]);
  const handleLevel = (tag: string, level: string): void => {
    const known = value.find((one) => one.tag === tag);
    if (level === '') onChange(value.filter((one) => one.tag !== tag));
    else put(known ? { ...known, level: level as SkillLevel } : begin(tag, level as SkillLevel));
  };
  return (
    <fieldset className={styles.field} aria-describedby={id} data-field="skills">
      <legend className={styles.label}>{t('skills.label')}</legend>
      <p className={styles.help} id={id}>
        {tags.length === 0 ? t('skills.none') : help}
      </p>
      <ul className={styles.rows}>
        {tags.map((tag) => {
          const name = nameOf(tag) ?? '…';
          const skill = value.find((one) => one.tag === tag);
          return (
            <li key={tag} className={styles.row}>
              <span className={styles.name}>{name}</span>
              <NativeSelect
                aria-label={t('skills.level', { name })}
                value={skill?.level ?? ''}
                onChange={(event) => handleLevel(tag, event.currentTarget.value)}
              >
                <option value="">{none}</option>
                {skillLevels.map((level) => (
                  <option key={level} value={level}>
                    {t(`skillLevel.${level}`)}
                  </option>
                ))}
              </NativeSelect>
              <div className={styles.extra}>{skill ? extra(skill, name, put) : null}</div>
            </li>
          );
        })}
      </ul>
      {error ? <p className={styles.error}>{error}</p> : null}
    </fieldset>
  );
};

/** For a profile: level and years. */
export const SkillsField = (props: FieldProps<Skill>) => {
  const t = useCopy('workTerms');
  return (
    <Frame
      {...props}
      help={t('skills.help')}
      none={t('skills.levelUnsaid')}
      begin={(tag, level) => ({ tag, level, years: null })}
      extra={(skill, name, put) => (
        <NumberInput
          aria-label={t('skills.years', { name })}
          suffix={` ${t('skills.yearsUnit')}`}
          placeholder={t('skills.yearsUnit')}
          min={0}
          max={MOST_YEARS}
          allowDecimal={false}
          hideControls
          value={skill.years ?? ''}
          onChange={(years) => put({ ...skill, years: typeof years === 'number' ? years : null })}
        />
      )}
    />
  );
};

/** For an opening: level, and whether it is a must. */
export const WantedSkillsField = (props: FieldProps<WantedSkill>) => {
  const t = useCopy('workTerms');
  return (
    <Frame
      {...props}
      help={t('skills.wantedHelp')}
      none={t('skills.levelNone')}
      begin={(tag, level) => ({ tag, level, isRequired: true })}
      extra={(skill, name, put) => (
        <Checkbox
          label={t('skills.required')}
          aria-label={t('skills.requiredOf', { name })}
          checked={skill.isRequired}
          onChange={(event) => put({ ...skill, isRequired: event.currentTarget.checked })}
        />
      )}
    />
  );
};
