// The data of the matching benchmark: the same on every machine and in every process, made item by item, never stored.
const VOCABULARY = 200_000;
const EXPONENT = 1.07;
const TAGS = 2_000;
const WORDS_OF_A_TAG = 60;
const TIED_SHARE = 0.25;

/** mulberry32: small, quick and the same everywhere. */
const createRandom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';

/** Pronounceable words of three to five syllables, no two alike. */
const wordOf = (number) => {
  let word = '';
  for (let left = number + 64 * 64; left > 0; left = Math.floor(left / 64)) {
    word += CONSONANTS[left % 16] + VOWELS[Math.floor(left / 16) % 4];
  }
  return word;
};

export const createData = () => {
  const words = Array.from({ length: VOCABULARY }, (_, number) => wordOf(number));
  const cumulated = new Float64Array(VOCABULARY);
  let sum = 0;
  for (let rank = 0; rank < VOCABULARY; rank++) cumulated[rank] = sum += (rank + 1) ** -EXPONENT;
  const draw = (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = VOCABULARY - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulated[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const tagWords = Array.from({ length: TAGS }, (_, tag) => {
    const random = createRandom(7_000_000 + tag);
    return Array.from({ length: WORDS_OF_A_TAG }, () => words[Math.floor(200 + random() * 20_000)]);
  });

  const speak = (random, tokens, tags) =>
    Array.from({ length: tokens }, () => {
      if (tags.length > 0 && random() < TIED_SHARE) {
        const own = tagWords[tags[Math.floor(random() * tags.length)]];
        return own[Math.floor(random() * own.length)];
      }
      return words[draw(random)];
    }).join(' ');
  const pickTags = (random, count) => [...new Set(Array.from({ length: count }, () => Math.floor(random() * TAGS)))];
  const prefecture = (random) => String(1 + Math.floor(random() * 47)).padStart(2, '0');

  const item = (number, edition = 0) => {
    const random = createRandom(number * 31 + edition * 1_000_003);
    const tags = pickTags(random, 3 + Math.floor(random() * 6));
    return {
      id: `seed:${number}`,
      kind: 'seed',
      title: speak(random, 6, tags),
      body: speak(random, 74 + Math.floor(random() * 81), tags),
      tags: tags.map((tag) => `t${tag}`),
      prefecture: prefecture(random),
      readiness: 1 + Math.floor(random() * 9),
    };
  };
  const query = (number, tokens, tagCount) => {
    const random = createRandom(900_000_000 + number * 17 + tokens);
    const about = pickTags(random, 5);
    return {
      title: '',
      body: speak(random, tokens, about),
      tags: about.slice(0, tagCount).map((tag) => `t${tag}`),
      ...(tagCount > 0 ? { prefecture: prefecture(random), monthsAvailable: 12 } : {}),
    };
  };
  return { item, longQuery: (number) => query(number, 130, 5), shortQuery: (number) => query(number, 5, 0) };
};

/** Tags of the benchmark stand beside each other: nothing broader, nothing found in text. */
export const flatTaxonomy = { concept: () => undefined, lookup: () => undefined, findInText: () => [] };
