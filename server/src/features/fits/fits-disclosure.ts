// What of a pair may be told to whom. The grid of free hours, where somebody lives and the texts are details of a listing:
// whoever may not read those reads neither the hours in common nor the distance nor the shared words.
import type { FitEvidence } from '@enishi/shared/fits';
import type { Actor } from '../../actor.js';
import { canSee } from '../../listings/listing-policy.js';
import { foldText } from '../../listings/listing-search.js';
import type { Expert, Opening } from './work-sides.js';

export function evidenceFor(
  evidence: FitEvidence,
  { opening, expert }: { opening: Opening; expert: Expert },
  actor: Actor,
): FitEvidence {
  const closed = [opening, expert].filter((listing) => !canSee(actor, listing, 'details'));
  if (closed.length === 0) return evidence;
  const titles = closed.map(({ content }) => foldText(content.title));
  return {
    ...evidence,
    hours: { ...evidence.hours, cells: null },
    place: { km: closed.some(({ kind }) => kind === 'expert') ? null : evidence.place.km },
    words: evidence.words.filter((word) => titles.every((title) => title.includes(foldText(word)))),
  };
}
