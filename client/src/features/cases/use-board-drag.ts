// Dragging cards by pointer and by keyboard, told in the reader's language as it happens.
import { useRef, useState } from 'react';
import { KeyboardCode, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { Announcements, DragEndEvent, DragStartEvent, KeyboardCoordinateGetter } from '@dnd-kit/core';
import { caseStages } from '@enishi/shared/case-stages';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseCard } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';

const stageOf = (id: unknown): CaseStage | null => caseStages.find((stage) => stage === id) ?? null;
const cardOf = (data: { current?: unknown }): CaseCard | null =>
  (data.current as { card?: CaseCard } | undefined)?.card ?? null;

/** Arrow keys go from stage to stage, over those where the card may not be put. */
const toNextStage: KeyboardCoordinateGetter = (event, { context }) => {
  const step = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 }[event.code as 'ArrowRight' | 'ArrowLeft'];
  const { droppableContainers, droppableRects, active, over, collisionRect } = context;
  if (!step || !active || !collisionRect) return undefined;
  event.preventDefault();
  const card = cardOf(active.data);
  const open = caseStages.filter((stage) => {
    const container = droppableContainers.get(stage);
    return container && !container.disabled && droppableRects.has(stage);
  });
  const from = stageOf(over?.id) ?? card?.stage ?? null;
  const at = from === null ? -1 : caseStages.indexOf(from);
  const next =
    step > 0
      ? open.find((stage) => caseStages.indexOf(stage) > at)
      : open.findLast((stage) => caseStages.indexOf(stage) < at);
  const rect = next && droppableRects.get(next);
  return rect ? { x: rect.left + 8, y: rect.top + 8 } : undefined;
};

export const useBoardDrag = (onMove: (card: CaseCard, to: CaseStage) => void) => {
  const t = useCopy('cases');
  const [held, setHeld] = useState<CaseCard | null>(null);
  // A card begins over its own stage; saying so would talk over what was picked up.
  const hasLeft = useRef(false);
  const sensors = useSensors(
    // A press without a move is a click.
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextStage }),
  );
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      const card = cardOf(active.data);
      hasLeft.current = false;
      return card ? t('board.picked', { title: card.title, stage: t(`stage.${card.stage}`) }) : undefined;
    },
    onDragOver: ({ active, over }) => {
      const stage = stageOf(over?.id);
      if (stage !== cardOf(active.data)?.stage) hasLeft.current = true;
      if (!hasLeft.current) return undefined;
      return stage ? t('board.over', { stage: t(`stage.${stage}`) }) : undefined;
    },
    onDragEnd: ({ active, over }) => {
      const card = cardOf(active.data);
      const stage = stageOf(over?.id);
      if (!card) return undefined;
      return stage && stage !== card.stage
        ? t('board.dropped', { title: card.title, stage: t(`stage.${stage}`) })
        : t('board.droppedBack', { title: card.title });
    },
    onDragCancel: ({ active }) => t('board.cancelled', { title: cardOf(active.data)?.title ?? '' }),
  };
  return {
    held,
    context: {
      sensors,
      accessibility: { announcements, screenReaderInstructions: { draggable: t('board.instructions') } },
      onDragStart: ({ active }: DragStartEvent) => setHeld(cardOf(active.data)),
      onDragCancel: () => setHeld(null),
      onDragEnd: ({ active, over }: DragEndEvent) => {
        setHeld(null);
        const card = cardOf(active.data);
        const stage = stageOf(over?.id);
        if (card && stage && card.allowedMoves.includes(stage)) onMove(card, stage);
      },
    },
  };
};
