// Ranks the whole catalogue for a planned query: fresh items one by one, then segment by segment, the largest first,
// each with the threshold the ones before have set.
import type { Ranked } from '../plain-scorer.js';
import type { QueryPlan } from '../query-plan.js';
import { fullTraits, sumOfTraits, traitPoints } from '../traits.js';
import type { MatchWeights } from '../weights.js';
import type { Catalogue } from './catalogue.js';
import type { FreshItems } from './fresh.js';
import { impactOfPosting, termOfPosting } from './posting.js';
import { createWorkspace, searchSegment, seedThreshold, type Search } from './search-segment.js';
import { createTopK, NO_THRESHOLD, type TopK } from './top-k.js';

export interface RankOptions {
  k: number;
  admits(id: string): boolean;
  kinds: readonly string[] | undefined;
}

const UNKNOWN = -1;
const UNWANTED = -2;

/** Trait points by profile, each worked out when first met. */
const traitPointsFor = (
  catalogue: Catalogue,
  plan: QueryPlan,
  kinds: readonly string[] | undefined,
  weights: MatchWeights,
) => {
  const known = new Int32Array(catalogue.profiles.capacity()).fill(UNKNOWN);
  return (profile: number): number => {
    const points = known[profile]!;
    if (points !== UNKNOWN) return points;
    const traits = catalogue.profiles.traits(profile);
    const isWanted = !kinds || kinds.includes(traits.kind);
    return (known[profile] = isWanted ? sumOfTraits(traitPoints(plan.traits, traits, weights)) : UNWANTED);
  };
};

const searchFresh = (fresh: FreshItems, search: Search, weightOf: Int32Array, best: TopK): void => {
  const { size, alive, ends, postings, slots, profiles, lengths } = fresh;
  for (let row = 0, at = 0; row < size; row++) {
    let topical = 0;
    for (; at < ends[row]!; at++) topical += weightOf[termOfPosting(postings[at]!)]! * impactOfPosting(postings[at]!);
    if (topical === 0 || alive[row] === 0) continue;
    const traits = search.traitPoints(profiles[row]!);
    if (traits < 0) continue;
    const points = topical + traits - search.penalties[lengths[row]!]!;
    if (points < best.threshold()) continue;
    const id = search.admit(slots[row]!);
    if (id !== undefined) best.offer({ id, points });
  }
};

export const createRanker = (catalogue: Catalogue, weights: MatchWeights) => {
  const room = createWorkspace();
  let weightOf = new Int32Array(0);

  const prepare = (plan: QueryPlan, { admits, kinds }: RankOptions): Search => {
    const terms = plan.terms.flatMap(({ term, weight }) => {
      const number = catalogue.dictionary.find(term);
      return number < 0 ? [] : [{ number, weight }];
    });
    return {
      terms,
      penalties: plan.penalties,
      traitPoints: traitPointsFor(catalogue, plan, kinds, weights),
      maxTraits: sumOfTraits(fullTraits(plan.traits, weights)),
      admit: (slot) => {
        const id = catalogue.idOf(slot);
        return admits(id) ? id : undefined;
      },
    };
  };

  const withWeights = (search: Search, use: (weightOf: Int32Array) => void): void => {
    if (weightOf.length < catalogue.dictionary.capacity())
      weightOf = new Int32Array(catalogue.dictionary.capacity() * 2);
    for (const { number, weight } of search.terms) weightOf[number] = weight;
    use(weightOf);
    for (const { number } of search.terms) weightOf[number] = 0;
  };

  /** Best first; exactly what the plain scorer answers. */
  return (plan: QueryPlan, options: RankOptions): Ranked[] => {
    const search = prepare(plan, options);
    const segments = [...catalogue.segments()].sort((a, b) => b.size - a.size);
    const floor = segments[0] ? seedThreshold(segments[0], search, options.k, room) : NO_THRESHOLD;
    const best = createTopK(options.k, floor);
    withWeights(search, (weightOfTerm) => {
      for (const fresh of catalogue.fresh()) searchFresh(fresh, search, weightOfTerm, best);
    });
    for (const segment of segments) searchSegment(segment, search, best, room);
    return best.sorted();
  };
};
