// Text that searches look into, one for each audience, holding only what that audience may see.
import { canSeeGroup, type Standing } from '@enishi/shared/disclosure';
import { groupOf, type CommonContent, type ListingKindOf } from './listing.js';
import type { SearchAudience } from './listing-policy.js';

/** Width, case and the two kana are one when searching. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));

export const searchWords = (query: string): string[] => foldText(query).split(/\s+/).filter(Boolean).slice(0, 8);

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(asText).join('\n') : '';
};

/** Codes have filters of their own; as words they would be found by "unknown" or "both". */
const codes = new Set<string>([
  'tags',
  'cooperation',
  'prefecture',
  'language',
  'industry',
  'timeframe',
  'budget',
  'propertyStatus',
  'kind',
  'workPlace',
  'place',
  'municipality',
  'cells',
  'startsOn',
  'endsOn',
  'applyBy',
  'reward',
  'skills',
  'speech',
  'availableFrom',
  'availableTo',
  'unavailableUntil',
]);

const viewers: Record<SearchAudience, Standing> = { public: 'visitor', members: 'member', all: 'owner' };

/** `labelsOf` gives the names of a concept in every language, so that OLED finds 有機EL. */
export function searchTexts<C extends CommonContent>(
  kind: ListingKindOf<C>,
  content: C,
  labelsOf: (tag: string) => readonly string[],
): Record<SearchAudience, string> {
  const textFor = (audience: SearchAudience) => {
    const standing = viewers[audience];
    const parts = Object.entries(content).flatMap(([field, value]) => {
      const group = groupOf(kind, field);
      if (!group || codes.has(field) || !canSeeGroup(standing, group, content.disclosure)) return [];
      return [asText(value)];
    });
    const labels = canSeeGroup(standing, 'summary', content.disclosure) ? content.tags.flatMap(labelsOf) : [];
    return foldText([...parts, ...labels].filter(Boolean).join('\n'));
  };
  return { public: textFor('public'), members: textFor('members'), all: textFor('all') };
}
