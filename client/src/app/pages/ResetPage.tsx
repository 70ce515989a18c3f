import { useNavigate, useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCopy } from '../../copy/index.js';
import { ResetForm } from '../../features/account/ResetForm.js';
import { notifyDone } from '../../ui/notify.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('account');
  const token = useParams()['token'] ?? '';
  const navigate = useNavigate();
  const client = useQueryClient();
  const finish = async (): Promise<void> => {
    notifyDone(t('reset.done'));
    // Every session of the account has ended, one in this browser among them.
    await client.resetQueries();
    await navigate('/sign-in', { replace: true });
  };
  return (
    <Page width="slim">
      <PageHead title={t('reset.title')} />
      <ResetForm token={token} onDone={() => void finish()} />
    </Page>
  );
};
