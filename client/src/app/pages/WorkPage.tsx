// Where remote work begins: one's own openings for whoever gives work, the newest for whoever looks for some.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { useCopy } from '../../copy/index.js';
import { MyListings } from '../../features/listings/MyListings.js';
import { Newest } from '../../features/listings/Newest.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { FitCount } from '../FitLinks.js';
import { FittingWork } from '../FittingWork.js';
import { WorkTabs } from '../WorkTabs.js';

const sideOf = (role: Role): 'company' | 'coordinator' | 'worker' =>
  role === 'company' || role === 'coordinator' ? role : 'worker';

export const Component = () => {
  const t = useCopy('work');
  const viewer = useViewer();
  if (!viewer) return null;
  const side = sideOf(viewer.activeRole);
  const givesWork = side !== 'worker';
  return (
    <Page>
      <PageHead
        title={t('start.title')}
        description={t(`start.lead.${side}`)}
        actions={
          givesWork ? (
            <Button component={Link} to="/openings/new" leftSection={<IconPlus size={18} aria-hidden />}>
              {t('start.new')}
            </Button>
          ) : null
        }
      />
      <WorkTabs role={viewer.activeRole} />
      {givesWork ? (
        <MyListings
          kind="opening"
          words={{
            title: t('start.mine'),
            empty: t('start.mineEmpty'),
            emptyHelp: t('start.mineEmptyHelp'),
            begin: t('start.new'),
            resume: t('start.resume'),
            edit: t('start.edit'),
          }}
          noteOf={({ id }) => <FitCount id={id} />}
        />
      ) : (
        <FittingWork />
      )}
      {side === 'company' ? null : (
        <Newest
          kind="opening"
          title={t('start.newest')}
          all={{ to: '/openings', name: t('start.all') }}
          empty={t('start.newestEmpty')}
        />
      )}
    </Page>
  );
};
