import { Suspense } from 'react';
import type { NeedMatch } from '@enishi/shared/matches';
import type { NeedCase } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { ProposeButton } from '../../features/introductions/ProposeButton.js';
import { ColleagueMoves } from '../../features/matches/ColleagueMoves.js';
import { CoordinatorActions } from '../../features/matches/CoordinatorActions.js';
import { letterPoints } from '../../features/matches/letter-points.js';
import { CandidateMatchCard } from '../../features/matches/MatchCard.js';
import { SetAside } from '../../features/matches/SetAside.js';
import { useChangedMatches } from '../../features/matches/use-changed-matches.js';
import { useViewer } from '../../lib/session.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './WorkbenchCandidates.module.css';

interface WorkbenchCandidatesProps {
  needCase: NeedCase;
  chosenId: string | null;
  onChoose: (id: string) => void;
  onMoved: () => void;
}

const Propose = ({ needCase, match, onMoved }: { needCase: NeedCase; match: NeedMatch; onMoved: () => void }) => {
  const terms = useCopy('terms');
  const { need } = needCase;
  const { kind, card } = match.candidate;
  const kindName =
    match.candidate.kind === 'seed' ? terms('listing.seed') : terms(`expertKind.${match.candidate.card.kind}`);
  const pair = {
    need: { id: need.id, title: need.title },
    item: { kind, id: card.id, title: card.title, kindName },
    ...letterPoints(match, need),
  };
  return <ProposeButton pair={pair} onDone={onMoved} />;
};

const Nothing = ({ isMatched }: { isMatched: boolean }) => {
  const t = useCopy('matches');
  if (!isMatched)
    return (
      <>
        <p className={styles.running} role="status">
          {t('candidates.running')}
        </p>
        <LoadingState rows={2} height={200} />
      </>
    );
  return (
    <EmptyState level={3} title={t('candidates.empty')}>
      {t('candidates.emptyCoordinatorHelp')}
    </EmptyState>
  );
};

/** The right of the workbench: candidates with their reasons and what can be done with them. */
export const WorkbenchCandidates = ({ needCase, chosenId, onChoose, onMoved }: WorkbenchCandidatesProps) => {
  const t = useCopy('matches');
  const viewer = useViewer();
  const { matches, need, isMatched } = needCase;
  const changed = useChangedMatches(matches, viewer?.displayName ?? null);
  const open = matches.filter(({ state }) => state !== 'declined');
  const aside = matches.filter(({ state }) => state === 'declined');
  const card = (match: NeedMatch) => (
    <CandidateMatchCard
      key={match.id}
      match={match}
      level={3}
      isSelected={match.id === chosenId}
      isChanged={changed.includes(match)}
      onSelect={() => onChoose(match.id)}
      actions={
        <CoordinatorActions
          needId={need.id}
          match={match}
          propose={<Propose needCase={needCase} match={match} onMoved={onMoved} />}
          onMoved={onMoved}
        />
      }
    />
  );
  return (
    <Suspense>
      <p className={styles.eyebrow}>{t('candidates.count', { count: open.length })}</p>
      <h2 className={styles.title}>{t('candidates.title')}</h2>
      <ColleagueMoves matches={changed} />
      {open.length === 0 ? <Nothing isMatched={isMatched} /> : <div className={styles.cards}>{open.map(card)}</div>}
      <SetAside count={aside.length}>{aside.map(card)}</SetAside>
    </Suspense>
  );
};
