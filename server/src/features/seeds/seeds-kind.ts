import { seedContent, seedDraft, type SeedDraft, type seedQuery } from '@enishi/shared/seeds';
import type { z } from 'zod';
import type { ListingKindOf } from '../../listings/listing.js';

export const seedKind: ListingKindOf<SeedDraft> = {
  kind: 'seed',
  letter: 'S',
  draftable: seedDraft,
  publishable: seedContent,
  summary: ['readiness', 'propertyStatus'],
  details: ['problem', 'features', 'uses', 'challenges', 'expectations', 'propertyNote', 'record'],
  contactNote: (content) => content.contactNote,
  filters: (given) => {
    const { readinessFrom, propertyStatus } = given as z.output<typeof seedQuery>;
    return {
      ...(readinessFrom && { 'content.readiness': { $gte: readinessFrom } }),
      ...(propertyStatus?.length && { 'content.propertyStatus': { $in: propertyStatus } }),
    };
  },
};
