import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Stack } from '@mantine/core';
import type { FieldError } from '@enishi/shared/errors';
import { openRoles } from '@enishi/shared/roles';
import { accountLimits, signUpForm } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { useCopy, useLanguage } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { usePrefectureChoices } from '../../lib/places.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
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
import { SignUpSent } from './SignUpSent.js';

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

interface SignUpFormProps {
  /** Where a letter was sent to; the form waits behind it with everything that was typed. */
  sentTo: string | null;
  onDone: (viewer: Viewer) => void;
  onSent: (email: string | null) => void;
}

const typedOrganisation = (chosen: Chosen | null) =>
  chosen?.choice === 'existing' ? { choice: 'existing', id: chosen.organisation.id } : chosen;

const useSignUpForm = ({ sentTo, onDone, onSent }: SignUpFormProps) => {
  const language = useLanguage();
  const signUp = useSignUp();
  const [values, setValues] = useState(blank);
  const [fields, setFields] = useState<readonly FieldError[]>([]);
  const [round, setRound] = useState(0);
  const [isSentAgain, setSentAgain] = useState(false);
  const refuse = (problems: readonly FieldError[]): void => {
    setFields(problems);
    setRound((before) => before + 1);
  };
  const change = (patch: Partial<Values>): void => {
    setValues((before) => ({ ...before, ...patch }));
    setFields(fields.filter(({ path }) => !((path.split('.')[0] ?? '') in patch)));
  };
  const submit = (): void => {
    const typed = { ...values, organisation: typedOrganisation(values.organisation), language };
    const { value, problems } = check(signUpForm, typed);
    if (!value) return refuse(withEmpty(problems, values));
    signUp.mutate(value, {
      onSuccess: ({ viewer }) => {
        if (viewer) return onDone(viewer);
        setSentAgain(sentTo !== null);
        onSent(value.email);
      },
      onError: (error) => refuse(problemsOf(error)),
    });
  };
  return { values, change, fields, round, submit, isSentAgain, isBusy: signUp.isPending, error: signUp.error };
};

interface PartProps {
  values: Values;
  change: (patch: Partial<Values>) => void;
  errorOf: (name: string) => string | null;
}

const You = ({ values, change, errorOf }: PartProps) => {
  const t = useCopy('account');
  const terms = useCopy('terms');
  return (
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
      <PasswordField
        value={values.password}
        onChange={(password) => change({ password })}
        error={errorOf('password')}
      />
    </FieldGroup>
  );
};

const Where = ({ values, change, errorOf }: PartProps) => {
  const t = useCopy('account');
  const handleOrganisation = (organisation: Chosen | null): void => {
    // Most people work where their organisation is.
    const isNear = organisation?.choice === 'existing' && values.prefecture === null;
    change({ organisation, ...(isNear && { prefecture: organisation.organisation.prefecture }) });
  };
  return (
    <FieldGroup title={t('signUp.organisation')}>
      <OrganisationChoice value={values.organisation} onChange={handleOrganisation} errorOf={errorOf} />
      <SelectField
        name="prefecture"
        label={t('prefecture')}
        help={t('prefectureHelp')}
        none=""
        choices={usePrefectureChoices()}
        value={values.prefecture}
        onChange={(prefecture) => change({ prefecture })}
        error={errorOf('prefecture')}
        isRequired
      />
    </FieldGroup>
  );
};

export const SignUpForm = ({ sentTo, onDone, onSent }: SignUpFormProps) => {
  const t = useCopy('account');
  const errors = useCopy('errors');
  const form = useRef<HTMLFormElement>(null);
  const { values, change, fields, round, submit, isSentAgain, isBusy, error } = useSignUpForm({
    sentTo,
    onDone,
    onSent,
  });
  const part = { values, change, errorOf: useFieldErrors(fields) };
  useEffect(() => {
    const refused = '[aria-invalid="true"], fieldset:has([id$="-error"]) input';
    if (round > 0) form.current?.querySelector<HTMLElement>(refused)?.focus();
  }, [round]);
  if (sentTo !== null) {
    const asked = { isAgain: isSentAgain, isBusy, error };
    return <SignUpSent email={sentTo} onAgain={submit} onBack={() => onSent(null)} {...asked} />;
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <You {...part} />
      <Where {...part} />
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
