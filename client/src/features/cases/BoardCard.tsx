import { useDraggable } from '@dnd-kit/core';
import { IconGripVertical } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseCard } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import { Clock } from '../../ui/Clock.js';
import styles from './Board.module.css';
import { MoveMenu } from './MoveMenu.js';

const DAY = 86_400_000;
/** Days without movement from which on a card says so. */
const QUIET_DAYS = 7;

interface BoardCardProps {
  card: CaseCard;
  onMove: (card: CaseCard, to: CaseStage) => void;
}

const Facts = ({ card }: { card: CaseCard }) => {
  const t = useCopy('cases');
  const format = useFormat();
  const now = useNow();
  const quiet = Math.floor((now - new Date(card.touchedAt).getTime()) / DAY);
  const { nextAction, clock, lead } = card;
  return (
    <>
      <p className={styles.next}>
        {nextAction ? (
          <>
            {nextAction.text}
            {nextAction.dueOn ? (
              <span className={styles.meta}> {format.date(`${nextAction.dueOn}T00:00:00+09:00`)}</span>
            ) : null}
          </>
        ) : (
          <span className={styles.meta}>{t('board.noNext')}</span>
        )}
      </p>
      <p className={styles.meta}>
        <span>{lead?.displayName ?? t('noLead')}</span>
        {clock && clock.kind !== 'case_silent' ? <Clock dueAt={clock.dueAt} label={t(`clock.${clock.kind}`)} /> : null}
        {quiet >= QUIET_DAYS ? <span>{t('board.quiet', { count: quiet })}</span> : null}
      </p>
    </>
  );
};

/** One case on the board: a grip to drag by pointer or keyboard, a link to its page, a menu of moves. */
export const BoardCard = ({ card, onMove }: BoardCardProps) => {
  const t = useCopy('cases');
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: card.id, data: { card } });
  return (
    <li ref={setNodeRef} className={isDragging ? styles.dragged : styles.card} data-case={card.id}>
      <div className={styles.cardHead}>
        <button
          type="button"
          className={styles.grip}
          {...attributes}
          {...listeners}
          aria-label={t('board.grip', { title: card.title })}
        >
          <IconGripVertical size={16} aria-hidden />
        </button>
        <span className={styles.meta}>{card.code}</span>
        <MoveMenu title={card.title} allowed={card.allowedMoves} onMove={(to) => onMove(card, to)} />
      </div>
      <Link to={`/cases/${card.id}`} className={styles.cardTitle}>
        {card.title}
      </Link>
      <Facts card={card} />
    </li>
  );
};
