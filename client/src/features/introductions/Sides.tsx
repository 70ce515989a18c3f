// Double opt-in as a picture: a thread from each side to the middle. It is drawn through when a side has accepted;
// when both have, the knot in the middle is tied.
import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconHourglass, IconX } from '@tabler/icons-react';
import { sides } from '@enishi/shared/introductions';
import type { IntroductionView, Side } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Sides.module.css';

const icons = { pending: IconHourglass, accepted: IconCheck, declined: IconX } as const;

interface SideBoxProps {
  introduction: IntroductionView;
  side: Side;
  isSmall: boolean;
}

const SideBox = ({ introduction, side, isSmall }: SideBoxProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const format = useFormat();
  const { state, at, reason, text } = introduction.answers[side];
  const Icon = icons[state];
  // What ended without this side's answer waits for nothing.
  const isOver = introduction.state !== 'open' && state === 'pending';
  return (
    <li className={[styles.side, styles[state]].join(' ')}>
      <p className={styles.name}>
        {terms(`side.${side}`)}
        {introduction.mySide === side ? <Tag>{t('you')}</Tag> : null}
      </p>
      <p className={styles.answer}>
        <Icon size={16} stroke={2} aria-hidden />
        {isOver ? t('notYet') : terms(`answer.${state}`)}
      </p>
      {!isSmall && at ? <p className={styles.when}>{t('answeredAt', { date: format.dateTime(at) })}</p> : null}
      {!isSmall && reason ? (
        <p className={styles.when}>{t('reason', { reason: terms(`declineReason.${reason}`) })}</p>
      ) : null}
      {!isSmall && text ? <p className={styles.text}>{text}</p> : null}
    </li>
  );
};

type Knot = 'open' | 'half' | 'connected' | 'ended';

const knotOf = ({ state, answers }: IntroductionView): Knot => {
  if (state === 'connected') return 'connected';
  if (state !== 'open') return 'ended';
  return sides.some((side) => answers[side].state === 'accepted') ? 'half' : 'open';
};

interface SidesProps {
  introduction: IntroductionView;
  /** In lists: the states alone. */
  isSmall?: boolean;
}

export const Sides = ({ introduction, isSmall = false }: SidesProps) => {
  const t = useCopy('introductions');
  const knot = knotOf(introduction);
  const thread = (side: Side): string => [styles.thread, styles[introduction.answers[side].state]].join(' ');
  return (
    <div className={isSmall ? styles.small : undefined}>
      <ul className={styles.sides} aria-label={t('sides')}>
        <SideBox introduction={introduction} side="need" isSmall={isSmall} />
        <li className={styles.middle}>
          <span className={thread('need')} aria-hidden />
          <span className={[styles.knot, styles[knot]].join(' ')}>
            <span aria-hidden lang="ja">
              縁
            </span>
            <VisuallyHidden>{t(`knot.${knot}`)}</VisuallyHidden>
          </span>
          <span className={thread('item')} aria-hidden />
        </li>
        <SideBox introduction={introduction} side="item" isSmall={isSmall} />
      </ul>
    </div>
  );
};
