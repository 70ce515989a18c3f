import { useDroppable } from '@dnd-kit/core';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseCard } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { BoardCard } from './BoardCard.js';
import styles from './Board.module.css';

interface BoardColumnProps {
  stage: CaseStage;
  cards: readonly CaseCard[];
  count: number;
  /** The card that is held, if any. */
  held: CaseCard | null;
  onMove: (card: CaseCard, to: CaseStage) => void;
}

/** One stage; while a card is held it shows whether it may be put here. */
export const BoardColumn = ({ stage, cards, count, held, onMove }: BoardColumnProps) => {
  const t = useCopy('cases');
  const isAllowed = !held || held.stage === stage || held.allowedMoves.includes(stage);
  const { setNodeRef, isOver } = useDroppable({ id: stage, disabled: !isAllowed });
  const state = !isAllowed ? styles.closed : isOver ? styles.over : held ? styles.open : undefined;
  return (
    <section ref={setNodeRef} className={`${styles.column} ${state ?? ''}`} aria-labelledby={`stage-${stage}`}>
      <h2 id={`stage-${stage}`} className={styles.columnTitle}>
        {t(`stage.${stage}`)} <span className={styles.meta}>{t('board.columnCount', { count })}</span>
      </h2>
      {!isAllowed ? <p className={styles.meta}>{t('board.notAllowed')}</p> : null}
      {cards.length === 0 && isAllowed ? <p className={styles.meta}>{t('board.columnEmpty')}</p> : null}
      <ul className={styles.cards}>
        {cards.map((card) => (
          <BoardCard key={card.id} card={card} onMove={onMove} />
        ))}
      </ul>
    </section>
  );
};
