import { useCopy } from '../../copy/index.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('common');
  return (
    <Page>
      <PageHead title={t('product')} />
    </Page>
  );
};
