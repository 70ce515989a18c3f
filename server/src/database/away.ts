// Telling "the database is away" from "we made a mistake", whichever way the driver says it.
import { causesOf } from './causes.js';

const names = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoConnectionClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'MongoPoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
]);

/** What a server says that is stepping down, shutting down, or cut off from the others. */
const codes = new Set([6, 7, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** What a line itself says: of a write to one that has just been closed, the driver hands this on as it is. */
const lineCodes = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

const isOne = (error: { name?: unknown; code?: unknown }): boolean =>
  names.has(String(error.name)) ||
  lineCodes.has(String(error.code)) ||
  (error.name === 'MongoServerError' && codes.has(Number(error.code)));

/** For what came from the database; true also for what such an error was the cause of. */
export function isDatabaseAway(error: unknown): boolean {
  for (const cause of causesOf(error)) if (isOne(cause)) return true;
  return false;
}
