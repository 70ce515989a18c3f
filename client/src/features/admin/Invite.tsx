import { useState } from 'react';
import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { invitedRoles } from '@enishi/shared/roles';
import type { OrganisationName } from '@enishi/shared/organisations';
import { accountLimits, invitationForm } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ChoicesField } from '../../ui/ChoiceField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { OrganisationPicker } from '../../ui/OrganisationPicker.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './Invite.module.css';
import { useInvite } from './use-admin.js';

type InvitedRole = (typeof invitedRoles)[number];

interface Made {
  email: string;
  address: string;
  expiresAt: string;
}

const Done = ({ made, onAnother }: { made: Made; onAnother: () => void }) => {
  const t = useCopy('admin');
  const format = useFormat();
  return (
    <FieldGroup title={t('invite.doneTitle')} description={t('invite.doneExplain', { email: made.email })}>
      <TextInput
        label={t('invite.address')}
        description={t('invite.expires', { date: format.dateTime(made.expiresAt) })}
        value={made.address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="xs">
        <CopyButton value={made.address}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'invite.copied' : 'invite.copy')}</Button>}
        </CopyButton>
        <Button variant="default" onClick={onAnother}>
          {t('invite.another')}
        </Button>
      </Group>
    </FieldGroup>
  );
};

interface OrganisationFieldProps {
  organisation: OrganisationName | null;
  error: string | null;
  onPick: (organisation: OrganisationName | null) => void;
}

const OrganisationField = ({ organisation, error, onPick }: OrganisationFieldProps) => {
  const t = useCopy('admin');
  const common = useCopy('common');
  const nameOf = useOrganisationName();
  if (organisation)
    return (
      <div className={styles.chosen}>
        <p className={styles.label}>{t('invite.organisation')}</p>
        <p>{nameOf(organisation)}</p>
        <Button size="compact-sm" variant="default" onClick={() => onPick(null)}>
          {common('edit')}
        </Button>
      </div>
    );
  return (
    <OrganisationPicker
      name="organisationId"
      words={{
        label: t('invite.organisation'),
        help: t('invite.organisationHelp'),
        example: '',
        found: t('invite.organisation'),
        none: t('invite.organisationNone'),
        loading: common('loading'),
      }}
      error={error}
      isRequired
      onPick={onPick}
    />
  );
};

const useInviteForm = () => {
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<InvitedRole[]>(['coordinator']);
  const [organisation, setOrganisation] = useState<OrganisationName | null>(null);
  const [isTried, setIsTried] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const mutation = useInvite();
  const checked = check(invitationForm, { email, roles, organisationId: organisation?.id });
  const send = (): void => {
    setIsTried(true);
    const { value } = checked;
    if (!value) return;
    mutation.mutate(value, { onSuccess: (answer) => setMade({ ...answer, email: value.email }) });
  };
  const begin = (): void => {
    setMade(null);
    setEmail('');
    setIsTried(false);
    mutation.reset();
  };
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  return { email, setEmail, roles, setRoles, organisation, setOrganisation, made, mutation, send, begin, problems };
};

/** Makes a one-time link for a coordinator or administrator and shows it once. */
export const Invite = () => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const form = useInviteForm();
  const errorOf = useFieldErrors(form.problems);
  if (form.made) return <Done made={form.made} onAnother={form.begin} />;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      <FieldGroup title={t('invite.title')} description={t('invite.explain', { days: accountLimits.invitationDays })}>
        <TextField
          name="email"
          type="email"
          label={t('invite.email')}
          help={t('invite.emailHelp')}
          limit={254}
          value={form.email}
          onChange={form.setEmail}
          error={errorOf('email')}
          isRequired
        />
        <ChoicesField
          name="roles"
          label={t('invite.roles')}
          help=""
          choices={invitedRoles.map((role) => ({ value: role, label: terms(`role.${role}`) }))}
          value={form.roles}
          onChange={form.setRoles}
          error={errorOf('roles')}
          isRequired
        />
        <OrganisationField
          organisation={form.organisation}
          onPick={form.setOrganisation}
          error={errorOf('organisationId')}
        />
        {form.mutation.error && form.problems.length === 0 ? <ErrorNote error={form.mutation.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={form.mutation.isPending}>
            {t('invite.send')}
          </Button>
        </Group>
      </FieldGroup>
    </form>
  );
};
