// Two ways to keep strings by number: as they are, or packed. A million ids as strings cost the heap twice their letters
// and every collection of garbage a visit to each; packed they are bytes in a few blocks.
import { grown } from './grown.js';

export interface Texts {
  set(number: number, text: string): void;
  clear(number: number): void;
  /** '' for a number without text. */
  get(number: number): string;
  is(number: number, text: string): boolean;
  bytes(): number;
}

export const createPlainTexts = (): Texts => {
  const texts: string[] = [];
  return {
    set(number, text) {
      texts[number] = text;
    },
    clear(number) {
      texts[number] = '';
    },
    get: (number) => texts[number] ?? '',
    is: (number, text) => texts[number] === text,
    bytes: () => texts.length * 8,
  };
};

/** Room is given out in cells of so many bytes, so that what one text leaves another can take. */
const CELL = 8;
const BLOCK = 1 << 20;
const LONGEST = 255;
const WIDE = /[\u0100-\uffff]/;

/** For short texts of one-byte letters; others are kept as they are. */
export const createPackedTexts = (): Texts => {
  const others = new Map<number, string>();
  const blocks: Uint8Array[] = [];
  // By number: the first cell plus one; 0 for none.
  let starts = new Uint32Array(0);
  // By number of cells: where texts of that size have stood and gone.
  const free: number[][] = [];
  let used = BLOCK;

  const cellsFor = (length: number): number => Math.ceil((1 + length) / CELL);

  const take = (cells: number): number => {
    const left = free[cells]?.pop();
    if (left !== undefined) return left;
    if (used + cells * CELL > BLOCK) {
      blocks.push(new Uint8Array(BLOCK));
      used = 0;
    }
    const cell = ((blocks.length - 1) * BLOCK + used) / CELL;
    used += cells * CELL;
    return cell;
  };

  const find = (cell: number): { block: Uint8Array; at: number } => {
    const byte = cell * CELL;
    return { block: blocks[Math.floor(byte / BLOCK)]!, at: byte % BLOCK };
  };

  return {
    set(number, text) {
      if (text.length > LONGEST || WIDE.test(text)) {
        others.set(number, text);
        return;
      }
      const cell = take(cellsFor(text.length));
      const { block, at } = find(cell);
      block[at] = text.length;
      for (let letter = 0; letter < text.length; letter++) block[at + 1 + letter] = text.charCodeAt(letter);
      starts = grown(starts, number + 1);
      starts[number] = cell + 1;
    },
    clear(number) {
      if (others.delete(number)) return;
      const cell = starts[number]! - 1;
      const { block, at } = find(cell);
      (free[cellsFor(block[at]!)] ??= []).push(cell);
      starts[number] = 0;
    },
    get(number) {
      const start = starts[number] ?? 0;
      if (start === 0) return others.get(number) ?? '';
      const { block, at } = find(start - 1);
      return String.fromCharCode(...block.subarray(at + 1, at + 1 + block[at]!));
    },
    is(number, text) {
      const start = starts[number] ?? 0;
      if (start === 0) return others.get(number) === text;
      const { block, at } = find(start - 1);
      if (block[at] !== text.length) return false;
      for (let letter = 0; letter < text.length; letter++)
        if (block[at + 1 + letter] !== text.charCodeAt(letter)) return false;
      return true;
    },
    bytes: () => blocks.length * BLOCK + starts.byteLength,
  };
};
