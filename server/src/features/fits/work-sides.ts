// An opening and a profile as the scoring takes them.
import type { AskedWork, OfferedWork, Spot, WorkTexts } from '../../matching/fit/types.js';
import type { Listing } from '../../listings/listing.js';
import type { ExpertDraft } from '@enishi/shared/experts';
import type { OpeningDraft } from '@enishi/shared/openings';
import type { ExpertFacts, OpeningFacts } from './work-facts-store.js';

export type Opening = Listing<OpeningDraft>;
export type Expert = Listing<ExpertDraft>;

const paragraphs = (...texts: readonly string[]) => texts.filter((text) => text !== '').join('\n');

export const textsOfOpening = ({ title, work, freeTags }: OpeningDraft): WorkTexts => ({ title, body: work, freeTags });
export const textsOfExpert = ({ title, canDo, experience, freeTags }: ExpertDraft): WorkTexts => ({
  title,
  body: paragraphs(canDo, experience),
  freeTags,
});

export function createWorkSides(spotOf: (municipality: string) => Spot | null) {
  const spot = (municipality: string | null) => (municipality === null ? null : spotOf(municipality));
  return {
    asked: ({ municipality, ...content }: OpeningFacts['content']): AskedWork => ({
      ...content,
      spot: spot(municipality),
    }),
    offered: ({ municipality, ...content }: ExpertFacts['content']): OfferedWork => ({
      ...content,
      spot: spot(municipality),
    }),
  };
}
export type WorkSides = ReturnType<typeof createWorkSides>;
