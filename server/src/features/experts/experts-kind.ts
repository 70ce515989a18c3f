import { expertContent, expertDraft, type ExpertDraft, type expertQuery } from '@enishi/shared/experts';
import { completedProfile } from '@enishi/shared/work-profile';
import type { z } from 'zod';
import type { ListingKindOf } from '../../listings/listing.js';
import { moveWishFor, withSkillTags } from './experts-policy.js';

export const expertKind: ListingKindOf<ExpertDraft> = {
  kind: 'expert',
  letter: 'E',
  draftable: expertDraft,
  publishable: expertContent,
  summary: [
    ...(['kind', 'hoursPerWeek', 'workPlace', 'skills', 'speech'] as const),
    ...(['availableFrom', 'availableTo', 'unavailableUntil'] as const),
  ],
  details: ['canDo', 'experience', 'cells', 'municipality', 'travelKm', 'certificates', 'links'],
  contactNote: (content) => content.contactNote,
  read: completedProfile,
  complete: withSkillTags,
  extras: ({ minimumReward, moveWish }, standing, actor) => ({
    minimumReward: standing === 'owner' ? minimumReward : null,
    moveWish: moveWishFor(moveWish, standing, actor),
  }),
  filters: (given, today) => {
    const { kind, workPlace, hoursFrom, isAvailable } = given as z.output<typeof expertQuery>;
    return {
      ...(kind && { 'content.kind': kind }),
      ...(workPlace?.length && { 'content.workPlace': { $in: workPlace } }),
      ...(hoursFrom && { 'content.hoursPerWeek': { $gte: hoursFrom } }),
      // Whoever takes work again "until the 21st" does so from the 22nd on; older profiles do not have the field.
      ...(isAvailable && { 'content.unavailableUntil': { $not: { $gte: today } } }),
    };
  },
};
