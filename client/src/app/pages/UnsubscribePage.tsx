import { useParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { Subscription } from '../../features/mail/Subscription.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('mail');
  const token = useParams()['token'] ?? '';
  return (
    <Page width="slim">
      <PageHead title={t('unsubscribe.title')} />
      <Subscription token={token} />
    </Page>
  );
};
