import { useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { ApplicationList } from '../../features/applications/ApplicationList.js';
import { applicationGroups } from '../../features/applications/use-applications.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { ApplicationNotes } from '../Applying.js';
import { WorkTabs } from '../WorkTabs.js';

export const Component = () => {
  const t = useCopy('applications');
  const viewer = useViewer();
  const [search, setSearch] = useSearchParams();
  if (!viewer) return null;
  const { activeRole } = viewer;
  const side = activeRole === 'company' || activeRole === 'coordinator' ? activeRole : 'worker';
  return (
    <Page>
      <PageHead title={t('list.title')} description={t('list.description')} />
      <WorkTabs role={activeRole} />
      <ApplicationList
        side={side}
        Notes={ApplicationNotes}
        group={applicationGroups.find((known) => known === search.get('state')) ?? null}
        onGroupChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })}
      />
    </Page>
  );
};
