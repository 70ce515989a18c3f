import { useState } from 'react';
import { Button, Table } from '@mantine/core';
import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { Tag } from '../../ui/Tag.js';
import styles from './People.module.css';
import { EraseDialog } from './EraseDialog.js';
import { ResetFactorDialog } from './ResetFactorDialog.js';
import { RolesDialog } from './RolesDialog.js';
import { StatusDialog } from './StatusDialog.js';

const Actions = ({ person }: { person: PersonRow }) => {
  const t = useCopy('admin');
  const [open, setOpen] = useState<'roles' | 'status' | 'factor' | 'erase' | null>(null);
  const close = (): void => setOpen(null);
  const { displayName: name, status } = person;
  const change = status === 'active' ? 'suspend' : 'readmit';
  return (
    <div className={styles.actions}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('people.changeRolesOf', { name })}
        onClick={() => setOpen('roles')}
      >
        {t('people.changeRoles')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color={status === 'active' ? 'shu' : 'ai'}
        aria-label={t(`people.${change}Of`, { name })}
        onClick={() => setOpen('status')}
      >
        {t(`people.${change}`)}
      </Button>
      {person.hasSecondFactor ? (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('people.resetFactorOf', { name })}
          onClick={() => setOpen('factor')}
        >
          {t('people.resetFactor')}
        </Button>
      ) : null}
      <Button
        size="compact-sm"
        variant="subtle"
        color="shu"
        aria-label={t('people.eraseOf', { name })}
        onClick={() => setOpen('erase')}
      >
        {t('people.erase')}
      </Button>
      {open === 'erase' ? <EraseDialog person={person} onClose={close} /> : null}
      {open === 'factor' ? <ResetFactorDialog person={person} onClose={close} /> : null}
      {open === 'roles' ? <RolesDialog person={person} onClose={close} /> : null}
      {open === 'status' ? <StatusDialog person={person} onClose={close} /> : null}
    </div>
  );
};

/** One account in the list of people. */
export const Person = ({ person, isMe }: { person: PersonRow; isMe: boolean }) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const { displayName, email, organisation, roles, status, lastSignInAt } = person;
  return (
    <Table.Tr>
      <Table.Td>
        <p className={styles.name}>
          {displayName} {status === 'suspended' ? <Tag look="attention">{terms('userStatus.suspended')}</Tag> : null}
        </p>
        <p className={styles.email}>{email}</p>
      </Table.Td>
      <Table.Td>{nameOf(organisation)}</Table.Td>
      <Table.Td>
        <span className={styles.list}>
          {roles.map((role) => (
            <Tag key={role} look="plain">
              {terms(`role.${role}`)}
            </Tag>
          ))}
        </span>
      </Table.Td>
      <Table.Td className={styles.quiet}>
        <span className={styles.field}>{t('people.lastSignIn')}</span>
        {lastSignInAt ? format.dateTime(lastSignInAt) : t('people.never')}
      </Table.Td>
      <Table.Td>
        {isMe ? <span className={styles.quiet}>{t('people.ownAccount')}</span> : null}
        {isMe || person.isErased ? null : <Actions person={person} />}
      </Table.Td>
    </Table.Tr>
  );
};
