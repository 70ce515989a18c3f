import { Avatar, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconLogout, IconSettings } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../copy/index.js';
import { useOrganisationName } from '../lib/organisations.js';
import { useAccountActions } from './use-account-actions.js';
import styles from './AccountMenu.module.css';

const initial = (name: string): string => [...name.trim()][0] ?? '？';

/** The signed-in person: switch the role whose view is shown, settings, sign out. */
export const AccountMenu = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('common');
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const { switchRole, leave } = useAccountActions(viewer);
  return (
    <Menu position="bottom-end" width={260} radius="lg" shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles.target}>
          <Avatar size={32} color="ai" radius="xl" aria-hidden>
            {initial(viewer.displayName)}
          </Avatar>
          <VisuallyHidden>{t('accountOf', { name: viewer.displayName })}</VisuallyHidden>
          <span className={styles.role}>{terms(`role.${viewer.activeRole}`)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{viewer.displayName}</strong>
          <span>{nameOf(viewer.organisation)}</span>
        </div>
        {viewer.roles.length > 1 ? (
          <>
            <Menu.Divider />
            <Menu.Label>{t('actAs')}</Menu.Label>
            {viewer.roles.map((role) => (
              <Menu.Item
                key={role}
                rightSection={role === viewer.activeRole ? <IconCheck size={16} aria-hidden /> : null}
                aria-current={role === viewer.activeRole ? 'true' : undefined}
                onClick={() => switchRole(role)}
              >
                {terms(`role.${role}`)}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t('settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
