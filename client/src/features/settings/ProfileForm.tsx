import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { languages } from '@enishi/shared/fields';
import { accountLimits } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { changeLanguage, useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { usePrefectureChoices } from '../../lib/places.js';
import { problemsOf } from '../../lib/problems.js';
import { sessionKey, useUpdateMe } from '../../lib/session.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { OwnFacts } from './OwnFacts.js';

type Typed = Pick<Viewer, 'displayName' | 'prefecture' | 'language'>;

const useProfileForm = (viewer: Viewer) => {
  const t = useCopy('settings');
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>({
    displayName: viewer.displayName,
    prefecture: viewer.prefecture,
    language: viewer.language,
  });
  const update = useUpdateMe();
  const handleSuccess = (): void => {
    notifyDone(t('profile.saved'));
    void changeLanguage(typed.language);
  };
  // The version moved on elsewhere; what was typed stays, the next try carries the new version.
  const handleError = (): void => void client.invalidateQueries({ queryKey: sessionKey });
  const save = (): void =>
    update.mutate({ version: viewer.version, ...typed }, { onSuccess: handleSuccess, onError: handleError });
  return { typed, setTyped, save, update, problems: problemsOf(update.error) };
};

export const ProfileForm = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('settings');
  const terms = useCopy('terms');
  const { typed, setTyped, save, update, problems } = useProfileForm(viewer);
  const errorOf = useFieldErrors(problems);
  const isStale = update.error instanceof ApiError && update.error.code === 'stale';
  const note = isStale ? t('stale') : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FieldGroup title={t('profile.title')} description={t('profile.explain')}>
        <OwnFacts viewer={viewer} />
        <TextInput
          label={t('profile.displayName')}
          withAsterisk
          autoComplete="name"
          maxLength={accountLimits.displayName}
          value={typed.displayName}
          onChange={(event) => setTyped({ ...typed, displayName: event.currentTarget.value })}
          error={errorOf('displayName')}
        />
        <SelectField
          name="prefecture"
          label={t('profile.prefecture')}
          choices={usePrefectureChoices()}
          value={typed.prefecture}
          onChange={(prefecture) => setTyped({ ...typed, prefecture: prefecture ?? typed.prefecture })}
          error={errorOf('prefecture')}
        />
        <SelectField
          name="language"
          label={t('profile.language')}
          choices={languages.map((value) => ({ value, label: terms(`language.${value}`) }))}
          value={typed.language}
          onChange={(value) =>
            setTyped({ ...typed, language: languages.find((known) => known === value) ?? typed.language })
          }
        />
        {update.error && problems.length === 0 ? <ErrorNote error={update.error}>{note}</ErrorNote> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={update.isPending}>
            {t('profile.save')}
          </Button>
        </Group>
      </FieldGroup>
    </form>
  );
};
