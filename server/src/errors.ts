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

/** Also for what the viewer must not know of. */
export const notFound = () => new AppError('not_found');
export const forbidden = () => new AppError('forbidden');
export const notSignedIn = () => new AppError('not_signed_in');
export const notPossibleNow = () => new AppError('not_possible_now');
export const alreadyExists = () => new AppError('already_exists');
export const invalid = (fields: FieldError[]) => new AppError('invalid', { fields });
export const invalidField = (path: string, problem: FieldProblem) => invalid([{ path, problem }]);
export const stale = (details: StaleDetails) => new AppError('stale', { stale: details });
export const tooManyRequests = (retryAfter: number) => new AppError('too_many_requests', { retryAfter });
