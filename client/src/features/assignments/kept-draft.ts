// What somebody has begun to type stays in this browser until it is sent.
import { useState } from 'react';
import { readStored, writeStored } from '../../lib/storage.js';

type Typed = Record<string, string>;

const read = (key: string): Typed | null => {
  try {
    const kept: unknown = JSON.parse(readStored(key) ?? 'null');
    const isTyped =
      typeof kept === 'object' && kept !== null && Object.values(kept).every((value) => typeof value === 'string');
    return isTyped ? (kept as Typed) : null;
  } catch {
    return null;
  }
};

/** A few texts, by name; `forget` once they were sent. */
export const useKeptDraft = <Values extends Typed>(name: string, initial: Values) => {
  const key = `enishi.assignments.${name}`;
  const [values, setValues] = useState<Values>({ ...initial, ...read(key) });
  const set = (patch: Partial<Values>): void => {
    const next = { ...values, ...patch };
    setValues(next);
    writeStored(key, JSON.stringify(next));
  };
  return { values, set, forget: () => void writeStored(key, null) };
};
