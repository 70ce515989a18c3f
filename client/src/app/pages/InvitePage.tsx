import { useParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { InviteForm } from '../../features/account/InviteForm.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useArrival } from '../use-arrival.js';

export const Component = () => {
  const t = useCopy('account');
  const token = useParams()['token'] ?? '';
  const { arrive } = useArrival();
  return (
    <Page width="slim">
      <PageHead title={t('invite.title')} />
      <InviteForm token={token} onDone={arrive} />
    </Page>
  );
};
