import type { MatchEvidence } from '@enishi/shared/matches';
import type { Taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { tellingMarks } from '../../lib/telling-marks.js';
import type { TextRange } from '../../ui/MarkedText.js';

const occurrencesOf = (text: string, word: string): TextRange[] => {
  const needle = word.toLowerCase();
  const ranges: TextRange[] = [];
  // Lower case may change the length of rare letters; offsets would then be wrong, so such a text is left unmarked.
  const haystack = text.toLowerCase();
  if (needle.length < 2 || haystack.length !== text.length) return ranges;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + needle.length))
    ranges.push({ start: at, end: at + needle.length });
  return ranges;
};

/** Where a text of the need meets the evidence of a candidate: concepts by any of their names, and the common words. */
export function findMarks(text: string, evidence: MatchEvidence | null, taxonomy: Taxonomy | null): TextRange[] {
  if (!evidence) return [];
  const wanted = new Set(evidence.tags.map(({ queryConcept }) => queryConcept));
  const concepts = taxonomy ? taxonomy.findInText(text).filter(({ concept }) => wanted.has(concept)) : [];
  const free = evidence.tags
    .filter(({ queryConcept }) => !taxonomy?.concept(queryConcept))
    .map(({ queryConcept }) => queryConcept);
  const words = [...evidence.words, ...free].flatMap((word) => occurrencesOf(text, word));
  return tellingMarks(text, [...concepts, ...words]);
}
