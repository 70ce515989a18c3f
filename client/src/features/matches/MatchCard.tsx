// One match as a card that is understood in five seconds: what, how well, why, and what can be done.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ItemMatch, NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { Score } from '../../ui/Score.js';
import scored from '../../ui/ScoredCard.module.css';
import { CandidateFacts, NeedFacts } from './CardFacts.js';
import { Evidence } from './Evidence.js';
import type { Perspective } from './Evidence.js';
import { MatchStateLine } from './MatchStateLine.js';
import { ScoreBar } from './ScoreBar.js';
import styles from './MatchCard.module.css';

type Shape = Omit<NeedMatch, 'candidate'>;

interface FrameProps {
  match: Shape;
  perspective: Perspective;
  title: string;
  address: string;
  facts: ReactNode;
  level: 2 | 3;
  actions?: ReactNode;
  notice?: ReactNode;
  isSelected?: boolean;
  /** Somebody else changed it while it was on screen. */
  isChanged?: boolean;
  onSelect?: () => void;
}

const Frame = ({
  match,
  perspective,
  title,
  address,
  facts,
  level,
  actions,
  notice,
  isSelected = false,
  isChanged = false,
  onSelect,
}: FrameProps) => {
  const t = useCopy('matches');
  const Heading = level === 2 ? 'h2' : 'h3';
  const look = [
    scored.card,
    styles.card,
    isSelected && styles.selected,
    isChanged && styles.changed,
    match.state === 'declined' && styles.aside,
  ];
  return (
    <article
      className={look.filter(Boolean).join(' ')}
      aria-label={title}
      onClick={onSelect}
      onFocus={onSelect}
      data-match={match.id}
    >
      {isChanged ? <span className={styles.mark}>{t('changedNow')}</span> : null}
      <div className={scored.top}>
        <div className={scored.words}>
          <Heading className={scored.title}>
            <Link to={address}>{title}</Link>
          </Heading>
          {facts}
        </div>
        <Score score={match.score} />
      </div>
      <ScoreBar score={match.score} parts={match.parts} />
      <Evidence evidence={match.evidence} missing={match.missing} perspective={perspective} />
      <MatchStateLine match={match} />
      {notice}
      {actions ? <div className={scored.actions}>{actions}</div> : null}
    </article>
  );
};

type CommonProps = Pick<FrameProps, 'actions' | 'notice' | 'isSelected' | 'isChanged' | 'onSelect'> & { level?: 2 | 3 };

/** A candidate, seen from its need. */
export const CandidateMatchCard = ({ match, level = 2, ...rest }: CommonProps & { match: NeedMatch }) => {
  const { kind, card } = match.candidate;
  return (
    <Frame
      {...rest}
      level={level}
      match={match}
      perspective="need"
      title={card.title}
      address={`/${kind}s/${card.id}`}
      facts={<CandidateFacts candidate={match.candidate} />}
    />
  );
};

/** A need, seen from a seed or profile that fits it. */
export const FittingNeedCard = ({ match, level = 2, ...rest }: CommonProps & { match: ItemMatch }) => (
  <Frame
    {...rest}
    level={level}
    match={match}
    perspective="item"
    title={match.need.title}
    address={`/needs/${match.need.id}`}
    facts={<NeedFacts need={match.need} />}
  />
);
