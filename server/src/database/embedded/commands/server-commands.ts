// Commands about the server itself: the handshake and the little that tools ask.
import os from 'node:os';
import { Long } from 'bson';
import { doc, type Doc, type Value } from '../bson/values.js';
import type { Answer } from '../bson/write.js';
import { WIRE_VERSION, type Engine, type Request } from './engine.js';

export function hello(_engine: Engine, request: Pick<Request, 'name' | 'connectionId'>): Doc {
  const isLegacy = request.name.toLowerCase() === 'ismaster';
  return doc({
    helloOk: true,
    [isLegacy ? 'ismaster' : 'isWritablePrimary']: true,
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: request.connectionId,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });
}

export function buildInfo(engine: Engine): Doc {
  return doc({
    version: engine.version,
    versionArray: [...engine.version.split('.').map(Number), 0],
    gitVersion: 'enishi-embedded',
    modules: ['enishi-embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16777216,
    storageEngines: ['lmdb'],
  });
}

export function serverStatus(engine: Engine): Doc {
  const uptime = (Date.now() - engine.startedAt.getTime()) / 1000;
  return doc({
    host: os.hostname(),
    version: engine.version,
    process: 'enishi-embedded',
    pid: Long.fromNumber(process.pid),
    uptime: Math.floor(uptime),
    localTime: new Date(),
    connections: {},
    metrics: { cursor: { open: { total: engine.cursors.size } } },
    mem: { bits: 64, resident: Math.round(process.memoryUsage().rss / 1048576) },
    storageEngine: { name: 'lmdb', persistent: true },
  });
}

export const connectionStatus = (): Doc =>
  doc({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] } });

export const empty = (): Answer => new Map<string, Value>();
