// How long anybody waits for an answer. While the database is away, requests are refused at once; when it is only slow,
// whoever has waited long enough is told so. What was begun may still come to its end: sent again with the same key it is
// there once.
import type { RequestHandler, Response } from 'express';
import { storageAway } from '../errors.js';
import type { Outage } from '../outage.js';

/** Below what browsers and proxies wait by themselves. */
export const answerWithinMs = 10_000;

const givenUp = new WeakSet<Response>();

/** The answer has gone out already; whatever comes of the work is told to nobody. */
export const isGivenUp = (response: Response): boolean => givenUp.has(response);

export const refuseWhileAway =
  ({ isOn }: Pick<Outage, 'isOn'>): RequestHandler =>
  (_request, _response, next) =>
    next(isOn() ? storageAway() : undefined);

/** Files are as long on their way as their size and the line demand. */
export const answerInTime =
  (withinMs: number): RequestHandler =>
  (request, response, next) => {
    if (request.is('application/octet-stream')) return next();
    const timer = setTimeout(() => {
      if (response.headersSent || response.closed) return;
      givenUp.add(response);
      next(storageAway(new Error(`no answer within ${withinMs} ms`)));
    }, withinMs);
    timer.unref();
    response.once('finish', () => clearTimeout(timer));
    next();
  };
