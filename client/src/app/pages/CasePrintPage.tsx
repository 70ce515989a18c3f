import { useState } from 'react';
import { useCopy } from '../../copy/index.js';
import { CasePrint } from '../../features/cases/CasePrint.js';
import { useCase, useStory } from '../../features/cases/use-cases.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { useAddressId } from '../use-address-id.js';

const everything = { groups: [], q: '' } as const;

export const Component = () => {
  const t = useCopy('cases');
  const id = useAddressId();
  const query = useCase(id);
  const story = useStory(id, everything);
  const [at] = useState(() => new Date().toISOString());
  if (query.data && story.data) return <CasePrint found={query.data} entries={story.data.items} at={at} />;
  const error = query.error ?? story.error;
  return (
    <Page>
      {!error ? (
        <LoadingState rows={5} height={80} />
      ) : codeOf(error) === 'not_found' ? (
        <EmptyState title={t('gone')}>{t('goneHelp')}</EmptyState>
      ) : (
        <FailedState error={error} onRetry={() => void Promise.all([query.refetch(), story.refetch()])} />
      )}
    </Page>
  );
};
