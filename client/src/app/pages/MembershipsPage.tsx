import { useCopy } from '../../copy/index.js';
import { OwnMembership } from '../../features/memberships/OwnMembership.js';
import { Requests } from '../../features/memberships/Requests.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('memberships');
  const viewer = useViewer();
  const own = viewer ? <OwnMembership viewer={viewer} /> : null;
  // Whoever waits themselves comes for that.
  const isWaiting = viewer !== null && viewer.membership !== null;
  return (
    <Page width="narrow">
      <PageHead title={t('title')} description={t('lead')} />
      {isWaiting ? own : null}
      <Requests />
      {isWaiting ? null : own}
    </Page>
  );
};
