import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApplicationView } from '@enishi/shared/applications';
import { useCopy } from '../copy/index.js';
import { useApplication } from '../features/applications/use-applications.js';
import { codeOf } from '../lib/api-error.js';
import { EmptyState } from '../ui/EmptyState.js';
import { FailedState } from '../ui/FailedState.js';
import { LoadingState } from '../ui/LoadingState.js';
import { Page } from '../ui/Page.js';
import { PageHead } from '../ui/PageHead.js';

interface WithApplicationProps {
  id: string;
  children: (application: ApplicationView) => ReactNode;
}

/** A page of one application, while it loads, when it is there, and when it is not. */
export const WithApplication = ({ id, children }: WithApplicationProps) => {
  const t = useCopy('applications');
  const common = useCopy('common');
  const query = useApplication(id);
  if (query.data) return <Page width="narrow">{children(query.data)}</Page>;
  return (
    <Page width="narrow">
      <PageHead
        title={t('list.title')}
        eyebrow={<Link to="/applications">{common('backTo', { page: t('list.title') })}</Link>}
      />
      {query.isPending ? (
        <LoadingState />
      ) : codeOf(query.error) === 'not_found' ? (
        <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
};
