import type { FieldError } from '@enishi/shared/errors';
import { useCopy } from '../copy/index.js';

/** Sentence for a field, by its name; problems inside a list or group land on the field that holds it. */
export const useFieldErrors = (fields: readonly FieldError[]): ((name: string) => string | null) => {
  const t = useCopy('errors');
  return (name) => {
    const found = fields.find(({ path }) => path === name || path.startsWith(`${name}.`));
    return found ? t(`field.${found.problem}`, { limit: found.limit ?? 1 }) : null;
  };
};
