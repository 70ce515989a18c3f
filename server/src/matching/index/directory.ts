// Where each item is: a slot by its id, and by slot the home (a table of fresh items or a segment) and the place in it.
import { grown } from './grown.js';
import { createNames } from './names.js';
import { createPackedTexts } from './texts.js';

export interface Directory {
  /** -1 when unknown. */
  slotOf(id: string): number;
  add(id: string): number;
  remove(slot: number): void;
  idOf(slot: number): string;
  size(): number;
  locate(slot: number, home: number, place: number): void;
  homeOf(slot: number): number;
  placeOf(slot: number): number;
  bytes(): number;
}

export const createDirectory = (): Directory => {
  const ids = createNames(createPackedTexts());
  let homes = new Uint16Array(0);
  let places = new Uint16Array(0);
  return {
    slotOf: ids.find,
    add(id) {
      const slot = ids.add(id);
      homes = grown(homes, slot + 1);
      places = grown(places, slot + 1);
      return slot;
    },
    remove: ids.remove,
    idOf: ids.nameOf,
    size: ids.size,
    locate(slot, home, place) {
      homes[slot] = home;
      places[slot] = place;
    },
    homeOf: (slot) => homes[slot]!,
    placeOf: (slot) => places[slot]!,
    bytes: () => ids.bytes() + homes.byteLength + places.byteLength,
  };
};
