import { useNavigate, useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { MeetingForm } from '../../features/meetings/MeetingForm.js';
import { useMeetingStart } from '../../features/meetings/use-meetings.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('meetings');
  const common = useCopy('common');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const introductionId = search.get('introduction');
  const query = useMeetingStart(introductionId ? { introductionId } : { caseId: search.get('case') ?? '' });
  const isMissing = ['not_found', 'invalid'].includes(codeOf(query.error));
  return (
    <Page>
      <PageHead title={t('new.title')} />
      {query.data ? (
        <MeetingForm start={query.data} onSent={({ id }) => void navigate(`/meetings/${id}`, { replace: true })} />
      ) : query.isPending ? (
        <LoadingState />
      ) : isMissing ? (
        <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
};
