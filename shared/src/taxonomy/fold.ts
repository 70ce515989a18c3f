// One folding for labels and for running text, so that what is found in a text always looks up again.
// NFKC, lower case, katakana to hiragana; spaces, hyphens, middle dots and long-vowel marks are dropped.
// Every unit of the folded text remembers where it came from in the original (UTF-16 offsets).

export interface FoldedText {
  readonly text: string;
  /** Start of the original cluster of each folded unit. */
  readonly starts: readonly number[];
  /** End (exclusive) of the original cluster of each folded unit. */
  readonly ends: readonly number[];
}

// A base character with its marks: the voicing marks of half-width kana are letters to Unicode, yet ｶﾞ is one sound.
const CLUSTER = /[^\p{M}][\p{M}\uFF9E\uFF9F]*|\p{M}+/gsu;
const DROPPED = /[\u0020\u00A0\u3000\-‐‑‒–—―−ー・·_'’]/gu;
const BREAK = /[\s\p{Cc}]/gu;
const KATAKANA = /[ァ-ヶ]/gu;

const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);

const foldCluster = (cluster: string): string =>
  cluster.normalize('NFKC').toLowerCase().replace(DROPPED, '').replace(BREAK, '\n').replace(KATAKANA, toHiragana);

export const foldText = (original: string): FoldedText => {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of original.matchAll(CLUSTER)) {
    const folded = foldCluster(match[0]);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    text += folded;
  }
  return { text, starts, ends };
};

/** The form in which labels are compared: リチウム・イオン電池, ﾘﾁｳﾑｲｵﾝ電池 and りちうむいおん電池 are one. */
export const foldLabel = (label: string): string => foldText(label.trim()).text;

const ENDS_IN_LATIN = /[a-z]$/i;

/** An English label and its plain plural; other labels alone. Labels are written in the singular. */
export const spellingsOf = (label: string): string[] => {
  if (!ENDS_IN_LATIN.test(label)) return [label];
  if (/[^aeiou]y$/i.test(label)) return [label, `${label.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/i.test(label)) return [label, `${label}es`];
  return [label, `${label}s`];
};
