import { useSearchParams } from 'react-router';
import { letterStates } from '@enishi/shared/mail';
import { useCopy } from '../../copy/index.js';
import { Outbox } from '../../features/mail/Outbox.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('mail');
  const [search, setSearch] = useSearchParams();
  return (
    <Page>
      <PageHead title={t('title')} description={t('description')} />
      <Outbox
        state={letterStates.find((state) => state === search.get('state'))}
        onStateChange={(state) => setSearch(state ? { state } : {}, { replace: true })}
      />
    </Page>
  );
};
