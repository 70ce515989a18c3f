import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { AssignmentDetail } from '../../features/assignments/AssignmentDetail.js';
import { StopButton } from '../../features/assignments/StopButton.js';
import { reloadAssignment, useAssignment } from '../../features/assignments/use-assignments.js';
import { FilesPanel } from '../../features/talk/FilesPanel.js';
import { Thread } from '../../features/talk/Thread.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';
import styles from './AssignmentPage.module.css';

export const Component = () => {
  const t = useCopy('assignments');
  const common = useCopy('common');
  const client = useQueryClient();
  const id = useAddressId();
  const query = useAssignment(id);
  const assignment = query.data;
  const back = <Link to="/assignments">{common('backTo', { page: t('title') })}</Link>;
  if (!assignment)
    return (
      <Page>
        <PageHead title={t('title')} eyebrow={back} />
        {query.isPending ? (
          <LoadingState />
        ) : codeOf(query.error) === 'not_found' ? (
          <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
        ) : (
          <FailedState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    );
  const subject = { kind: 'assignment', id } as const;
  const handleReload = (): void => void reloadAssignment(client, id);
  return (
    <Page>
      <PageHead eyebrow={back} title={assignment.title} />
      <div className={styles.all}>
        <AssignmentDetail assignment={assignment} onReload={handleReload} />
        <Thread subject={subject} title={t('thread')} />
        <FilesPanel subject={subject} />
        <StopButton assignment={assignment} onReload={handleReload} />
      </div>
    </Page>
  );
};
