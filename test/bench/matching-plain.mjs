// The plain scorer for many items: the same readings, plans and points as server/src/matching/plain-scorer.ts, with the
// readings laid flat so that a million fit. Every item is added up in full for every query; nothing is skipped.
import { readItem } from '../../server/dist/matching/item-vector.js';
import { compareRanked } from '../../server/dist/matching/plain-scorer.js';
import { planQuery } from '../../server/dist/matching/query-plan.js';
import { sumOfTraits, traitPoints } from '../../server/dist/matching/traits.js';
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
        const wider = new Kind(values.length * 2);
        wider.set(values);
        values = wider;
      }
      values[used++] = value;
    },
    length: () => used,
    values: () => values,
  };
};

export const createPlain = () => {
  const numbers = new Map();
  const masses = [];
  const terms = createGrowing(Uint32Array);
  const impacts = createGrowing(Uint8Array);
  const ends = createGrowing(Float64Array);
  const ids = [];
  const lengths = [];
  const traits = [];
  let weightOf = new Int32Array(0);

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
    traits.push(vector.traits);
  };

  const search = (query) => {
    if (weightOf.length < numbers.size) weightOf = new Int32Array(numbers.size);
    const view = { items: ids.length, mass: (term) => masses[numbers.get(term)] ?? 0 };
    const plan = planQuery(query, view, flatTaxonomy, DEFAULT_WEIGHTS);
    for (const { term, weight } of plan.terms) weightOf[numbers.get(term)] = weight;
    const [allTerms, allImpacts, allEnds] = [terms.values(), impacts.values(), ends.values()];
    const ranked = [];
    let at = 0;
    for (let number = 0; number < ids.length; number++) {
      let topical = 0;
      for (; at < allEnds[number]; at++) topical += weightOf[allTerms[at]] * allImpacts[at];
      if (topical === 0) continue;
      const extra = sumOfTraits(traitPoints(plan.traits, traits[number], DEFAULT_WEIGHTS));
      ranked.push({ id: ids[number], points: Math.max(1, topical + extra - plan.penalties[lengths[number]]) });
    }
    for (const { term } of plan.terms) weightOf[numbers.get(term)] = 0;
    return ranked
      .sort(compareRanked)
      .slice(0, TOP)
      .map(({ id }) => id);
  };
  return { batch: 10_000, add: (items) => items.forEach(add), search };
};
