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

  const addUp = (from, to, weightOf) => {
    const [allTerms, allImpacts] = [terms.values(), impacts.values()];
    let topical = 0;
    for (let at = from; at < to; at++) topical += weightOf[allTerms[at]] * allImpacts[at];
    return topical;
  };

  const search = (query) => {
    const weightOf = new Int32Array(numbers.size);
    const view = { items: ids.length, mass: (term) => masses[numbers.get(term)] ?? 0 };
    const plan = planQuery(query, view, flatTaxonomy, DEFAULT_WEIGHTS);
    for (const { term, weight } of plan.terms) weightOf[numbers.get(term)] = weight;
    const extras = traits.map((one) => sumOfTraits(traitPoints(plan.traits, one, DEFAULT_WEIGHTS)));
    const best = createBest();
    for (let number = 0; number < ids.length; number++) {
      const topical = addUp(number === 0 ? 0 : ends.values()[number - 1], ends.values()[number], weightOf);
      if (topical === 0) continue;
      const taken = plan.penalties[lengths.values()[number]];
      const points = topical + extras[profileOf.values()[number]] - taken;
      if (!best.isBelow(points)) best.offer({ id: ids[number], points });
    }
    return best.ids();
  };
  return { batch: 1000, add: (items) => items.forEach(add), search };
};
