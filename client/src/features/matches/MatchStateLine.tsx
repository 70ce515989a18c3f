import type { MatchState, NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { useAgo } from '../../lib/ago.js';
import { Tag } from '../../ui/Tag.js';
import styles from './MatchStateLine.module.css';

type Moved = Exclude<MatchState, 'candidate'>;

const looks: Record<Moved, 'done' | 'tag' | 'plain'> = {
  shortlisted: 'done',
  proposed: 'tag',
  connected: 'done',
  declined: 'plain',
};

const Line = ({ match, state }: { match: Omit<NeedMatch, 'candidate'>; state: Moved }) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const ago = useAgo();
  const { stateBy, stateAt, declineReason } = match;
  const when = stateAt ? ago(stateAt) : '';
  const line =
    stateBy || state === 'connected'
      ? t(`stateLine.${state}`, { by: stateBy ?? '', ago: when })
      : t('stateLineUnknown', { ago: when });
  return (
    <p className={styles.line}>
      <Tag look={looks[state]}>{terms(`matchState.${state}`)}</Tag>
      {stateAt ? <span>{line}</span> : null}
      {declineReason ? <span>{t('declinedBecause', { reason: terms(`declineReason.${declineReason}`) })}</span> : null}
    </p>
  );
};

/** What became of a candidate, by whom and when; nothing while it is only a candidate. */
export const MatchStateLine = ({ match }: { match: Omit<NeedMatch, 'candidate'> }) =>
  match.state === 'candidate' ? null : <Line match={match} state={match.state} />;
