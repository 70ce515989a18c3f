import { needContent, needDraft, type NeedDraft, type needQuery } from '@enishi/shared/needs';
import type { z } from 'zod';
import type { ListingKindOf } from '../../listings/listing.js';

/** A need that may be published has the shape of a draft, only fuller. */
export const needKind: ListingKindOf<NeedDraft> = {
  kind: 'need',
  letter: 'N',
  draftable: needDraft,
  publishable: needContent,
  summary: ['industry', 'timeframe'],
  details: ['situation', 'goal', 'tried', 'mustHaves', 'budget', 'readinessWanted'],
  contactNote: () => '',
  filters: (given) => {
    const { industry, timeframe } = given as z.output<typeof needQuery>;
    return {
      ...(industry?.length && { 'content.industry': { $in: industry } }),
      ...(timeframe?.length && { 'content.timeframe': { $in: timeframe } }),
    };
  },
};
