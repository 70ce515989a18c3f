import { openingContent, openingDraft, type OpeningDraft, type openingQuery } from '@enishi/shared/openings';
import { tagLimits } from '@enishi/shared/tags';
import type { z } from 'zod';
import type { ListingKindOf } from '../../listings/listing.js';

/** Whoever looks for a technology finds the openings that ask for it as a skill. */
const withSkillTags = (content: OpeningDraft): OpeningDraft => ({
  ...content,
  tags: [...new Set([...content.skills.map(({ tag }) => tag), ...content.tags])].slice(0, tagLimits.perThing),
});

export const openingKind: ListingKindOf<OpeningDraft> = {
  kind: 'opening',
  letter: 'W',
  draftable: openingDraft,
  publishable: openingContent,
  summary: [
    ...(['skills', 'hoursFrom', 'hoursTo', 'startsOn', 'endsOn', 'place', 'municipality'] as const),
    ...(['reward', 'people', 'applyBy', 'speech'] as const),
  ],
  details: ['work', 'cells', 'equipment', 'howDecided'],
  contactNote: () => '',
  complete: withSkillTags,
  problemsOn: ({ applyBy }, today) =>
    applyBy !== null && applyBy < today ? [{ path: 'applyBy', problem: 'day_passed' }] : [],
  extras: ({ workPackage }, standing) => ({ workPackage: standing === 'owner' ? workPackage : null }),
  filters: (given, today) => {
    const { place, rewardKind, hoursTo, startsBy, withPast } = given as z.output<typeof openingQuery>;
    return {
      ...(place?.length && { 'content.place': { $in: place } }),
      ...(rewardKind?.length && { 'content.reward.kind': { $in: rewardKind } }),
      ...(hoursTo && { 'content.hoursTo': { $lte: hoursTo } }),
      ...(startsBy && { 'content.startsOn': { $not: { $gt: startsBy } } }),
      ...(withPast !== 'true' && { 'content.applyBy': { $gte: today } }),
    };
  },
};
