import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { dispatchStates } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { DispatchList } from '../../features/dispatches/DispatchList.js';
import { MenuPanel } from '../../features/dispatches/MenuPanel.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { WorkTabs } from '../WorkTabs.js';

export const Component = () => {
  const t = useCopy('dispatches');
  const viewer = useViewer();
  const [search, setSearch] = useSearchParams();
  const state = dispatchStates.find((known) => known === search.get('state')) ?? null;
  const role = viewer?.activeRole;
  return (
    <Page>
      <PageHead
        title={t('list.title')}
        description={t('list.description')}
        actions={
          role === 'company' || role === 'coordinator' ? (
            <Button component={Link} to="/dispatches/new" leftSection={<IconPlus size={18} aria-hidden />}>
              {t('list.new')}
            </Button>
          ) : null
        }
      />
      {role ? <WorkTabs role={role} /> : null}
      <DispatchList state={state} onStateChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })} />
      {role === 'coordinator' || role === 'admin' ? <MenuPanel /> : null}
    </Page>
  );
};
