// What is wrong with the fields of a form, whether the form or the server found it.
import type { z } from 'zod';
import { fieldErrors } from '@enishi/shared/errors';
import type { FieldError } from '@enishi/shared/errors';
import { ApiError } from './api-error.js';

export type Checked<Schema extends z.ZodType> =
  { value: z.output<Schema>; problems: readonly [] } | { value: null; problems: readonly FieldError[] };

/** Checks what was typed by the schema that the server uses. */
export const check = <Schema extends z.ZodType>(schema: Schema, typed: unknown): Checked<Schema> => {
  const parsed = schema.safeParse(typed);
  return parsed.success ? { value: parsed.data, problems: [] } : { value: null, problems: fieldErrors(parsed.error) };
};

/** Problems of fields that the server told. */
export const problemsOf = (error: unknown): readonly FieldError[] => (error instanceof ApiError ? error.fields : []);

/** Where nothing was typed or chosen, that alone is the problem, whatever else a schema says about it. */
export const withEmpty = (problems: readonly FieldError[], typed: object): FieldError[] =>
  problems.map((problem) => {
    const value = problem.path
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | null)?.[name], typed);
    return value === null || value === '' ? { path: problem.path, problem: 'required' } : problem;
  });
