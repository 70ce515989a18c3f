// One line where people begin their day: what became of their own membership, and whether others wait for them.
import { Alert } from '@mantine/core';
import { Link } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import styles from './Memberships.module.css';
import { useMembershipRequests } from './use-memberships.js';

export const MembershipNote = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('memberships');
  const nameOf = useOrganisationName();
  const waiting = useMembershipRequests().data?.total ?? 0;
  const { membership } = viewer;
  if (!membership && waiting === 0) return null;
  return (
    <Alert variant="light" role="status" className={styles.note}>
      {membership ? <p>{t(`note.${membership.state}`, { organisation: nameOf(membership.organisation) })}</p> : null}
      {waiting > 0 ? <p>{t('note.waiting', { count: waiting })}</p> : null}
      <Link to="/memberships">{t('note.open')}</Link>
    </Alert>
  );
};
