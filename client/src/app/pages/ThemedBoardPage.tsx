import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { BoardView } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { ProposeButton } from '../../features/introductions/ProposeButton.js';
import { BoardDetail, type BoardCandidate } from '../../features/themed-boards/BoardDetail.js';
import { BoardHead } from '../../features/themed-boards/BoardHead.js';
import { reloadBoard, useBoard } from '../../features/themed-boards/use-boards.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';

interface ProposeProps {
  need: BoardView['needs'][number];
  candidate: BoardCandidate;
  onDone: () => void;
}

const Propose = ({ need, candidate, onDone }: ProposeProps) => {
  const terms = useCopy('terms');
  const { kind, card } = candidate;
  const kindName = candidate.kind === 'seed' ? terms('listing.seed') : terms(`expertKind.${candidate.card.kind}`);
  const shared = <T extends string>(one: readonly T[], other: readonly T[]): T[] =>
    one.filter((tag) => other.includes(tag));
  const pair = {
    need: { id: need.id, title: need.title },
    item: { kind, id: card.id, title: card.title, kindName },
    tags: shared(need.tags, card.tags),
    cooperation: shared(need.cooperation, card.cooperation),
  };
  return (
    <div>
      <ProposeButton pair={pair} onDone={onDone} />
    </div>
  );
};

const Loaded = ({ board }: { board: BoardView }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const handleReload = (): void => void reloadBoard(client, board.id);
  return (
    <>
      <BoardHead board={board} onReload={handleReload} onRemoved={() => void navigate('/boards')} />
      <BoardDetail
        board={board}
        chosenId={search.get('need')}
        onChoose={(need) => setSearch({ need }, { replace: true })}
        propose={(need, candidate) => <Propose need={need} candidate={candidate} onDone={handleReload} />}
        onReload={handleReload}
      />
    </>
  );
};

export const Component = () => {
  const t = useCopy('boards');
  const common = useCopy('common');
  const query = useBoard(useAddressId());
  const board = query.data;
  const back = <Link to="/boards">{common('backTo', { page: t('title') })}</Link>;
  return (
    <Page>
      <PageHead title={board?.title ?? t('title')} eyebrow={back} />
      {board ? (
        <Loaded board={board} />
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
