import { useState } from 'react';
import { Button, Group, MultiSelect } from '@mantine/core';
import type { z } from 'zod';
import {
  emptyOrganisation,
  organisationInput,
  organisationKinds,
  organisationLimits,
  sizeBands,
} from '@enishi/shared/organisations';
import { tagLimits } from '@enishi/shared/tags';
import { useCopy } from '../../copy/index.js';
import { useIndustryChoices, usePrefectureChoices } from '../../lib/places.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { TagPicker } from '../../ui/TagPicker.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useCreateOrganisation } from './use-admin.js';

type Input = z.input<typeof organisationInput>;
type Typed = { [Key in keyof Required<Input>]: Required<Input>[Key] | null };

const nothing: Typed = { ...emptyOrganisation, name: '', kind: null, prefecture: null };

const useOrganisationForm = (onClose: () => void) => {
  const t = useCopy('admin');
  const [typed, setTyped] = useState(nothing);
  const [isTried, setIsTried] = useState(false);
  const mutation = useCreateOrganisation();
  const { kind, prefecture, ...rest } = typed;
  const checked = check(organisationInput, {
    ...rest,
    kind: kind ?? undefined,
    prefecture: prefecture ?? undefined,
    servedPrefectures: kind === 'support_centre' ? typed.servedPrefectures : [],
  });
  const save = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: ({ name }) => {
        notifyDone(t('organisations.saved', { name }));
        onClose();
      },
    });
  };
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const change = (changes: Partial<Typed>): void => setTyped({ ...typed, ...changes });
  return { typed, change, save, mutation, problems, errorOf };
};

type Form = Pick<ReturnType<typeof useOrganisationForm>, 'typed' | 'change' | 'errorOf'>;
type TextName = 'name' | 'nameEn' | 'city' | 'strengths' | 'website';

const TextOf = ({
  form,
  name,
  help = '',
  rows,
  isRequired = false,
}: {
  form: Form;
  name: TextName;
  help?: string;
  rows?: number;
  isRequired?: boolean;
}) => {
  const t = useCopy('admin');
  const limit = name === 'nameEn' ? organisationLimits.name : organisationLimits[name];
  return (
    <TextField
      name={name}
      label={t(`organisations.${name}`)}
      help={help}
      limit={limit}
      value={form.typed[name] ?? ''}
      onChange={(value) => form.change({ [name]: value })}
      error={form.errorOf(name)}
      isRequired={isRequired}
      type={name === 'website' ? 'url' : 'text'}
      {...(rows ? { rows } : {})}
    />
  );
};

const Kind = ({ form: { typed, change, errorOf } }: { form: Form }) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const prefectures = usePrefectureChoices();
  return (
    <>
      <ChoiceField
        name="kind"
        label={t('organisations.kind')}
        help=""
        choices={organisationKinds.map((value) => ({ value, label: terms(`organisationKind.${value}`) }))}
        value={typed.kind}
        onChange={(kind) => change({ kind })}
        error={errorOf('kind')}
        isRequired
      />
      <SelectField
        name="prefecture"
        label={t('organisations.prefecture')}
        choices={prefectures}
        value={typed.prefecture}
        onChange={(prefecture) => change({ prefecture })}
        error={errorOf('prefecture')}
        isRequired
      />
      {typed.kind === 'support_centre' ? (
        <MultiSelect
          label={t('organisations.served')}
          description={t('organisations.servedHelp')}
          data={prefectures}
          searchable
          value={typed.servedPrefectures ?? []}
          onChange={(servedPrefectures) => change({ servedPrefectures })}
          error={errorOf('servedPrefectures')}
        />
      ) : null}
    </>
  );
};

const Profile = ({ form }: { form: Form }) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const { typed, change, errorOf } = form;
  return (
    <>
      <TextOf form={form} name="city" />
      <SelectField
        name="industry"
        label={t('organisations.industry')}
        none={t('organisations.notChosen')}
        choices={useIndustryChoices()}
        value={typed.industry}
        onChange={(industry) => change({ industry })}
        error={errorOf('industry')}
      />
      <SelectField
        name="size"
        label={t('organisations.size')}
        none={t('organisations.notChosen')}
        choices={sizeBands.map((value) => ({ value, label: terms(`size.${value}`) }))}
        value={typed.size}
        onChange={(size) => change({ size: sizeBands.find((known) => known === size) ?? null })}
      />
      <TextOf form={form} name="strengths" help={t('organisations.strengthsHelp')} rows={3} />
      <TagPicker
        label={t('organisations.tags')}
        description={t('organisations.tagsHelp')}
        value={{ tags: typed.tags ?? [], freeTags: [] }}
        onChange={({ tags }) => change({ tags })}
        error={errorOf('tags')}
        limit={tagLimits.perThing}
        freeLimit={0}
      />
      <TextOf form={form} name="website" help={t('organisations.websiteHelp')} />
    </>
  );
};

/** Enters an organisation of any kind. */
export const OrganisationForm = ({ onClose }: { onClose: () => void }) => {
  const t = useCopy('admin');
  const common = useCopy('common');
  const form = useOrganisationForm(onClose);
  const { mutation, problems, save } = form;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FieldGroup title={t('organisations.createTitle')}>
        <TextOf form={form} name="name" isRequired />
        <TextOf form={form} name="nameEn" />
        <Kind form={form} />
        <Profile form={form} />
        {mutation.error && problems.length === 0 ? <ErrorNote error={mutation.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={mutation.isPending}>
            {t('organisations.save')}
          </Button>
        </Group>
      </FieldGroup>
    </form>
  );
};
