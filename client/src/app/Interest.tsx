import { Suspense, lazy } from 'react';
import type { CandidateKind } from '@enishi/shared/matches';

const InterestButton = lazy(async () => ({
  default: (await import('../features/introductions/InterestButton.js')).InterestButton,
}));

interface InterestProps {
  canExpress: boolean;
  title: string;
  needId?: string;
  itemKind?: CandidateKind;
  itemId?: string;
}

/** The button to express interest, for whoever the answer allows to; its code is not part of what visitors download. */
export const Interest = ({ canExpress, ...pair }: InterestProps) =>
  canExpress ? (
    <Suspense>
      <InterestButton {...pair} />
    </Suspense>
  ) : null;
