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
const CLUSTER = /[^\p{M}][\p{M}\uFF9E\uFF9F]*|\p{M}+/suy;
const DROPPED = /[\u0020\u00A0\u3000\-‐‑‒–—―−ー・·_'’]/gu;
const BREAK = /[\s\p{Cc}]/gu;
const KATAKANA = /[ァ-ヶ]/gu;

const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);

const foldCluster = (cluster: string): string =>
  cluster.normalize('NFKC').toLowerCase().replace(DROPPED, '').replace(BREAK, '\n').replace(KATAKANA, toHiragana);

const NOT_ALONE = /[\p{M}\ud800-\udfff]/u;
const JOINS = /[\p{M}\uFF9E\uFF9F\ud800-\udfff]/u;
/** By unit, filled in when first met: what it folds to where it stands alone; null: it never does. */
const foldedUnits = Array.from<string | null | undefined>({ length: 0x10000 });
/** By unit, in the same way: whether it may belong to the one before it. */
const joiningUnits = Array.from<boolean | undefined>({ length: 0x10000 });

const foldUnit = (letter: string): string | null => (NOT_ALONE.test(letter) ? null : foldCluster(letter));

const joins = (text: string, at: number): boolean =>
  at < text.length && (joiningUnits[text.charCodeAt(at)] ??= JOINS.test(text.charAt(at)));

export const foldText = (original: string): FoldedText => {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  while (at < original.length) {
    const unit = original.charCodeAt(at);
    if (foldedUnits[unit] === undefined) foldedUnits[unit] = foldUnit(original.charAt(at));
    let folded = foldedUnits[unit] ?? null;
    let end = at + 1;
    // Nearly every letter of a text is a cluster of its own.
    if (folded === null || joins(original, end)) {
      CLUSTER.lastIndex = at;
      const [cluster = original.charAt(at)] = CLUSTER.exec(original) ?? [];
      folded = foldCluster(cluster);
      end = at + cluster.length;
    }
    for (let unitAt = 0; unitAt < folded.length; unitAt += 1) {
      starts.push(at);
      ends.push(end);
    }
    text += folded;
    at = end;
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
