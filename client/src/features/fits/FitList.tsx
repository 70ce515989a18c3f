import { useCopy } from '../../copy/index.js';
import { ScoredList, type ScoredListProps } from '../../ui/ScoredList.js';

interface FitListProps extends Omit<ScoredListProps, 'running' | 'empty' | 'emptyHelp'> {
  words: 'people' | 'work';
}

/** Fits below one another, in the words of whoever looks. */
export const FitList = ({ words, ...rest }: FitListProps) => {
  const t = useCopy('fits');
  const said = { running: t(`${words}.running`), empty: t(`${words}.empty`), emptyHelp: t(`${words}.emptyHelp`) };
  return <ScoredList {...rest} {...said} />;
};
