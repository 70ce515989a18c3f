// What somebody has begun to write stays in this browser until it is sent or thrown away.
import { useState } from 'react';
import { useViewer } from '../../lib/session.js';
import { readStored, writeStored } from '../../lib/storage.js';

const read = (key: string): unknown => {
  try {
    return JSON.parse(readStored(key) ?? 'null');
  } catch {
    return null;
  }
};

/** @param parse gives null for what is no such thing, for example after the form has changed */
export const useKept = <T>(name: string, initial: T, parse: (kept: unknown) => T | null) => {
  const key = `enishi.application.${useViewer()?.id ?? ''}.${name}`;
  const [value, setValue] = useState<T>(() => parse(read(key)) ?? initial);
  return {
    value,
    change: (next: T): void => {
      setValue(next);
      writeStored(key, JSON.stringify(next));
    },
    /** After it was sent, or to begin anew. */
    forget: (next: T = initial): void => {
      setValue(next);
      writeStored(key, null);
    },
  };
};

export const asText = (kept: unknown): string | null => (typeof kept === 'string' ? kept : null);
