import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const acceptable = /^[A-Za-z0-9_-]{8,64}$/;

/** Takes over a proxy's X-Request-Id where it is harmless, else makes one; answers with it. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  request.id = given && acceptable.test(given) ? given : randomUUID();
  response.set('X-Request-Id', request.id);
  next();
};
