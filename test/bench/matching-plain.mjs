// The plain scorer for many items: the same readings, plans and points as server/src/matching/plain-scorer.ts, with the
// readings laid flat so that a million fit. Every item is added up in full for every query; nothing is skipped.
import { readItem } from '../../server/dist/matching/item-vector.js';
import { compareRanked } from '../../server/dist/matching/plain-scorer.js';
import { planQuery } from '../../server/dist/matching/query-plan.js';
import { sumOfTraits, traitPoints, traitsKey } from '../../server/dist/matching/traits.js';
import { DEFAULT_WEIGHTS, FULL_IMPACT } from '../../server/dist/matching/weights.js';
import { flatTaxonomy } from './matching-data.mjs';

const TOP = 20;
const CONCEPT_SORT = 'c';

const createGrowing = (Kind) => {
  let values = new Kind(1 << 20);
  let used = 0;
  return {
    push(value) {
      if (used === values.length) {
        const wider = new Kind(Math.ceil(values.length * 1.5));
        wider.set(values);
        values = wider;
      }
      values[used++] = value;
    },
    length: () => used,
    values: () => values,
  };
};

/** The best of all: each is held against the worst of those kept so far. */
const createBest = () => {
  const best = [];
  return {
    offer(candidate) {
      if (best.length === TOP && compareRanked(best.at(-1), candidate) < 0) return;
      best.push(candidate);
      best.sort(compareRanked);
      best.length = Math.min(best.length, TOP);
    },
    isBelow: (points) => best.length === TOP && points < best.at(-1).points,
    ids: () => best.map(({ id }) => id),
  };
};

export const createPlain = () => {
  const numbers = new Map();
  const masses = [];
  const terms = createGrowing(Uint32Array);
  const impacts = createGrowing(Uint8Array);
  const ends = createGrowing(Float64Array);
  const ids = [];
  const lengths = createGrowing(Uint16Array);
  // Items alike in every trait share one entry.
  const profiles = new Map();
  const traits = [];
  const profileOf = createGrowing(Uint32Array);

  const add = (item) => {
    const vector = readItem(item, flatTaxonomy, DEFAULT_WEIGHTS);
    for (const [term, impact] of vector.impacts) {
      let number = numbers.get(term);
      if (number === undefined) numbers.set(term, (number = numbers.size));
      masses[number] = (masses[number] ?? 0) + (term.startsWith(CONCEPT_SORT) ? impact : FULL_IMPACT);
      terms.push(number);
      impacts.push(impact);
    }
    ends.push(terms.length());
    ids.push(vector.id);
    lengths.push(vector.length);
    const key = traitsKey(vector.traits);
    if (!profiles.has(key)) profiles.set(key, traits.push(vector.traits) - 1);
    profileOf.push(profiles.get(key));
  };

  /** What each term is worth to each query, laid flat by term. */
  const layOutWeights = (plans) => {
    const byTerm = Array.from({ length: numbers.size }, () => undefined);
    plans.forEach((plan, query) => {
      for (const { term, weight } of plan.terms) (byTerm[numbers.get(term)] ??= []).push({ query, weight });
    });
    const pairs = byTerm.flatMap((of) => of ?? []);
    let end = 0;
    return {
      ends: Uint32Array.from(byTerm, (of) => (end += of?.length ?? 0)),
      queries: Uint16Array.from(pairs, ({ query }) => query),
      weights: Int32Array.from(pairs, ({ weight }) => weight),
    };
  };

  /** All queries in one walk over the items: every item is added up in full for each of them. */
  const searchAll = (queries) => {
    const view = { items: ids.length, mass: (term) => masses[numbers.get(term)] ?? 0 };
    const plans = queries.map((query) => planQuery(query, view, flatTaxonomy, DEFAULT_WEIGHTS));
    const worth = layOutWeights(plans);
    const extras = plans.map((plan) =>
      traits.map((one) => sumOfTraits(traitPoints(plan.traits, one, DEFAULT_WEIGHTS))),
    );
    const bests = plans.map(createBest);
    const sums = new Int32Array(plans.length);
    const [allTerms, allImpacts, allEnds] = [terms.values(), impacts.values(), ends.values()];
    for (let number = 0, at = 0; number < ids.length; number++) {
      sums.fill(0);
      for (; at < allEnds[number]; at++) {
        const term = allTerms[at];
        for (let pair = term === 0 ? 0 : worth.ends[term - 1]; pair < worth.ends[term]; pair++)
          sums[worth.queries[pair]] += worth.weights[pair] * allImpacts[at];
      }
      for (let query = 0; query < sums.length; query++) {
        if (sums[query] === 0) continue;
        const taken = plans[query].penalties[lengths.values()[number]];
        const points = sums[query] + extras[query][profileOf.values()[number]] - taken;
        if (!bests[query].isBelow(points)) bests[query].offer({ id: ids[number], points });
      }
    }
    return bests.map((best) => best.ids());
  };
  return { batch: 1000, add: (items) => items.forEach(add), searchAll };
};
