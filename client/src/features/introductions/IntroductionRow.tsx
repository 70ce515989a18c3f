import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { IntroductionState, IntroductionView } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Clock } from '../../ui/Clock.js';
import { Tag } from '../../ui/Tag.js';
import card from '../../ui/Card.module.css';
import { ProgressLine } from './ProgressLine.js';
import { Sides } from './Sides.js';
import styles from './IntroductionRow.module.css';
import { useOrigin, useTurn } from './use-turn.js';

export const stateLooks: Record<IntroductionState, 'tag' | 'done' | 'plain'> = {
  open: 'tag',
  connected: 'done',
  declined: 'plain',
  expired: 'plain',
};

interface IntroductionRowProps {
  introduction: IntroductionView;
  /** Where the need is clear from the page, only the other half is named. */
  isWithinNeed?: boolean;
  level?: 2 | 3;
  /** A word more beside its state. */
  note?: ReactNode;
}

/** One introduction in a list: what, whose turn, by when. */
export const IntroductionRow = ({ introduction, isWithinNeed = false, level = 2, note }: IntroductionRowProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const format = useFormat();
  const turn = useTurn()(introduction);
  const origin = useOrigin()(introduction);
  const { id, state, progress, need, candidate, createdAt, endedAt, dueAt, abilities } = introduction;
  const item = candidate?.card.title ?? t('hiddenItem');
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article
      className={`${card.card} ${styles.row}`}
      aria-label={isWithinNeed ? item : t('pairTitle', { need: need?.title ?? '', item })}
    >
      <div className={styles.inside}>
        <div>
          <p className={card.facts}>
            <Tag look={abilities.canAnswer ? 'attention' : stateLooks[state]}>
              {turn ?? terms(`introductionState.${state}`)}
            </Tag>
            {state === 'open' ? <Clock dueAt={dueAt} label={t('answerDue')} /> : null}
            {note}
          </p>
          <Heading className={card.title}>
            <Link to={`/introductions/${id}`}>{isWithinNeed ? item : (need?.title ?? t('hiddenNeed'))}</Link>
          </Heading>
          {isWithinNeed ? null : <p className={card.with}>{item}</p>}
          <p className={card.facts}>
            <span>{origin}</span>
            <span>
              {t(state === 'open' ? 'startedAt' : state === 'connected' ? 'connectedAt' : 'endedAt', {
                date: format.date(endedAt ?? createdAt),
              })}
            </span>
          </p>
          <ProgressLine progress={progress} isSmall />
        </div>
        <Sides introduction={introduction} isSmall />
      </div>
    </article>
  );
};
