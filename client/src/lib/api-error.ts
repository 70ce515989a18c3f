import type { ErrorBody, ErrorCode, FieldError, StaleDetails } from '@enishi/shared/errors';

/** A failure that the server told, or that kept us from reaching it (`unavailable`, status 0). */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: readonly FieldError[];
  readonly stale: StaleDetails | null;
  readonly requestId: string | null;
  /** Seconds to wait before the next try. */
  readonly retryAfter: number | null;

  constructor(status: number, body: Partial<ErrorBody> & { code: ErrorCode }) {
    super(body.code);
    this.name = 'ApiError';
    this.code = body.code;
    this.status = status;
    this.fields = body.fields ?? [];
    this.stale = body.stale ?? null;
    this.requestId = body.requestId ?? null;
    this.retryAfter = body.retryAfter ?? null;
  }
}

/** What may pass by itself: the same may be asked, or sent with the same key, once more. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && ['unavailable', 'storage_away', 'too_many_requests'].includes(error.code);

export const codeOf = (error: unknown): ErrorCode => (error instanceof ApiError ? error.code : 'internal');
