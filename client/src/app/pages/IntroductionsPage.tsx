import { useSearchParams } from 'react-router';
import { introductionStates } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { IntroductionList } from '../../features/introductions/IntroductionList.js';
import { UnreadNotes } from '../../features/talk/UnreadNotes.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('introductions');
  const [search, setSearch] = useSearchParams();
  const state = introductionStates.find((known) => known === search.get('state')) ?? null;
  return (
    <Page>
      <PageHead title={t('title')} description={t('description')} />
      <IntroductionList
        Notes={UnreadNotes}
        state={state}
        onStateChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })}
      />
    </Page>
  );
};
