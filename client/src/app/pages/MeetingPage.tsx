import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { MeetingDetail } from '../../features/meetings/MeetingDetail.js';
import { useMeeting } from '../../features/meetings/use-meetings.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const t = useCopy('meetings');
  const common = useCopy('common');
  const query = useMeeting(useAddressId());
  const back = <Link to="/meetings">{common('backTo', { page: t('title') })}</Link>;
  return (
    <Page>
      <PageHead title={query.data?.title ?? t('title')} eyebrow={back} />
      {query.data ? (
        <MeetingDetail meeting={query.data} />
      ) : query.isPending ? (
        <LoadingState />
      ) : codeOf(query.error) === 'not_found' ? (
        <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
};
