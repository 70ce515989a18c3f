import { useCopy } from '../../copy/index.js';
import { OwnMembership } from '../../features/memberships/OwnMembership.js';
import { Requests } from '../../features/memberships/Requests.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('memberships');
  const viewer = useViewer();
  return (
    <Page width="narrow">
      <PageHead title={t('title')} description={t('lead')} />
      <Requests />
      {viewer ? <OwnMembership viewer={viewer} /> : null}
    </Page>
  );
};
