import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { useCopy } from '../copy/index.js';
import { useFormat } from '../lib/format.js';
import { useViewer } from '../lib/session.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Page } from '../ui/Page.js';
import { PageHead } from '../ui/PageHead.js';

interface RequireRoleProps {
  roles: readonly Role[];
  children: ReactNode;
}

/** Explains a page that is for other roles. Holding one of them is enough; the server decides in any case. */
export const RequireRole = ({ roles, children }: RequireRoleProps) => {
  const t = useCopy('common');
  const terms = useCopy('terms');
  const format = useFormat();
  const viewer = useViewer();
  if (!viewer || viewer.roles.some((role) => roles.includes(role))) return children;
  return (
    <Page width="narrow">
      <PageHead title={t('forbidden.title')} />
      <EmptyState
        title={t('forbidden.explain', { roles: format.list(roles.map((role) => terms(`role.${role}`))) })}
        action={
          <Button component={Link} to="/home" variant="default">
            {t('nav.home')}
          </Button>
        }
      />
    </Page>
  );
};
