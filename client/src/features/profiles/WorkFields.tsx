// When and where somebody works, and what only few may know.
import { useId } from 'react';
import { NumberInput, Pill } from '@mantine/core';
import { moveKinds, moveWhen, workProfileLimits } from '@enishi/shared/work-profile';
import type { MoveWish } from '@enishi/shared/work-profile';
import { useCopy } from '../../copy/index.js';
import { usePrefectureChoices, usePrefectureName } from '../../lib/places.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { DayField } from '../../ui/DayField.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { Help } from '../../ui/Help.js';
import { MunicipalityField } from '../../ui/MunicipalityField.js';
import { SelectField } from '../../ui/SelectField.js';
import { SpeechField } from '../../ui/SpeechField.js';
import { TextField } from '../../ui/TextField.js';
import { WeekGrid } from '../../ui/WeekGrid.js';
import type { ProfilePart } from './profile-part.js';
import styles from './Fields.module.css';

const Amount = ({
  name,
  max,
  min,
  values,
  change,
  errorOf,
}: ProfilePart & { name: 'travelKm' | 'minimumReward'; min: number; max: number }) => {
  const t = useCopy('profiles');
  return (
    <NumberInput
      name={name}
      label={t(`edit.${name}.label`)}
      description={<Help help={t(`edit.${name}.help`)} example={t(`edit.${name}.example`)} />}
      suffix={` ${t(`edit.${name}.unit`)}`}
      thousandSeparator=","
      min={min}
      max={max}
      allowDecimal={false}
      hideControls
      styles={{ input: { maxWidth: 200 } }}
      value={values[name] ?? ''}
      onChange={(amount) => change({ [name]: typeof amount === 'number' ? amount : null })}
      error={errorOf(name)}
    />
  );
};

const Week = ({ values, change, errorOf }: ProfilePart) => {
  const t = useCopy('profiles');
  const id = useId();
  const error = errorOf('cells');
  return (
    <fieldset className={styles.field} aria-describedby={id} data-field="cells">
      <legend className={styles.label}>{t('edit.cells.label')}</legend>
      <p className={styles.help} id={id}>
        {t('edit.cells.help')}
      </p>
      <WeekGrid label={t('edit.cells.label')} value={values.cells} onChange={(cells) => change({ cells })} />
      {error ? <p className={styles.error}>{error}</p> : null}
    </fieldset>
  );
};

const Days = ({ values, change, errorOf }: ProfilePart) => {
  const t = useCopy('profiles');
  return (
    <div className={styles.period}>
      {(['availableFrom', 'availableTo', 'unavailableUntil'] as const).map((name) => (
        <DayField
          key={name}
          name={name}
          label={t(`edit.${name}.label`)}
          help={t(`edit.${name}.help`)}
          value={values[name]}
          onChange={(day) => change({ [name]: day })}
          error={errorOf(name)}
        />
      ))}
    </div>
  );
};

export const WhenFields = (part: ProfilePart) => {
  const t = useCopy('profiles');
  const { values, change, errorOf } = part;
  return (
    <FieldGroup title={t('edit.when')} description={t('edit.whenHelp')}>
      <Week {...part} />
      <Days {...part} />
      <MunicipalityField
        name="municipality"
        label={t('edit.municipality.label')}
        help={t('edit.municipality.help')}
        value={values.municipality}
        prefecture={values.prefecture}
        onChange={(municipality) => change({ municipality })}
        error={errorOf('municipality')}
      />
      <Amount name="travelKm" min={0} max={workProfileLimits.travelKm} {...part} />
      <SpeechField value={values.speech} onChange={(speech) => change({ speech })} error={errorOf('speech')} />
    </FieldGroup>
  );
};

const blankWish = { prefectures: [], when: 'some_day', family: '' } as const;

const Places = ({
  wish,
  put,
  error,
}: {
  wish: MoveWish;
  put: (wish: Partial<MoveWish>) => void;
  error: string | null;
}) => {
  const t = useCopy('profiles');
  const common = useCopy('common');
  const nameOf = usePrefectureName();
  const choices = usePrefectureChoices().filter(({ value }) => !wish.prefectures.includes(value));
  const isFull = wish.prefectures.length >= workProfileLimits.prefectures;
  return (
    <div>
      <SelectField
        name="moveWish"
        label={t('edit.movePrefectures.label')}
        help={t('edit.movePrefectures.help')}
        none={t('edit.movePrefectures.add')}
        choices={isFull ? [] : choices}
        value={null}
        onChange={(code) => (code ? put({ prefectures: [...wish.prefectures, code] }) : undefined)}
        error={error}
        isRequired
      />
      <Pill.Group className={styles.chosen ?? ''}>
        {wish.prefectures.map((code) => (
          <Pill
            key={code}
            size="md"
            withRemoveButton
            removeButtonProps={{
              'aria-label': common('removeItem', { name: nameOf(code) }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => put({ prefectures: wish.prefectures.filter((one) => one !== code) })}
          >
            {nameOf(code)}
          </Pill>
        ))}
      </Pill.Group>
    </div>
  );
};

const Wish = ({ values, change, errorOf }: ProfilePart) => {
  const t = useCopy('profiles');
  const work = useCopy('workTerms');
  const wish = values.moveWish;
  const put = (part: Partial<MoveWish>): void => {
    if (wish) change({ moveWish: { ...wish, ...part } });
  };
  const handleKind = (kind: MoveWish['kind'] | 'none'): void => {
    if (kind === 'none') change({ moveWish: null });
    else change({ moveWish: { ...blankWish, prefectures: [], ...wish, kind } });
  };
  return (
    <>
      <ChoiceField
        name="moveKind"
        label={t('edit.moveKind.label')}
        help={t('edit.moveKind.help')}
        choices={[
          { value: 'none' as const, label: t('edit.moveKind.none') },
          ...moveKinds.map((value) => ({ value, label: work(`moveKind.${value}`) })),
        ]}
        value={wish?.kind ?? 'none'}
        onChange={handleKind}
      />
      {wish ? (
        <>
          <Places wish={wish} put={put} error={errorOf('moveWish')} />
          <SelectField
            name="moveWhen"
            label={t('edit.moveWhen.label')}
            help={t('edit.moveWhen.help')}
            choices={moveWhen.map((value) => ({ value, label: work(`moveTime.${value}`) }))}
            value={wish.when}
            onChange={(when) => put({ when: when as MoveWish['when'] })}
          />
          <TextField
            name="family"
            label={t('edit.family.label')}
            help={t('edit.family.help')}
            example={t('edit.family.example')}
            rows={3}
            limit={workProfileLimits.family}
            value={wish.family}
            onChange={(family) => put({ family })}
          />
        </>
      ) : null}
    </>
  );
};

export const ClosedFields = (part: ProfilePart) => {
  const t = useCopy('profiles');
  return (
    <FieldGroup title={t('edit.closed')} description={t('edit.closedHelp')}>
      <Amount name="minimumReward" min={1} max={workProfileLimits.yenPerHour} {...part} />
      <Wish {...part} />
    </FieldGroup>
  );
};
