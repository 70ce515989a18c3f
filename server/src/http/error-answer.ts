import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errorStatus, type ErrorBody, type ErrorCode } from '@enishi/shared/errors';
import { AppError, notFound } from '../errors.js';
import type { Log } from '../log.js';

/** Failures of the body parser, by its own names. */
const parserCodes: Record<string, ErrorCode> = {
  'entity.too.large': 'too_large',
  'entity.parse.failed': 'invalid',
  'encoding.unsupported': 'unsupported_media',
  'charset.unsupported': 'unsupported_media',
  'request.aborted': 'invalid',
  'request.size.invalid': 'invalid',
};

/** Errors of the driver that mean "the database is away", not "we made a mistake". */
const awayErrors = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongooseServerSelectionError',
  'PoolClearedOnNetworkError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
]);

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, name, status } = error as { type?: string; name?: string; status?: number };
  if (type && parserCodes[type]) return new AppError(parserCodes[type]);
  if (name && awayErrors.has(name)) return new AppError('unavailable', { retryAfter: 5, cause: error });
  // A path that cannot be decoded names nothing; any other bad request is a body that cannot be read.
  if (name === 'URIError') return notFound();
  if (status === 400) return new AppError('invalid');
  return new AppError('internal', { cause: error });
}

/** The one place that answers failures. What nobody expected is logged once and told to nobody. */
export const answerErrors =
  (log: Log): ErrorRequestHandler =>
  (thrown, request, response, _next) => {
    if (response.headersSent) {
      // A file broke off on its way out: the cut line says that it is not whole.
      log.error({ err: thrown as unknown, requestId: request.id }, 'an answer broke off');
      response.destroy();
      return;
    }
    const error = asAppError(thrown);
    const { id } = request;
    if (error.code === 'internal') log.error({ err: error.details.cause, requestId: id }, 'unexpected fault');
    if (error.code === 'unavailable') log.warn({ err: error.details.cause, requestId: id }, 'database is away');
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

export const unknownPath: RequestHandler = (_request, _response, next) => next(notFound());
