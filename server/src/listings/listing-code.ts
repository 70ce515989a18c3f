// Short names of listings, to be said on the telephone. They follow no order: numbers in a row would tell a stranger how
// many hidden needs and drafts lie between two that are open.
import { randomInt } from 'node:crypto';
import { duplicateKeyField } from '../database/model-helpers.js';

/** Digits and letters that nobody mistakes for another, without vowels, so that no word comes of it. */
const signs = '2346789CFGHJKMPQRTVWXY';
const length = 6;
const tries = 5;

/** e.g. "N-7GQ4VX"; one of 113 million. */
const newCode = (letter: string): string =>
  `${letter}-${Array.from({ length }, () => signs[randomInt(signs.length)]).join('')}`;

/** So many codes that nothing has yet; among thousands drawn at once, one meets another sooner than one would think. */
export async function freshCodes(
  letter: string,
  count: number,
  listTaken: (codes: readonly string[]) => Promise<readonly unknown[]>,
): Promise<string[]> {
  const fresh = new Set<string>();
  while (fresh.size < count) {
    const drawn = new Set(Array.from({ length: count - fresh.size }, () => newCode(letter)));
    for (const taken of await listTaken([...drawn])) drawn.delete(String(taken));
    for (const code of drawn) fresh.add(code);
  }
  return [...fresh];
}

/** Does the work with a new code, and once more with another one where the first was taken. */
export async function withNewCode<T>(letter: string, work: (code: string) => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work(newCode(letter));
    } catch (error) {
      if (left <= 1 || duplicateKeyField(error) !== 'code') throw error;
    }
  }
}
