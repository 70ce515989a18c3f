import { useState } from 'react';
import { Button } from '@mantine/core';
import type { BoardView } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { BoardDialog } from './BoardDialog.js';
import { BoardFacts } from './BoardFacts.js';
import styles from './Boards.module.css';
import { StaleBoard, staleOf } from './StaleBoard.js';
import { useRemoveBoard } from './use-boards.js';

interface BoardHeadProps {
  board: BoardView;
  onReload: () => void;
  onRemoved: () => void;
}

/** The query of a board, and changing or ending it. */
export const BoardHead = ({ board, onReload, onRemoved }: BoardHeadProps) => {
  const t = useCopy('boards');
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const remove = useRemoveBoard(board.id);
  const stale = staleOf(remove.error);
  const close = (): void => setOpen(null);
  const send = (version: number): void =>
    remove.mutate(version, {
      onSuccess: () => {
        notifyDone(t('removed'));
        onRemoved();
      },
    });
  return (
    <div className={styles.head}>
      <BoardFacts board={board} />
      <div className={styles.buttons}>
        <Button size="compact-md" variant="default" onClick={() => setOpen('edit')}>
          {t('edit')}
        </Button>
        {board.abilities.canRemove ? (
          <Button size="compact-md" variant="subtle" color="gray.7" onClick={() => setOpen('remove')}>
            {t('remove')}
          </Button>
        ) : null}
      </div>
      {open === 'edit' ? <BoardDialog board={board} onDone={close} onClose={close} onReload={onReload} /> : null}
      <ConfirmDialog
        isOpen={open === 'remove'}
        isGrave
        title={t('removeTitle')}
        confirmLabel={t('removeConfirm')}
        isBusy={remove.isPending}
        isDisabled={stale !== null}
        error={stale ? null : remove.error}
        onConfirm={() => send(board.version)}
        onClose={close}
      >
        <p>{t('removeExplain')}</p>
        {stale ? <StaleBoard stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
      </ConfirmDialog>
    </div>
  );
};
