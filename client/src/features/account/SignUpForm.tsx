import { useEffect, useMemo, useRef, useState } from 'react';
import { Alert, Button, Stack } from '@mantine/core';
import type { FieldError } from '@enishi/shared/errors';
import { openRoles } from '@enishi/shared/roles';
import { accountLimits, passwordLimits } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { useCopy, useLanguage } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { usePrefectureChoices } from '../../lib/places.js';
import { useSignUp } from '../../lib/session.js';
import { ChoicesField } from '../../ui/ChoiceField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { OrganisationChoice } from './OrganisationChoice.js';
import type { Chosen } from './OrganisationChoice.js';
import { PasswordField } from './PasswordField.js';

type OpenRole = (typeof openRoles)[number];

interface Values {
  email: string;
  password: string;
  displayName: string;
  roles: OpenRole[];
  organisation: Chosen | null;
  prefecture: string | null;
}

const blank: Values = { email: '', password: '', displayName: '', roles: [], organisation: null, prefecture: null };
const required = (path: string): FieldError => ({ path, problem: 'required' });

/** What must be chosen before the form can be put into the shape that the server takes; it checks all the rest. */
const missingIn = ({ email, password, displayName, roles, organisation, prefecture }: Values): FieldError[] => [
  ...(email.trim() === '' ? [required('email')] : []),
  ...(password === '' ? [required('password')] : []),
  ...(displayName.trim() === '' ? [required('displayName')] : []),
  ...(password !== '' && password.length < passwordLimits.min
    ? [{ path: 'password', problem: 'too_short' as const, limit: passwordLimits.min }]
    : []),
  ...(roles.length === 0 ? [required('roles')] : []),
  ...(organisation === null ? [required('organisation')] : []),
  ...(organisation?.choice === 'new' && organisation.kind === null ? [required('organisation.kind')] : []),
  ...(organisation?.choice === 'new' && organisation.prefecture === null ? [required('organisation.prefecture')] : []),
  ...(prefecture === null ? [required('prefecture')] : []),
];

const organisationBody = (chosen: Chosen | null) => {
  if (chosen?.choice === 'existing') return { choice: 'existing' as const, id: chosen.organisation.id };
  if (chosen?.choice === 'new' && chosen.kind && chosen.prefecture)
    return { choice: 'new' as const, name: chosen.name, kind: chosen.kind, prefecture: chosen.prefecture };
  return null;
};

const useSignUpForm = (onDone: (viewer: Viewer) => void) => {
  const language = useLanguage();
  const signUp = useSignUp();
  const [values, setValues] = useState(blank);
  const [fields, setFields] = useState<readonly FieldError[]>([]);
  const [round, setRound] = useState(0);
  const refuse = (problems: readonly FieldError[]): void => {
    setFields(problems);
    setRound((before) => before + 1);
  };
  const change = (patch: Partial<Values>): void => {
    setValues((before) => ({ ...before, ...patch }));
    const touched = Object.keys(patch);
    setFields(fields.filter(({ path }) => !touched.includes(path.split('.')[0] ?? '')));
  };
  const submit = (): void => {
    const missing = missingIn(values);
    const organisation = organisationBody(values.organisation);
    if (missing.length > 0 || !organisation || !values.prefecture) return refuse(missing);
    signUp.mutate(
      { ...values, organisation, prefecture: values.prefecture, language },
      {
        onSuccess: ({ viewer }) => viewer && onDone(viewer),
        onError: (error) => refuse(error instanceof ApiError ? error.fields : []),
      },
    );
  };
  return { values, change, fields, round, submit, isBusy: signUp.isPending, error: signUp.error };
};

export const SignUpForm = ({ onDone }: { onDone: (viewer: Viewer) => void }) => {
  const t = useCopy('account');
  const terms = useCopy('terms');
  const errors = useCopy('errors');
  const form = useRef<HTMLFormElement>(null);
  const prefectures = usePrefectureChoices();
  const { values, change, fields, round, submit, isBusy, error } = useSignUpForm(onDone);
  const errorOf = useFieldErrors(fields);
  const ownErrorOf = useMemo(
    () => (name: string) => (name === 'organisation' && values.organisation ? null : errorOf(name)),
    [errorOf, values.organisation],
  );
  useEffect(() => {
    if (round > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset:has([id$="-error"]) input')?.focus();
  }, [round]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FieldGroup title={t('signUp.you')}>
        <ChoicesField
          name="roles"
          label={t('roles')}
          help={t('rolesHelp')}
          look="cards"
          choices={openRoles.map((role) => ({ value: role, label: terms(`role.${role}`), help: t(`roleHelp.${role}`) }))}
          value={values.roles}
          onChange={(roles) => change({ roles })}
          error={errorOf('roles')}
          isRequired
        />
        <TextField
          name="displayName"
          label={t('displayName')}
          help={t('displayNameHelp')}
          example={t('displayNameExample')}
          autoComplete="name"
          limit={accountLimits.displayName}
          value={values.displayName}
          onChange={(displayName) => change({ displayName })}
          error={errorOf('displayName')}
          isRequired
        />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          help={t('emailHelp')}
          example={t('emailExample')}
          autoComplete="username"
          limit={254}
          value={values.email}
          onChange={(email) => change({ email })}
          error={errorOf('email')}
          isRequired
        />
        <PasswordField value={values.password} onChange={(password) => change({ password })} error={errorOf('password')} />
      </FieldGroup>
      <FieldGroup title={t('signUp.organisation')}>
        <OrganisationChoice
          value={values.organisation}
          onChange={(organisation) =>
            change({
              organisation,
              // Most people work where their organisation is.
              ...(organisation?.choice === 'existing' && values.prefecture === null
                ? { prefecture: organisation.organisation.prefecture }
                : {}),
            })
          }
          errorOf={ownErrorOf}
        />
        <SelectField
          name="prefecture"
          label={t('prefecture')}
          help={t('prefectureHelp')}
          none=""
          choices={prefectures}
          value={values.prefecture}
          onChange={(prefecture) => change({ prefecture })}
          error={errorOf('prefecture')}
          isRequired
        />
      </FieldGroup>
      <Stack gap="md" mt="lg">
        {fields.length > 0 ? (
          <Alert color="shu" variant="light" role="alert">
            {errors('fieldsMissing', { count: fields.length })}
          </Alert>
        ) : codeOf(error) === 'invalid' ? null : (
          <ErrorNote error={error} />
        )}
        <Button type="submit" size="md" loading={isBusy}>
          {t('signUp.submit')}
        </Button>
      </Stack>
    </form>
  );
};
