// Asking for an expert. What is typed stays in the browser until it has been sent.
import { useState } from 'react';
import { Button, NumberInput } from '@mantine/core';
import { dispatchForm, dispatchLimits, dispatchPlaces } from '@enishi/shared/dispatches';
import type { DispatchPlace, DispatchView } from '@enishi/shared/dispatches';
import type { OrganisationName } from '@enishi/shared/organisations';
import { tagLimits } from '@enishi/shared/tags';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { readStored, writeStored } from '../../lib/storage.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { DayField } from '../../ui/DayField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { Help } from '../../ui/Help.js';
import { MunicipalityField } from '../../ui/MunicipalityField.js';
import { notifyDone } from '../../ui/notify.js';
import { OrganisationPicker } from '../../ui/OrganisationPicker.js';
import { TagPicker } from '../../ui/TagPicker.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useCreateDispatch } from './use-dispatches.js';
import styles from './Dispatches.module.css';

interface Typed {
  key: string;
  theme: string;
  text: string;
  tags: string[];
  hours: number | null;
  place: DispatchPlace;
  municipality: string | null;
  wantedBy: string | null;
  organisation: OrganisationName | null;
}

const blank = (): Typed => ({
  ...{ key: newKey(), theme: '', text: '', tags: [], hours: 3, place: 'onsite' },
  ...{ municipality: null, wantedBy: null, organisation: null },
});

const keyOf = (viewerId: string): string => `enishi.dispatch.${viewerId}`;

const readKept = (key: string): Typed => {
  const fresh = blank();
  const kept = readStored(key);
  if (kept === null) return fresh;
  try {
    return { ...fresh, ...(JSON.parse(kept) as Partial<Typed>) };
  } catch {
    return fresh;
  }
};

const useTyped = (viewerId: string) => {
  const key = keyOf(viewerId);
  const [typed, setTyped] = useState(() => readKept(key));
  return {
    typed,
    change: (patch: Partial<Typed>): void => {
      const next = { ...typed, ...patch };
      setTyped(next);
      writeStored(key, JSON.stringify(next));
    },
    forget: () => void writeStored(key, null),
  };
};

interface PartProps {
  typed: Typed;
  change: (patch: Partial<Typed>) => void;
  errorOf: (name: string) => string | null;
}

const Client = ({ typed, change, errorOf }: PartProps) => {
  const t = useCopy('dispatches');
  const nameOf = useOrganisationName();
  if (typed.organisation)
    return (
      <p>
        {t('form.organisation.label')}：<strong>{nameOf(typed.organisation)}</strong>{' '}
        <Button variant="subtle" size="compact-md" onClick={() => change({ organisation: null })}>
          {t('form.organisationChange')}
        </Button>
        {errorOf('organisationId') ? <span role="alert"> {errorOf('organisationId')}</span> : null}
      </p>
    );
  return (
    <OrganisationPicker
      name="organisationId"
      words={{
        label: t('form.organisation.label'),
        help: t('form.organisation.help'),
        example: t('form.organisation.example'),
        found: t('form.organisationFound'),
        none: t('form.organisationNone'),
        loading: t('form.organisationLoading'),
      }}
      error={errorOf('organisationId')}
      onPick={(organisation) => change({ organisation })}
      isRequired
    />
  );
};

const About = ({ typed, change, errorOf }: PartProps) => {
  const t = useCopy('dispatches');
  const words = (name: 'theme' | 'text') => ({
    name,
    label: t(`form.${name}.label`),
    help: t(`form.${name}.help`),
    example: t(`form.${name}.example`),
    limit: dispatchLimits[name],
    value: typed[name],
    error: errorOf(name),
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      <TextField {...words('theme')} isRequired />
      <TextField {...words('text')} rows={4} isRequired />
      <TagPicker
        name="tags"
        description={t('form.tagsHelp')}
        value={{ tags: typed.tags, freeTags: [] }}
        limit={tagLimits.perThing}
        freeLimit={0}
        onChange={({ tags }) => change({ tags })}
        error={errorOf('tags')}
      />
    </>
  );
};

const Conditions = ({ typed, change, errorOf, prefecture }: PartProps & { prefecture: string }) => {
  const t = useCopy('dispatches');
  return (
    <>
      <NumberInput
        name="hours"
        label={t('form.hours.label')}
        description={<Help help={t('form.hours.help')} />}
        suffix={` ${t('form.hours.unit')}`}
        min={1}
        max={dispatchLimits.hours}
        allowDecimal={false}
        hideControls
        withAsterisk
        styles={{ input: { maxWidth: 200 } }}
        value={typed.hours ?? ''}
        onChange={(hours) => change({ hours: typeof hours === 'number' ? hours : null })}
        error={errorOf('hours')}
      />
      <ChoiceField
        name="place"
        label={t('form.place.label')}
        help={t('form.place.help')}
        choices={dispatchPlaces.map((value) => ({ value, label: t(`place.${value}`) }))}
        value={typed.place}
        onChange={(place) => change({ place })}
        error={errorOf('place')}
      />
      {typed.place === 'remote' ? null : (
        <MunicipalityField
          name="municipality"
          label={t('form.municipality.label')}
          help={t('form.municipality.help')}
          value={typed.municipality}
          onChange={(municipality) => change({ municipality })}
          prefecture={prefecture}
          error={errorOf('municipality')}
        />
      )}
      <DayField
        name="wantedBy"
        label={t('form.wantedBy.label')}
        help={t('form.wantedBy.help')}
        value={typed.wantedBy}
        onChange={(wantedBy) => change({ wantedBy })}
        error={errorOf('wantedBy')}
      />
    </>
  );
};

interface DispatchFormProps {
  viewer: Viewer;
  onSent: (made: DispatchView) => void;
}

export const DispatchForm = ({ viewer, onSent }: DispatchFormProps) => {
  const t = useCopy('dispatches');
  const { typed, change, forget } = useTyped(viewer.id);
  const [isTried, setIsTried] = useState(false);
  const mutation = useCreateDispatch();
  const { organisation, ...facts } = typed;
  const isForOthers = viewer.activeRole === 'coordinator';
  const input = { ...facts, organisationId: isForOthers ? (organisation?.id ?? null) : null };
  const checked = check(dispatchForm, input);
  const missing = isForOthers && !organisation ? [{ path: 'organisationId', problem: 'required' as const }] : [];
  const problems = [
    ...(isTried ? [...withEmpty(checked.problems, input), ...missing] : []),
    ...problemsOf(mutation.error),
  ];
  const part = { typed, change, errorOf: useFieldErrors(problems) };
  const send = (): void => {
    setIsTried(true);
    if (!checked.value || missing.length > 0) return;
    mutation.mutate(checked.value, {
      onSuccess: (made) => {
        forget();
        notifyDone(t('form.sent'));
        onSent(made);
      },
    });
  };
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isForOthers ? <Client {...part} /> : null}
      <About {...part} />
      <Conditions {...part} prefecture={viewer.prefecture} />
      <ErrorNote error={problemsOf(mutation.error).length > 0 ? null : mutation.error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={mutation.isPending}>
          {t('form.send')}
        </Button>
      </div>
      <p className={styles.muted}>{t('form.kept')}</p>
    </form>
  );
};
