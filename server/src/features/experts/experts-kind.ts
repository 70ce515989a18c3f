import { expertContent, expertDraft, type ExpertDraft, type expertQuery } from '@enishi/shared/experts';
import type { z } from 'zod';
import type { ListingKindOf } from '../../listings/listing.js';

export const expertKind: ListingKindOf<ExpertDraft> = {
  kind: 'expert',
  letter: 'E',
  draftable: expertDraft,
  publishable: expertContent,
  summary: ['kind', 'hoursPerWeek', 'workPlace'],
  details: ['canDo', 'experience', 'certificates'],
  contactNote: (content) => content.contactNote,
  filters: (given) => {
    const { kind, workPlace, hoursFrom } = given as z.output<typeof expertQuery>;
    return {
      ...(kind && { 'content.kind': kind }),
      ...(workPlace?.length && { 'content.workPlace': { $in: workPlace } }),
      ...(hoursFrom && { 'content.hoursPerWeek': { $gte: hoursFrom } }),
    };
  },
};
