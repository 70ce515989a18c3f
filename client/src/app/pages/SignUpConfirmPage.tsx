import { useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { SignUpConfirm } from '../../features/account/SignUpConfirm.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useArrival } from '../use-arrival.js';

export const Component = () => {
  const t = useCopy('account');
  const token = useSearchParams()[0].get('token') ?? '';
  const { arrive } = useArrival();
  return (
    <Page width="slim">
      <PageHead title={t('confirm.title')} />
      <SignUpConfirm token={token} onDone={arrive} />
    </Page>
  );
};
