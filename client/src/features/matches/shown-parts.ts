import { scoreParts } from '@enishi/shared/matches';
import type { MatchParts, ScorePart } from '@enishi/shared/matches';
import { wholePoints } from '../../lib/whole-points.js';

export interface ShownPart {
  part: ScorePart;
  /** Whole points. */
  points: number;
}

/** Parts in whole points that add up to the score as it is shown. */
export const shownParts = (parts: MatchParts, score: number): { score: number; parts: ShownPart[] } =>
  wholePoints(scoreParts, parts, score);
