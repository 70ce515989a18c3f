// One opening and one profile: may they be paired, and how well do they fit?
import { fitThresholds, type FitPart } from '@enishi/shared/fits';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { relationsOf } from '../../matching/concepts.js';
import { DEFAULT_WEIGHTS } from '../../matching/weights.js';
import { hindrancesOf, mayPair } from '../../matching/fit/hindrances.js';
import { createTextReader, type TextReader } from '../../matching/fit/text-share.js';
import type { WorkFit } from '../../matching/fit/types.js';
import { fitWork, noText, scoreWork } from '../../matching/fit/work-fit.js';
import { textsOfExpert, textsOfOpening, type Expert, type Opening, type WorkSides } from './work-sides.js';
import type { ExpertFacts, Facts, OpeningFacts } from './work-facts-store.js';

/** What decides whether two listings may meet at all. */
interface Party {
  ownerId: string;
  organisationId: string;
  blocked: ReadonlySet<string>;
}

interface Dependencies {
  sides: WorkSides;
  mayMeet: (one: Party, other: Party) => boolean;
  /** YYYY-MM-DD in Asia/Tokyo. */
  today: () => string;
}

const partyOf = ({
  ownerId,
  organisationId,
  content,
}: Pick<Facts<{ blockedOrganisationIds: string[] }>, 'ownerId' | 'organisationId' | 'content'>): Party => ({
  ownerId,
  organisationId,
  blocked: new Set(content.blockedOrganisationIds),
});

export const isFit = ({ score }: { score: number }): boolean => score >= fitThresholds.candidate;

/** Not yet a fit, but one change would make it one. */
export const isWithinReach = ({ score, parts, gaps }: Pick<WorkFit, 'score' | 'parts' | 'gaps'>): boolean =>
  score < fitThresholds.candidate &&
  score >= fitThresholds.near &&
  parts.skills > 0 &&
  score + (gaps[0]?.gain ?? 0) >= fitThresholds.candidate;

export function createPairing({ sides, mayMeet, today }: Dependencies) {
  const around = () => ({ relationsOf: (tag: string) => relationsOf(tag, taxonomy, DEFAULT_WEIGHTS), today: today() });

  const fitOf = (opening: Opening, expert: Expert, reader: TextReader): WorkFit => {
    const texts = textsOfExpert(expert.content);
    const text = { share: reader.shareOf(texts), words: reader.wordsOf(texts) };
    return fitWork(sides.asked(opening.content), sides.offered(expert.content), text, around());
  };

  return {
    today,
    /** Nobody can apply any more once its day has passed. */
    isOpen: ({ content }: Pick<OpeningFacts, 'content'>): boolean =>
      content.applyBy === null || content.applyBy >= today(),
    /** Is this person there now, and has not set work aside? */
    takesWork: ({ content }: Pick<ExpertFacts, 'content'>): boolean => {
      const { unavailableUntil, availableTo } = content;
      return (
        (unavailableUntil === null || unavailableUntil < today()) && (availableTo === null || availableTo >= today())
      );
    },
    /** Hard conditions, asked before anything is scored. */
    mayPair: (opening: OpeningFacts, expert: ExpertFacts): boolean =>
      mayMeet(partyOf(opening), partyOf(expert)) &&
      mayPair(sides.asked(opening.content), sides.offered(expert.content), today()),
    hindrances: (opening: OpeningFacts, expert: ExpertFacts) =>
      hindrancesOf(sides.asked(opening.content), sides.offered(expert.content), today()),
    /** Without the texts, for looking at many. */
    quickScore: (opening: OpeningFacts, expert: ExpertFacts): { score: number; parts: Record<FitPart, number> } =>
      scoreWork(sides.asked(opening.content), sides.offered(expert.content), noText, around()),
    readerOf: (opening: Opening): TextReader => createTextReader(textsOfOpening(opening.content), taxonomy),
    fitOf,
  };
}
export type Pairing = ReturnType<typeof createPairing>;
