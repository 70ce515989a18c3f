// All cases by stage. Cards are dragged by pointer or keyboard, or moved by a menu; a colleague's moves arrive by hints.
import { useState } from 'react';
import { DndContext, DragOverlay, pointerWithin, rectIntersection } from '@dnd-kit/core';
import type { CollisionDetection } from '@dnd-kit/core';
import { useMediaQuery } from '@mantine/hooks';
import { caseStages } from '@enishi/shared/case-stages';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseCard } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { BoardColumn } from './BoardColumn.js';
import styles from './Board.module.css';
import { EndDialog } from './EndDialog.js';
import { CaseFailure } from './StaleCase.js';
import { useBoardDrag } from './use-board-drag.js';
import { useMoveCard } from './use-cases.js';
import type { BoardAnswer } from './use-cases.js';

/** Where the pointer is; by keyboard there is none, and what the card lies over counts. */
const underPointer: CollisionDetection = (given) => {
  const found = pointerWithin(given);
  return found.length > 0 ? found : rectIntersection(given);
};

const useMoving = () => {
  const t = useCopy('cases');
  const [ending, setEnding] = useState<CaseCard | null>(null);
  const mutation = useMoveCard();
  const move = (card: CaseCard, to: CaseStage): void => {
    if (to === 'ended') return setEnding(card);
    mutation.mutate(
      { card, to },
      { onSuccess: () => notifyDone(t('board.moved', { title: card.title, stage: t(`stage.${to}`) })) },
    );
  };
  const dialog = ending ? (
    <EndDialog
      title={ending.title}
      isBusy={mutation.isPending}
      error={mutation.error}
      onEnd={(given) => mutation.mutate({ card: ending, to: 'ended', ...given }, { onSuccess: () => setEnding(null) })}
      onClose={() => setEnding(null)}
    />
  ) : (
    <CaseFailure error={mutation.error} onTakeTheirs={mutation.reset} />
  );
  return { move, dialog };
};

export const Board = ({ answer, areEndedShown }: { answer: BoardAnswer; areEndedShown: boolean }) => {
  const t = useCopy('cases');
  const isNarrow = useMediaQuery('(max-width: 47.99em)');
  const { move, dialog } = useMoving();
  const { held, context } = useBoardDrag(move);
  const [picked, setPicked] = useState<CaseStage | null>(null);
  const stages = caseStages.filter(
    (stage) => stage !== 'ended' || areEndedShown || held?.allowedMoves.includes('ended'),
  );
  const first = stages.find((stage) => answer.counts[stage] > 0) ?? 'received';
  const shown = isNarrow ? [picked ?? first] : stages;
  return (
    <>
      {dialog}
      {isNarrow ? (
        <SelectField
          name="stage"
          label={t('board.pickStage')}
          choices={stages.map((stage) => ({
            value: stage,
            label: `${t(`stage.${stage}`)} ${t('board.columnCount', { count: answer.counts[stage] })}`,
          }))}
          value={picked ?? first}
          onChange={(value) => setPicked(caseStages.find((stage) => stage === value) ?? null)}
        />
      ) : null}
      <DndContext {...context} collisionDetection={underPointer}>
        <div className={isNarrow ? styles.single : styles.board}>
          {shown.map((stage) => (
            <BoardColumn
              key={stage}
              stage={stage}
              cards={answer.items.filter((card) => card.stage === stage)}
              count={answer.counts[stage]}
              held={held}
              onMove={move}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>{held ? <p className={styles.held}>{held.title}</p> : null}</DragOverlay>
      </DndContext>
    </>
  );
};
