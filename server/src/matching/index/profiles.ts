// Items alike in every trait share a profile, so a query works out trait points once for all of them.
import { traitsKey, type Traits } from '../traits.js';

export interface Profiles {
  intern(traits: Traits): number;
  /** Called once for each item that goes. */
  release(profile: number): void;
  traits(profile: number): Traits;
  capacity(): number;
}

export const createProfiles = (): Profiles => {
  const numbers = new Map<string, number>();
  const all: { traits: Traits; key: string; users: number }[] = [];
  const free: number[] = [];
  return {
    intern(traits) {
      const key = traitsKey(traits);
      let number = numbers.get(key);
      if (number === undefined) {
        number = free.pop() ?? all.length;
        all[number] = { traits, key, users: 0 };
        numbers.set(key, number);
      }
      all[number]!.users++;
      return number;
    },
    release(profile) {
      const one = all[profile]!;
      if (--one.users > 0) return;
      numbers.delete(one.key);
      free.push(profile);
    },
    traits: (profile) => all[profile]!.traits,
    capacity: () => all.length,
  };
};
