import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { QuickInquiry } from '../../features/cases/QuickInquiry.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('cases');
  return (
    <Page width="slim">
      <PageHead
        title={t('quick.title')}
        eyebrow={<Link to="/cases">{t('title')}</Link>}
        description={t('quick.description')}
      />
      <QuickInquiry />
    </Page>
  );
};
