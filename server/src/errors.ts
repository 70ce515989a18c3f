// The one class of expected failure. Services throw by meaning; the status is chosen in shared/errors.
import { type ErrorCode, type FieldError, type FieldProblem, type StaleDetails } from '@enishi/shared/errors';

export interface AppErrorDetails {
  fields?: FieldError[];
  stale?: StaleDetails;
  retryAfter?: number;
  /** For the log only. */
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: AppErrorDetails;
  constructor(code: ErrorCode, details: AppErrorDetails = {}) {
    super(code, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** When it is worth asking again for what a database that is away did not answer, in seconds. */
const retryAwayS = 3;

/** Also for what the viewer must not know of. */
export const notFound = () => new AppError('not_found');
export const forbidden = () => new AppError('forbidden');
export const notSignedIn = () => new AppError('not_signed_in');
export const notPossibleNow = () => new AppError('not_possible_now');
export const alreadyExists = () => new AppError('already_exists');
export const invalid = (fields: FieldError[]) => new AppError('invalid', { fields });
export const invalidField = (path: string, problem: FieldProblem) => invalid([{ path, problem }]);
export const stale = (details: StaleDetails) => new AppError('stale', { stale: details });
/** @param cause what was met; left out where it is known already that the database is away */
export const storageAway = (cause?: unknown) => new AppError('storage_away', { retryAfter: retryAwayS, cause });
/** There is no room left; what is there can be read. */
export const storageFull = (cause: unknown) => new AppError('storage_full', { cause });
export const tooManyRequests = (retryAfter: number) => new AppError('too_many_requests', { retryAfter });
