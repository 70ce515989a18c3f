// People who would move in, for the coordinators who look after their wish.
import type { z } from 'zod';
import type { ExpertCard, ExpertDraft } from '@enishi/shared/experts';
import type { talentQuery } from '@enishi/shared/talent';
import { moveWhen } from '@enishi/shared/work-profile';
import type { Actor } from '../../actor.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import type { VisibilityClause } from '../../listings/listing-policy.js';
import { searchWords } from '../../listings/listing-search.js';
import type { ListingService } from '../../listings/listing-service.js';

interface Dependencies {
  experts: Pick<ListingService<ExpertDraft>, 'store' | 'cards'>;
  withNarrower: (tag: string) => readonly string[];
}

/** Where somebody would move to and where they live: coordinators of both know of the wish, nobody else does. */
const wishesKnownTo = ({ servedPrefectures }: Actor): VisibilityClause[] => {
  const served = { $in: [...servedPrefectures] };
  return [
    { where: { 'content.moveWish.prefectures': served }, audience: 'all' },
    { where: { 'content.prefecture': served, 'content.moveWish': { $ne: null } }, audience: 'all' },
  ];
};

const filtersOf = (
  { tags, prefecture, kind, when }: z.output<typeof talentQuery>,
  withNarrower: Dependencies['withNarrower'],
) => ({
  ...(tags?.length && { 'content.tags': { $in: tags.flatMap((tag) => withNarrower(tag)) } }),
  ...(prefecture?.length && { 'content.moveWish.prefectures': { $in: prefecture } }),
  ...(kind && { 'content.moveWish.kind': kind }),
  // From the soonest on.
  ...(when && { 'content.moveWish.when': { $in: moveWhen.slice(0, moveWhen.indexOf(when) + 1) } }),
});

export function createTalentService({ experts, withNarrower }: Dependencies) {
  return {
    async list(query: z.output<typeof talentQuery>, actor: Actor) {
      const cursor = decodeCursor(query.cursor, 'number');
      const { items: found, total } = await experts.store.search({
        visibility: wishesKnownTo(actor),
        words: searchWords(query.q ?? ''),
        filters: filtersOf(query, withNarrower),
        limit: query.limit + 1,
        ...(cursor && { before: { publishedAt: new Date(cursor.value), id: cursor.id } }),
      });
      const page = cutPage(found, query.limit, (last) => encodeCursor(last.publishedAt?.getTime() ?? 0, last.id));
      const cards = await experts.cards(page.items, actor);
      const items = cards.flatMap((card) => {
        const wish = page.items.find(({ id }) => id === card.id)?.content.moveWish;
        if (!wish) return [];
        const { family: _family, ...moveWish } = wish;
        return [{ card: card as ExpertCard, moveWish }];
      });
      return { items, total, nextCursor: page.nextCursor };
    },
  };
}
export type TalentService = ReturnType<typeof createTalentService>;
