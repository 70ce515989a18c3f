// What is wrong with the fields of a form, whether the form or the server found it, in the reader's words.
import type { z } from 'zod';
import { fieldErrors } from '@enishi/shared/errors';
import type { FieldError } from '@enishi/shared/errors';
import { useCopy } from '../copy/index.js';
import { ApiError } from './api-error.js';

export type Checked<Schema extends z.ZodType> =
  | { value: z.output<Schema>; problems: readonly [] }
  | { value: null; problems: readonly FieldError[] };

/** Checks what was typed by the schema that the server uses. */
export const check = <Schema extends z.ZodType>(schema: Schema, typed: unknown): Checked<Schema> => {
  const parsed = schema.safeParse(typed);
  return parsed.success ? { value: parsed.data, problems: [] } : { value: null, problems: fieldErrors(parsed.error) };
};

/** Problems of fields that the server told. */
export const problemsOf = (error: unknown): readonly FieldError[] => (error instanceof ApiError ? error.fields : []);

/** Sentence for the field at a path, the first problem that concerns it or a part of it; undefined when it is in order. */
export const useProblemAt = (): ((problems: readonly FieldError[], path: string) => string | undefined) => {
  const t = useCopy('errors');
  return (problems, path) => {
    const found = problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
    return found && t(`field.${found.problem}`, { limit: found.limit });
  };
};
