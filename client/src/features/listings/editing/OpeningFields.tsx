// An opening: the work, the hours, where, for how much, who may see it.
import { useState } from 'react';
import { Alert, Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { openingLimits, openingPlaces, rewardKinds } from '@enishi/shared/openings';
import type { OpeningDraft, RewardKind } from '@enishi/shared/openings';
import { weeklyLimits } from '@enishi/shared/weekly-hours';
import { useCopy } from '../../../copy/index.js';
import { ChoiceField } from '../../../ui/ChoiceField.js';
import { DayField } from '../../../ui/DayField.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { Help } from '../../../ui/Help.js';
import { MunicipalityField } from '../../../ui/MunicipalityField.js';
import { WantedSkillsField } from '../../../ui/SkillsField.js';
import { SpeechField } from '../../../ui/SpeechField.js';
import { TextField } from '../../../ui/TextField.js';
import { WeekGrid } from '../../../ui/WeekGrid.js';
import { BlockedField } from './BlockedField.js';
import { LanguageField, PrefectureField, TagsField, TitleField } from './CommonFields.js';
import { DisclosureField } from './DisclosureField.js';
import type { FormProps } from './NeedFields.js';
import { NumberField } from './NumberField.js';
import styles from './Editing.module.css';

type Part = Pick<FormProps<OpeningDraft>, 'values' | 'change' | 'errorOf'>;

const PackageNote = ({ values, change }: Part) => {
  const t = useCopy('openings');
  if (!values.workPackage) return null;
  return (
    <Alert variant="light" color="ai" py={10}>
      <p>{t('edit.packageNote')}</p>
      <Group gap={16}>
        <Link to={`/projects/${values.workPackage.projectId}`}>{t('edit.packageLink')}</Link>
        <Button variant="subtle" size="compact-md" onClick={() => change({ workPackage: null })}>
          {t('edit.packageRemove')}
        </Button>
      </Group>
    </Alert>
  );
};

const Work = (part: Part) => {
  const t = useCopy('openings');
  const { values, change, errorOf } = part;
  // A skill is one of the tags: without its tag it is asked for no more.
  const changeTags: typeof change = (patch) => {
    const { tags } = patch;
    change(tags ? { ...patch, skills: values.skills.filter(({ tag }) => tags.includes(tag)) } : patch);
  };
  const words = (name: 'work' | 'equipment') => ({
    name,
    label: t(`edit.${name}.label`),
    help: t(`edit.${name}.help`),
    example: t(`edit.${name}.example`),
    limit: openingLimits[name],
    error: errorOf(name),
    value: values[name],
    onChange: (text: string) => change({ [name]: text }),
  });
  return (
    <FieldGroup title={t('edit.workTitle')}>
      <PackageNote {...part} />
      <TitleField kind="opening" {...part} />
      <TextField {...words('work')} rows={5} isRequired />
      <TagsField {...part} change={changeTags} text={[values.title, values.work, values.equipment].join('\n')} />
      <WantedSkillsField
        tags={values.tags}
        value={values.skills}
        onChange={(skills) => change({ skills })}
        error={errorOf('skills')}
      />
      <TextField {...words('equipment')} rows={2} />
    </FieldGroup>
  );
};

const Hours = ({ values, change, errorOf }: Part) => {
  const t = useCopy('openings');
  const hours = (name: 'hoursFrom' | 'hoursTo') => ({
    name,
    words: { label: t(`edit.${name}.label`), help: t(`edit.${name}.help`), example: t(`edit.${name}.example`) },
    unit: t('edit.hoursUnit'),
    max: weeklyLimits.hours,
    value: values[name],
    error: errorOf(name),
    onChange: (value: number | null) => change({ [name]: value }),
  });
  const day = (name: 'startsOn' | 'endsOn') => ({
    name,
    label: t(`edit.${name}.label`),
    help: t(`edit.${name}.help`),
    value: values[name],
    error: errorOf(name),
    onChange: (value: string | null) => change({ [name]: value }),
  });
  return (
    <FieldGroup title={t('edit.timeTitle')}>
      <div className={styles.pair}>
        <NumberField {...hours('hoursFrom')} />
        <NumberField {...hours('hoursTo')} isRequired />
      </div>
      <div data-field="cells">
        <p className={styles.whoTitle}>{t('edit.cells.label')}</p>
        <Help help={t('edit.cells.help')} />
        <WeekGrid value={values.cells} onChange={(cells) => change({ cells })} label={t('edit.cells.label')} />
      </div>
      <div className={styles.pair}>
        <DayField {...day('startsOn')} />
        <DayField {...day('endsOn')} {...(values.startsOn ? { min: values.startsOn } : {})} />
      </div>
    </FieldGroup>
  );
};

const Place = (part: Part) => {
  const t = useCopy('openings');
  const terms = useCopy('terms');
  const { values, change, errorOf } = part;
  return (
    <FieldGroup title={t('edit.placeTitle')}>
      <ChoiceField
        name="place"
        label={t('edit.place.label')}
        help={t('edit.place.help')}
        example={t('edit.place.example')}
        choices={openingPlaces.map((value) => ({ value, label: terms(`openingPlace.${value}`) }))}
        value={values.place}
        onChange={(place) => change(place === 'remote' ? { place, municipality: null } : { place })}
        error={errorOf('place')}
      />
      {values.place === 'remote' ? null : (
        <MunicipalityField
          name="municipality"
          label={t('edit.municipality.label')}
          help={t('edit.municipality.help')}
          value={values.municipality}
          onChange={(municipality) => change({ municipality })}
          prefecture={values.prefecture}
          error={errorOf('municipality')}
          isRequired
        />
      )}
      <PrefectureField {...part} />
      <SpeechField value={values.speech} onChange={(speech) => change({ speech })} error={errorOf('speech')} isWanted />
    </FieldGroup>
  );
};

const Reward = ({ values, change, errorOf }: Part) => {
  const t = useCopy('openings');
  const terms = useCopy('terms');
  const { reward } = values;
  // How it is paid, and how much at most, can be said before how much at least; only together they are a reward.
  const [said, setSaid] = useState<{ kind: RewardKind; to: number | null }>({ kind: 'hourly', to: null });
  const { kind, to } = reward ?? said;
  const put = (next: { kind?: RewardKind; from?: number | null; to?: number | null }): void => {
    const { from, ...rest } = { kind, to, from: reward?.from ?? null, ...next };
    setSaid(rest);
    change({ reward: from === null ? null : { from, ...rest } });
  };
  const amount = (name: 'rewardFrom' | 'rewardTo') => ({
    name,
    words: { label: t(`edit.${name}.label`), help: t(`edit.${name}.help`), example: t(`edit.${name}.example`) },
    unit: t('edit.yen'),
    max: openingLimits.yen,
  });
  return (
    <>
      <ChoiceField
        name="rewardKind"
        label={t('edit.rewardKind.label')}
        help={t('edit.rewardKind.help')}
        example={t('edit.rewardKind.example')}
        choices={rewardKinds.map((value) => ({ value, label: terms(`rewardKind.${value}`) }))}
        value={kind}
        onChange={(next) => put({ kind: next })}
      />
      <div className={styles.pair} data-field="reward">
        <NumberField
          {...amount('rewardFrom')}
          value={reward?.from ?? null}
          onChange={(from) => put({ from })}
          error={errorOf('reward.to') === null ? errorOf('reward') : null}
          isRequired
        />
        <NumberField
          {...amount('rewardTo')}
          value={to}
          onChange={(most) => put({ to: most })}
          error={errorOf('reward.to')}
        />
      </div>
    </>
  );
};

const Pay = (part: Part) => {
  const t = useCopy('openings');
  const { values, change, errorOf } = part;
  return (
    <FieldGroup title={t('edit.payTitle')}>
      <Reward {...part} />
      <TextField
        name="howDecided"
        label={t('edit.howDecided.label')}
        help={t('edit.howDecided.help')}
        example={t('edit.howDecided.example')}
        limit={openingLimits.howDecided}
        value={values.howDecided}
        onChange={(howDecided) => change({ howDecided })}
        error={errorOf('howDecided')}
      />
      <NumberField
        name="people"
        words={{ label: t('edit.people.label'), help: t('edit.people.help') }}
        unit={t('edit.people.unit')}
        max={openingLimits.people}
        value={values.people}
        onChange={(people) => change({ people: people ?? 1 })}
        error={errorOf('people')}
        isRequired
      />
      <DayField
        name="applyBy"
        label={t('edit.applyBy.label')}
        help={t('edit.applyBy.help')}
        value={values.applyBy}
        onChange={(applyBy) => change({ applyBy })}
        error={errorOf('applyBy')}
        isRequired
      />
    </FieldGroup>
  );
};

export const OpeningFields = ({ values, change, errorOf, blocked }: FormProps<OpeningDraft>) => {
  const t = useCopy('openings');
  const common = { values, change, errorOf };
  return (
    <>
      <Work {...common} />
      <Hours {...common} />
      <Place {...common} />
      <Pay {...common} />
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
        <LanguageField {...common} />
      </FieldGroup>
    </>
  );
};
