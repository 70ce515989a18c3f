import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { Board } from '../../features/cases/Board.js';
import { BoardFilters } from '../../features/cases/BoardFilters.js';
import { hasFilters, toQuery, useBoardFilters } from '../../features/cases/board-query.js';
import { useBoard } from '../../features/cases/use-cases.js';
import { Workload } from '../../features/cases/Workload.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

const Actions = () => {
  const t = useCopy('cases');
  return (
    <>
      <Button component={Link} to="/cases/new">
        {t('board.newInquiry')}
      </Button>
      <Button component={Link} to="/cases/idea" variant="default">
        {t('board.newIdea')}
      </Button>
    </>
  );
};

const Body = () => {
  const t = useCopy('cases');
  const { filters, set, clear } = useBoardFilters();
  const query = useBoard(toQuery(filters));
  if (query.isPending) return <LoadingState rows={4} height={160} />;
  if (!query.data) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total, workload } = query.data;
  return (
    <>
      <BoardFilters filters={filters} workload={workload} onSet={set} onClear={clear} />
      <Workload workload={workload} chosen={filters.lead} onChoose={(lead) => set('lead', lead)} />
      {items.length === 0 ? (
        <EmptyState title={t(hasFilters(filters) ? 'board.nothingFound' : 'board.empty')}>
          {hasFilters(filters) ? null : t('board.emptyHelp')}
        </EmptyState>
      ) : null}
      {total > items.length ? <p role="status">{t('board.cut', { total, shown: items.length })}</p> : null}
      <Board answer={query.data} areEndedShown={filters.ended !== ''} />
    </>
  );
};

/** The board of all cases. */
export const Component = () => {
  const t = useCopy('cases');
  return (
    <Page width="wide">
      <PageHead title={t('title')} description={t('board.description')} actions={<Actions />} />
      <Body />
    </Page>
  );
};
