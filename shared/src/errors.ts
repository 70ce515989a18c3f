// Every failure that a caller can meet, by a stable code. The sentence belongs to the client (client/src/copy).
import { z } from 'zod';

/** Code → HTTP status. A code that is not here does not compile anywhere. */
export const errorStatus = {
  invalid: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  /** The password was right; a code is asked for. */
  second_factor_needed: 401,
  second_factor_wrong: 401,
  forbidden: 403,
  /** The account has to set up its second factor before anything else. */
  second_factor_required: 403,
  cross_site: 403,
  not_found: 404,
  stale: 409,
  not_possible_now: 409,
  already_exists: 409,
  gone: 410,
  too_large: 413,
  unsupported_media: 415,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  /** The server lives, but can neither read nor keep anything at the moment. */
  storage_away: 503,
  /** There is no room left to keep anything; what is there can be read. */
  storage_full: 507,
} as const;

export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];
export type ErrorCode = keyof typeof errorStatus;

/** What is wrong with one field; the client has a sentence for each. */
export const fieldProblems = [
  'required',
  'too_short',
  'too_long',
  'too_many',
  'too_small',
  'wrong_order',
  'pay_too_late',
  'too_big',
  'day_passed',
  'wrong_form',
  'not_a_choice',
  'unwanted_characters',
  'one_line',
  'repeated',
  'unknown_tag',
  'more_open_than_summary',
  'email_taken',
  'password_common',
  'password_like_account',
  'password_wrong',
  'code_wrong',
  'unknown_organisation',
] as const;
export type FieldProblem = (typeof fieldProblems)[number];

export const fieldError = z.object({
  /** Dotted path of the field, e.g. "mustHaves.2". */
  path: z.string(),
  problem: z.enum(fieldProblems),
  /** The limit that was missed, where there is one. */
  limit: z.number().optional(),
});
export type FieldError = z.infer<typeof fieldError>;

/** Told to the second of two who change the same thing: who came first, when, and which fields differ. */
export const staleDetails = z.object({
  version: z.number().int(),
  changes: z.array(z.object({ by: z.string().nullable(), at: z.iso.datetime(), fields: z.array(z.string()) })),
});
export type StaleDetails = z.infer<typeof staleDetails>;

/** The one shape of every answer that is not a success. */
export const errorBody = z
  .object({
    code: z.enum(errorCodes),
    requestId: z.string(),
    fields: z.array(fieldError).optional(),
    stale: staleDetails.optional(),
    /** Seconds to wait before the next try, with `too_many_requests` and `storage_away`. */
    retryAfter: z.number().int().optional(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;

type Issue = { code?: string; message: string; path: PropertyKey[] } & Record<string, unknown>;

const asLimit = (value: unknown): { limit?: number } => (typeof value === 'number' ? { limit: value } : {});

const sizeProblem = (issue: Issue): Pick<FieldError, 'problem' | 'limit'> => {
  const isText = issue.origin === 'string';
  const isList = issue.origin === 'array' || issue.origin === 'set';
  if (issue.code === 'too_big')
    return { problem: isText ? 'too_long' : isList ? 'too_many' : 'too_big', ...asLimit(issue.maximum) };
  if ((isText || isList) && issue.minimum === 1) return { problem: 'required' };
  return { problem: isText || isList ? 'too_short' : 'too_small', ...asLimit(issue.minimum) };
};

const problemOf = (issue: Issue): Pick<FieldError, 'problem' | 'limit'> => {
  if (issue.code === 'too_big' || issue.code === 'too_small') return sizeProblem(issue);
  if ((fieldProblems as readonly string[]).includes(issue.message)) return { problem: issue.message as FieldProblem };
  if (issue.code === 'invalid_value') return { problem: 'not_a_choice' };
  // A choice that was not made yet is null.
  if (issue.code === 'invalid_type' && /received (undefined|null)$/.test(issue.message)) return { problem: 'required' };
  return { problem: 'wrong_form' };
};

/** The problems of a failed parse, one per field, in the words of this file. Same for form and server. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const seen = new Map<string, FieldError>();
  for (const issue of error.issues as unknown as Issue[]) {
    const path = issue.path.map(String).join('.');
    if (!seen.has(path)) seen.set(path, { path, ...problemOf(issue) });
  }
  return [...seen.values()];
}
