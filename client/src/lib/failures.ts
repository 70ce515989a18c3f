// What an answer other than success means. When the server or its database is away, the whole page is told.
import type { ErrorBody } from '@enishi/shared/errors';
import { ApiError } from './api-error.js';
import { tellTrouble } from './reach.js';

/** A proxy in between says so in its own words. */
const awayStatus = [502, 503, 504];

export const failureOf = (status: number, body: Partial<ErrorBody> | null): ApiError => {
  const code = body?.code ?? (awayStatus.includes(status) ? 'unavailable' : 'internal');
  if (code === 'storage_away' || code === 'unavailable') tellTrouble('busy');
  return new ApiError(status, { ...body, code });
};

/** No answer came at all. */
export const unreachable = (): ApiError => {
  tellTrouble('away');
  return new ApiError(0, { code: 'unavailable' });
};
