import { Button, Drawer } from '@mantine/core';
import { Link } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../copy/index.js';
import { useOrganisationName } from '../lib/organisations.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { MainNav } from './MainNav.js';
import { SearchBox } from './SearchBox.js';
import { useAccountActions } from './use-account-actions.js';
import styles from './MobileMenu.module.css';

interface AccountProps {
  viewer: Viewer;
  onClose: () => void;
}

const Account = ({ viewer, onClose }: AccountProps) => {
  const t = useCopy('common');
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const { switchRole, leave } = useAccountActions(viewer);
  const closing = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <div className={styles.part}>
      <p className={styles.who}>
        <strong>{viewer.displayName}</strong>
        <span>{nameOf(viewer.organisation)}</span>
      </p>
      {viewer.roles.length > 1 ? (
        <div className={styles.roles} role="group" aria-label={t('actAs')}>
          {viewer.roles.map((role) => (
            <Button
              key={role}
              size="compact-md"
              variant={role === viewer.activeRole ? 'light' : 'default'}
              aria-pressed={role === viewer.activeRole}
              onClick={closing(() => switchRole(role))}
            >
              {terms(`role.${role}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <Button component={Link} to="/settings" variant="default" onClick={onClose}>
        {t('settings')}
      </Button>
      <Button variant="subtle" onClick={closing(leave)}>
        {t('signOut')}
      </Button>
    </div>
  );
};

interface MobileMenuProps {
  viewer: Viewer | null;
  onClose: () => void;
}

export const MobileMenu = ({ viewer, onClose }: MobileMenuProps) => {
  const t = useCopy('common');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(88vw, 360px)"
      title={t('menu')}
      closeButtonProps={{ 'aria-label': t('closeMenu') }}
    >
      <div className={styles.menu}>
        <SearchBox role={viewer?.activeRole ?? null} onGo={onClose} />
        <MainNav role={viewer?.activeRole ?? null} isStacked onGo={onClose} />
        {viewer ? (
          <Account viewer={viewer} onClose={onClose} />
        ) : (
          <div className={styles.part}>
            <Button component={Link} to="/sign-up" onClick={onClose}>
              {t('signUp')}
            </Button>
            <Button component={Link} to="/sign-in" variant="default" onClick={onClose}>
              {t('signIn')}
            </Button>
          </div>
        )}
        <LanguageSwitch />
      </div>
    </Drawer>
  );
};
