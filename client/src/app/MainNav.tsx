import { NavLink } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { useCopy } from '../copy/index.js';
import { navigationFor } from './navigation.js';
import styles from './MainNav.module.css';

interface MainNavProps {
  role: Role | null;
  isStacked?: boolean;
  onGo?: () => void;
}

export const MainNav = ({ role, isStacked = false, onGo }: MainNavProps) => {
  const t = useCopy('common');
  return (
    <nav aria-label={t('mainPages')}>
      <ul className={isStacked ? styles.stacked : styles.row}>
        {navigationFor(role).map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} className={styles.link} {...(onGo ? { onClick: onGo } : {})}>
              {t(`nav.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};
