import { Link } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import styles from './OwnFacts.module.css';

/** What one cannot change oneself. */
export const OwnFacts = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('settings');
  const memberships = useCopy('memberships');
  const terms = useCopy('terms');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const { email, organisation, membership, roles } = viewer;
  return (
    <dl className={styles.facts}>
      <dt>{t('profile.email')}</dt>
      <dd>
        {email}
        <p className={styles.help}>{t('profile.emailHelp')}</p>
      </dd>
      <dt>{t('profile.organisation')}</dt>
      <dd>
        {nameOf(organisation)}
        {membership ? (
          <p className={styles.help}>
            {memberships(`own.${membership.state}`, { organisation: nameOf(membership.organisation) })}
          </p>
        ) : null}
        <p>
          <Link to="/memberships">{memberships('note.open')}</Link>
        </p>
      </dd>
      <dt>{t('profile.roles')}</dt>
      <dd>{format.list(roles.map((role) => terms(`role.${role}`)))}</dd>
    </dl>
  );
};
