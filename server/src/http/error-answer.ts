import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errorStatus, type ErrorBody, type ErrorCode } from '@enishi/shared/errors';
import { isDatabaseAway } from '../database/away.js';
import { isStorageFull } from '../database/full.js';
import { AppError, notFound, storageAway, storageFull } from '../errors.js';
import type { Log } from '../log.js';
import type { Outage } from '../outage.js';

/** Failures of the body parser, by its own names. */
const parserCodes: Record<string, ErrorCode> = {
  'entity.too.large': 'too_large',
  'entity.parse.failed': 'invalid',
  'encoding.unsupported': 'unsupported_media',
  'charset.unsupported': 'unsupported_media',
  'request.aborted': 'invalid',
  'request.size.invalid': 'invalid',
};

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) return storageAway(error);
  if (isStorageFull(error)) return storageFull(error);
  const { type, name, status } = error as { type?: string; name?: string; status?: number };
  if (type && parserCodes[type]) return new AppError(parserCodes[type]);
  // A path that cannot be decoded names nothing; any other bad request is a body that cannot be read.
  if (name === 'URIError') return notFound();
  if (status === 400) return new AppError('invalid');
  return new AppError('internal', { cause: error });
}

/** A full disk is not filled further by a line for each request that it refuses. */
const fullEveryMs = 60_000;

/** The one place that answers failures. What nobody expected is logged once and told to nobody. */
export const answerErrors = (log: Log, outage: Pick<Outage, 'met'>): ErrorRequestHandler => {
  let fullToldAt = -fullEveryMs;
  const tellFull = (cause: unknown) => {
    if (performance.now() - fullToldAt < fullEveryMs) return;
    fullToldAt = performance.now();
    log.error({ err: cause }, 'there is no room left: writes are answered with 507 until there is');
  };
  return (thrown, request, response, _next) => {
    if (response.headersSent) {
      // A file broke off on its way out: the cut line says that it is not whole.
      log.error({ err: thrown as unknown, requestId: request.id }, 'an answer broke off');
      response.destroy();
      return;
    }
    const error = asAppError(thrown);
    const { id } = request;
    if (error.code === 'internal') log.error({ err: error.details.cause, requestId: id }, 'unexpected fault');
    if (error.code === 'storage_full') tellFull(error.details.cause);
    // Told once for all of them, however many there are.
    if (error.code === 'storage_away' && error.details.cause) outage.met(error.details.cause);
    const { fields, stale, retryAfter } = error.details;
    if (retryAfter) response.set('Retry-After', String(retryAfter));
    const body: ErrorBody = {
      code: error.code,
      requestId: id,
      ...(fields && { fields }),
      ...(stale && { stale }),
      ...(retryAfter && { retryAfter }),
    };
    response.status(errorStatus[error.code]).json(body);
  };
};

export const unknownPath: RequestHandler = (_request, _response, next) => next(notFound());
