// How many fit, beside one's own listings; kept fresh by the same hints as the full list.
import type { CandidateKind } from '@enishi/shared/matches';
import { useCopy } from '../copy/index.js';
import { useItemMatches, useNeedMatches } from '../features/matches/use-matches.js';
import styles from './MatchCounts.module.css';

interface CountProps {
  matches: { items: readonly unknown[]; isComplete: boolean } | undefined;
  words: (count: number) => string;
}

const Count = ({ matches, words }: CountProps) => {
  const t = useCopy('home');
  if (!matches) return null;
  const isRunning = !matches.isComplete && matches.items.length === 0;
  return <span className={styles.count}>{isRunning ? t('matching') : words(matches.items.length)}</span>;
};

export const CandidateCount = ({ id }: { id: string }) => {
  const t = useCopy('home');
  return <Count matches={useNeedMatches(id).data} words={(count) => t('company.count', { count })} />;
};

export const FittingCount = ({ kind, id }: { kind: CandidateKind; id: string }) => {
  const t = useCopy('home');
  return <Count matches={useItemMatches(kind, id).data} words={(count) => t('fitting', { count })} />;
};
