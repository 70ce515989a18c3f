import { useCopy } from '../../copy/index.js';
import { ScoredList, type ScoredListProps } from '../../ui/ScoredList.js';

interface MatchListProps extends Omit<ScoredListProps, 'running' | 'empty' | 'emptyHelp'> {
  words: 'candidates' | 'fitting';
}

/** Matches below one another, in the words of whoever looks. */
export const MatchList = ({ words, ...rest }: MatchListProps) => {
  const t = useCopy('matches');
  const said = { running: t(`${words}.running`), empty: t(`${words}.empty`), emptyHelp: t(`${words}.emptyHelp`) };
  return <ScoredList {...rest} {...said} />;
};
