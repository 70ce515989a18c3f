// Talent who would move in (移住・Uターンの希望): people and their wishes, for coordinators of where they would come.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { expertCard } from './experts.js';
import { commaList, pageOf, pageQuery } from './fields.js';
import { listingLimits } from './listings.js';
import { prefectureCode, tagId } from './tags.js';
import { moveKinds, moveWhen, moveWish } from './work-profile.js';

/** What is told of the family stands on the page of the profile, not in lists. */
export const talent = z.object({ card: expertCard, moveWish: moveWish.omit({ family: true }) }).meta({ id: 'Talent' });
export type Talent = z.infer<typeof talent>;

export const talentQuery = pageQuery.extend({
  q: z.string().trim().max(listingLimits.search).optional(),
  tags: commaList(tagId, 10).optional(),
  /** Where they would move to. */
  prefecture: commaList(prefectureCode, 47).optional(),
  kind: z.enum(moveKinds).optional(),
  /** Within this time at the latest. */
  when: z.enum(moveWhen).optional(),
});

export const listTalent = defineContract({
  name: 'listTalent',
  method: 'GET',
  path: '/api/talent',
  summary: 'People who wish to move to prefectures the viewer serves, or away from them',
  group: 'Experts',
  access: ['coordinator'],
  query: talentQuery,
  answer: pageOf(talent),
});
