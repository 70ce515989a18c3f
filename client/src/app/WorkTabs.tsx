// The pages of remote work, one row of tabs on top of each. Who sees which is said here, once.
import { Link, useLocation } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import type { work } from '../copy/ja/work.js';
import { useCopy } from '../copy/index.js';
import styles from './WorkTabs.module.css';

interface Tab {
  to: string;
  name: Exclude<keyof (typeof work)['tabs'], 'label'>;
  roles: readonly Role[];
}

const everybody: readonly Role[] = ['company', 'expert', 'teleworker', 'coordinator'];

const tabs: readonly Tab[] = [
  { to: '/work', name: 'openings', roles: everybody },
  { to: '/desk/work', name: 'desk', roles: ['coordinator'] },
  { to: '/applications', name: 'applications', roles: everybody },
  { to: '/assignments', name: 'assignments', roles: everybody },
  { to: '/boards', name: 'boards', roles: ['coordinator'] },
  { to: '/dispatches', name: 'dispatches', roles: ['company', 'expert', 'coordinator'] },
  { to: '/talent', name: 'talent', roles: ['coordinator'] },
];

export const WorkTabs = ({ role }: { role: Role }) => {
  const t = useCopy('work');
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('tabs.label')} className={styles.tabs}>
      {tabs
        .filter(({ roles }) => roles.includes(role))
        .map(({ to, name }) => (
          <Link key={to} to={to} className={styles.tab} aria-current={pathname === to ? 'page' : undefined}>
            {t(`tabs.${name}`)}
          </Link>
        ))}
    </nav>
  );
};
