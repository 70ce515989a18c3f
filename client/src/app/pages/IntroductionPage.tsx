import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { IntroductionDetail } from '../../features/introductions/IntroductionDetail.js';
import { reloadIntroduction, useIntroduction } from '../../features/introductions/use-introductions.js';
import { useOrigin } from '../../features/introductions/use-turn.js';
import { FilesPanel } from '../../features/talk/FilesPanel.js';
import { NdaPanel } from '../../features/ndas/NdaPanel.js';
import { Thread } from '../../features/talk/Thread.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { StartMeeting } from '../../features/meetings/StartMeeting.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('introductions');
  const common = useCopy('common');
  const client = useQueryClient();
  const originOf = useOrigin();
  const { id = '' } = useParams<'id'>();
  const query = useIntroduction(id);
  const introduction = query.data;
  const back = <Link to="/introductions">{common('backTo', { page: t('title') })}</Link>;
  if (!introduction)
    return (
      <Page width="narrow">
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
  return (
    <Page width="narrow">
      <PageHead
        eyebrow={back}
        title={introduction.need?.title ?? t('hiddenNeed')}
        description={`↔ ${introduction.candidate?.card.title ?? t('hiddenItem')}（${originOf(introduction)}）`}
      />
      <IntroductionDetail introduction={introduction} onReload={() => void reloadIntroduction(client, id)} />
      {introduction.state === 'connected' && introduction.mySide === null ? <StartMeeting introductionId={id} /> : null}
      {introduction.state === 'connected' ? <NdaPanel introductionId={id} /> : null}
      <Thread subject={{ kind: 'introduction', id }} />
      <FilesPanel subject={{ kind: 'introduction', id }} />
    </Page>
  );
};
