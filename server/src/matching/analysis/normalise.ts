// One spelling for what readers take to be the same: width, case, old and new forms of kanji, ways of writing "v" in
// kana, dashes used as long-vowel marks, invisible characters. `normalise` is for speed; `normaliseWithMap` does the
// same cluster by cluster and remembers where each character came from, so that evidence can be quoted.
import { OLD_KANJI } from './kanji-forms.js';

// Written as alternatives: a class of characters that join others is easily misread.
const INVISIBLE = /(?:\p{Default_Ignorable_Code_Point}|\u061c)+/gu;
const OLD_KANJI_PATTERN = new RegExp(`[${[...OLD_KANJI.keys()].join('')}]`, 'g');
const V_SOUND = /ヴ([ァィェォ]?)|ゔ([ぁぃぇぉ]?)/g;
const V_TO_B: Record<string, string> = {
  ァ: 'バ',
  ィ: 'ビ',
  ェ: 'ベ',
  ォ: 'ボ',
  ぁ: 'ば',
  ぃ: 'び',
  ぇ: 'べ',
  ぉ: 'ぼ',
};
const LONG_VOWEL_DASH = /(?<=[ァ-ヺー])[-\u2010-\u2015\u2212~〜]/g;
const APOSTROPHE = /[\u2018\u2019\u02bc]/g;
// A base character with what belongs to it; "v" with its small vowel; Hangul letters that compose.
const CLUSTER = /(?:ヴ|ｳﾞ|ウ\u3099)[ァィェォｧｨｪｫ]|ゔ[ぁぃぇぉ]|[\u1100-\u11ff]+|[^\p{M}][\p{M}\uff9e\uff9f]*|\p{M}+/gsu;
// Nothing in plain ASCII needs more than lower case.
const PLAIN = /^[\n\r\t -~]*$/;

const foldCharacters = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(APOSTROPHE, "'")
    .replace(V_SOUND, (_, kata: string | undefined, hira: string | undefined) =>
      hira === undefined ? (kata ? V_TO_B[kata]! : 'ブ') : hira ? V_TO_B[hira]! : 'ぶ',
    )
    .replace(OLD_KANJI_PATTERN, (old) => OLD_KANJI.get(old)!);

// Kept apart because it looks at neighbours; it never changes the length.
const foldDashes = (text: string): string => text.replace(LONG_VOWEL_DASH, 'ー');

/** The text as words are looked for in it. */
export const normalise = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase() : foldDashes(foldCharacters(text));

export interface MappedText {
  text: string;
  /** For each position of `text`, where its cluster starts and ends in the original. */
  starts: Int32Array;
  ends: Int32Array;
}

const foldedClusters = new Map<string, string>();
const CACHED_CLUSTERS = 20_000;

const foldCluster = (cluster: string): string => {
  const known = foldedClusters.get(cluster);
  if (known !== undefined) return known;
  if (foldedClusters.size >= CACHED_CLUSTERS) foldedClusters.clear();
  const folded = foldCharacters(cluster);
  foldedClusters.set(cluster, folded);
  return folded;
};

const mapPlain = (original: string): MappedText => ({
  text: original.toLowerCase(),
  starts: Int32Array.from({ length: original.length }, (_, at) => at),
  ends: Int32Array.from({ length: original.length }, (_, at) => at + 1),
});

/** The same as `normalise`, with the way back to the original positions. */
export const normaliseWithMap = (original: string): MappedText => {
  if (PLAIN.test(original)) return mapPlain(original);
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const found of original.matchAll(CLUSTER)) {
    const folded = foldCluster(found[0]);
    for (let at = 0; at < folded.length; at++) {
      starts.push(found.index);
      ends.push(found.index + found[0].length);
    }
    text += folded;
  }
  return { text: foldDashes(text), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
};
