// Commands about the server itself: the handshake and the little that tools ask.
import os from 'node:os';
import { doc, long, type Doc } from '../bson/values.js';
import type { Request } from './request.js';

/** The MongoDB whose behaviour is followed; drivers read it in the handshake. */
export const FOLLOWED_VERSION = '8.0.0';

export const hello = ({ name, connectionId }: Pick<Request, 'name' | 'connectionId'>): Doc =>
  doc({
    helloOk: true,
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
  });

export const buildInfo = (): Doc =>
  doc({
    version: FOLLOWED_VERSION,
    versionArray: [...FOLLOWED_VERSION.split('.').map(Number), 0],
    gitVersion: 'enishi-embedded',
    modules: ['enishi-embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16777216,
    storageEngines: ['lmdb'],
  });

export const serverStatus = ({ engine: { cursors } }: Request): Doc =>
  doc({
    host: os.hostname(),
    version: FOLLOWED_VERSION,
    process: 'enishi-embedded',
    pid: long(process.pid),
    uptime: Math.floor(process.uptime()),
    localTime: new Date(),
    metrics: { cursor: { open: { total: cursors.size } } },
    mem: { bits: 64, resident: Math.round(process.memoryUsage().rss / 1048576) },
    storageEngine: { name: 'lmdb', persistent: true },
  });

export const connectionStatus = (): Doc =>
  doc({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] } });

export const empty = (): Doc => new Map();
