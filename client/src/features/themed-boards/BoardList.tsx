import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { BoardView } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { BoardDialog } from './BoardDialog.js';
import { BoardFacts } from './BoardFacts.js';
import styles from './Boards.module.css';
import { useBoards } from './use-boards.js';

export const CreateBoard = ({ onCreated }: { onCreated: (board: BoardView) => void }) => {
  const t = useCopy('boards');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('create')}</Button>
      {isOpen ? <BoardDialog board={null} onDone={onCreated} onClose={close} onReload={close} /> : null}
    </>
  );
};

/** Boards of one's centre and prefectures, newest first. */
export const BoardList = () => {
  const t = useCopy('boards');
  const query = useBoards();
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const { items } = query.data;
  if (items.length === 0) return <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>;
  return (
    <div className={styles.rows}>
      {items.map((board) => (
        <article key={board.id} className={styles.row} aria-label={board.title}>
          <h2>
            <Link to={`/boards/${board.id}`}>{board.title}</Link>
          </h2>
          <BoardFacts board={board} />
        </article>
      ))}
    </div>
  );
};
