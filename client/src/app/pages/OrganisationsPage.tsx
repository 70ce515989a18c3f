import { useCopy } from '../../copy/index.js';
import { OrganisationBrowse } from '../../features/organisations/OrganisationBrowse.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('organisations');
  return (
    <Page>
      <PageHead title={t('title')} description={t('lead')} />
      <OrganisationBrowse />
    </Page>
  );
};
