// One item as the index keeps it: numbers only, the terms ascending.
export interface Entry {
  /** The item's place in the catalogue of all items. */
  slot: number;
  terms: Uint32Array;
  impacts: Uint8Array;
  profile: number;
  length: number;
}
