import type { CooperationWay } from '@enishi/shared/cooperation';
import type { NeedMatch } from '@enishi/shared/matches';
import type { NeedCard } from '@enishi/shared/needs';

export interface LetterPoints {
  /** Concept ids, at most five. */
  tags: string[];
  cooperation: CooperationWay[];
}

/**
 * Reasons that may stand in a letter to both sides. Words and quotes are left out: they may come from a part that the
 * other side may not read yet, tags and ways of cooperation belong to the summary that both are shown.
 */
export function letterPoints(match: NeedMatch, need: Pick<NeedCard, 'cooperation'>): LetterPoints {
  const tags = [...new Set(match.evidence.tags.map(({ concept }) => concept))].slice(0, 5);
  const cooperation = match.candidate.card.cooperation.filter((way) => need.cooperation.includes(way));
  return { tags, cooperation };
}
