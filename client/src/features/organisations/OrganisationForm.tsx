// What members of an organisation may write about it.
import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { organisationLimits, sizeBands } from '@enishi/shared/organisations';
import type { OrganisationView } from '@enishi/shared/organisations';
import { tagLimits } from '@enishi/shared/tags';
import { useCopy } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { useIndustryChoices } from '../../lib/places.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { SelectField } from '../../ui/SelectField.js';
import { StaleNotice } from '../../ui/StaleNotice.js';
import { TagPicker } from '../../ui/TagPicker.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useOrganisation, useUpdateOrganisation } from './organisation-queries.js';

type Values = Pick<OrganisationView, 'city' | 'industry' | 'size' | 'strengths' | 'tags' | 'website'>;

const valuesOf = ({ city, industry, size, strengths, tags, website }: OrganisationView): Values => ({
  city,
  industry,
  size,
  strengths,
  tags,
  website,
});

interface PartProps {
  values: Values;
  change: (patch: Partial<Values>) => void;
  errorOf: (name: string) => string | null;
}

const Fields = ({ values, change, errorOf }: PartProps) => {
  const t = useCopy('organisations');
  const terms = useCopy('terms');
  return (
    <FieldGroup title={t('editTitle')} description={t('editLead')}>
      <TextField
        name="strengths"
        label={t('strengths')}
        help={t('strengthsHelp')}
        example={t('strengthsExample')}
        rows={4}
        limit={organisationLimits.strengths}
        value={values.strengths}
        onChange={(strengths) => change({ strengths })}
        error={errorOf('strengths')}
      />
      <TagPicker
        value={{ tags: values.tags, freeTags: [] }}
        onChange={({ tags }) => change({ tags })}
        error={errorOf('tags')}
        limit={tagLimits.perThing}
        freeLimit={0}
      />
      <TextField
        name="city"
        label={t('city')}
        help={t('cityHelp')}
        example={t('cityExample')}
        limit={organisationLimits.city}
        value={values.city}
        onChange={(city) => change({ city })}
        error={errorOf('city')}
      />
      <SelectField
        name="industry"
        label={t('industry')}
        help={t('industryHelp')}
        example={t('industryExample')}
        none={t('none')}
        choices={useIndustryChoices()}
        value={values.industry}
        onChange={(industry) => change({ industry })}
        error={errorOf('industry')}
      />
      <SelectField
        name="size"
        label={t('size')}
        help={t('sizeHelp')}
        example={t('sizeExample')}
        none={t('none')}
        choices={sizeBands.map((value) => ({ value, label: terms(`size.${value}`) }))}
        value={values.size}
        onChange={(size) => change({ size: size as Values['size'] })}
        error={errorOf('size')}
      />
      <TextField
        name="website"
        type="url"
        label={t('website')}
        help={t('websiteHelp')}
        example={t('websiteExample')}
        limit={organisationLimits.website}
        value={values.website}
        onChange={(website) => change({ website })}
        error={errorOf('website')}
      />
    </FieldGroup>
  );
};

interface OrganisationFormProps {
  organisation: OrganisationView;
  onDone: () => void;
  onCancel: () => void;
}

export const OrganisationForm = ({ organisation, onDone, onCancel }: OrganisationFormProps) => {
  const t = useCopy('organisations');
  const common = useCopy('common');
  const fresh = useOrganisation(organisation.id);
  const update = useUpdateOrganisation(organisation.id);
  const [values, setValues] = useState(() => valuesOf(organisation));
  const [version, setVersion] = useState(organisation.version);
  const failure = update.error instanceof ApiError ? update.error : null;
  const errorOf = useFieldErrors(failure?.fields ?? []);
  const save = (at: number): void => update.mutate({ ...values, version: at }, { onSuccess: onDone });
  const takeTheirs = async (): Promise<void> => {
    const { data } = await fresh.refetch();
    if (!data) return;
    setValues(valuesOf(data));
    setVersion(data.version);
    update.reset();
  };
  const names: Partial<Record<string, string>> = {
    city: t('city'),
    industry: t('industry'),
    size: t('size'),
    strengths: t('strengths'),
    tags: t('tags'),
    website: t('website'),
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(version);
      }}
    >
      <Fields values={values} change={(patch) => setValues({ ...values, ...patch })} errorOf={errorOf} />
      <Stack gap="md" mt="lg">
        {failure?.stale ? (
          <StaleNotice
            stale={failure.stale}
            nameOfField={(field) => names[field] ?? field}
            onKeepMine={() => save(failure.stale?.version ?? version)}
            onTakeTheirs={() => void takeTheirs()}
          />
        ) : codeOf(failure) === 'invalid' ? null : (
          <ErrorNote error={failure} />
        )}
        <Group gap="xs">
          <Button type="submit" loading={update.isPending}>
            {common('save')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
