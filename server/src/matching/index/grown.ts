// Typed arrays that follow what they must hold: half as much again each time, so that little is ever left over.
const GROWTH = 1.5;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The array itself while `length` fits, else a longer one with the same values, the rest zero. */
export const grown = <Kind extends Numbers>(array: Kind, length: number): Kind => {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => Kind)(Math.max(16, Math.ceil(length * GROWTH)));
  longer.set(array);
  return longer;
};
