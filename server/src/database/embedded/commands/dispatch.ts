// The table of commands, and the frame around each: what is common is checked, errors become answers.
import { codeName, CommandError, unsupported } from '../errors.js';
import { BsonFault } from '../bson/read.js';
import type { Doc, Value } from '../bson/values.js';
import { toNumber, isNumeric } from '../bson/numbers.js';
import type { Answer } from '../bson/write.js';
import { aggregate } from './aggregate.js';
import {
  collMod,
  collStats,
  create,
  dbStats,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './collections.js';
import { createDeadline, type Engine, type Request } from './engine.js';
import { explain } from './explain.js';
import { checkCommon } from './fields.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { count, distinct, find, getMore, killCursors } from './read.js';
import { buildInfo, connectionStatus, empty, hello, serverStatus } from './server-commands.js';
import { bulkWrite, findAndModify, insert, remove, update } from './write-commands.js';

type Command = (engine: Engine, request: Request) => Promise<Answer> | Answer;

const COMMANDS: Record<string, Command> = {
  hello,
  ismaster: hello,
  ping: empty,
  buildinfo: buildInfo,
  serverstatus: serverStatus,
  connectionstatus: connectionStatus,
  endsessions: empty,
  killsessions: empty,
  refreshsessions: empty,
  logout: empty,
  insert,
  update,
  delete: remove,
  findandmodify: findAndModify,
  bulkwrite: bulkWrite,
  find,
  getmore: getMore,
  killcursors: killCursors,
  count,
  distinct,
  aggregate,
  explain,
  create,
  drop,
  dropdatabase: dropDatabase,
  renamecollection: renameCollection,
  listdatabases: listDatabases,
  listcollections: listCollections,
  collstats: collStats,
  dbstats: dbStats,
  collmod: collMod,
  createindexes: createIndexes,
  dropindexes: dropIndexes,
  deleteindexes: dropIndexes,
  listindexes: listIndexes,
};

const REPLICA_SET_ONLY = new Set(['committransaction', 'aborttransaction', 'starttransaction']);
const KNOWN_ELSEWHERE = new Set(
  'mapreduce validate compact convertToCapped createuser updateuser dropuser usersinfo createrole rolesinfo saslstart saslcontinue authenticate getparameter setparameter configurefailpoint killop currentop top profile getlog fsync replsetgetstatus createsearchindexes updatesearchindex dropsearchindex datasize dbhash reindex killallsessions killallsessionsbypattern startsession whatsmyuri hostinfo getcmdlineopts listcommands geonear'
    .toLowerCase()
    .split(' '),
);

function commandOf(name: string): Command {
  const key = name.toLowerCase();
  const command = Object.hasOwn(COMMANDS, key) ? COMMANDS[key] : undefined;
  if (command) return command;
  if (REPLICA_SET_ONLY.has(key))
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  if (KNOWN_ELSEWHERE.has(key)) throw unsupported(`The command ${name}`, 59);
  throw new CommandError(59, `no such command: '${name}'`);
}

export interface Incoming {
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, Buffer[]>;
  readonly connectionId: number;
  readonly isClosed: () => boolean;
}

export type Dispatch = (incoming: Incoming) => Promise<Answer>;

export function createDispatch(engine: Engine, logError: (error: unknown, command: string) => void): Dispatch {
  return async ({ body, sequences, connectionId, isClosed }) => {
    const name = body.keys().next().value ?? '';
    try {
      const command = commandOf(name);
      checkCommon(body);
      const request: Request = {
        name,
        database: databaseOf(body),
        body,
        sequences,
        connectionId,
        deadline: createDeadline(timeLimit(body), isClosed),
      };
      const answer = await command(engine, request);
      return answer.set('ok', 1);
    } catch (error) {
      return errorAnswer(error, (unexpected) => logError(unexpected, name));
    }
  };
}

function databaseOf(body: Doc): string {
  const database = body.get('$db');
  if (typeof database !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  if (database === '' || /[\s/\\."$\0]/.test(database) || Buffer.byteLength(database) > 63)
    throw new CommandError(73, `Invalid database name: '${database}'`);
  return database;
}

function timeLimit(body: Doc): number {
  const limit = body.get('maxTimeMS');
  if (limit === undefined) return 0;
  if (!isNumeric(limit) || toNumber(limit) < 0 || toNumber(limit) > 2147483647)
    throw new CommandError(2, `maxTimeMS is out of range`);
  return toNumber(limit);
}

function errorAnswer(error: unknown, report: (error: unknown) => void): Answer {
  const known = translate(error);
  if (!known) report(error);
  const shown =
    known ?? new CommandError(1, `internal error: ${error instanceof Error ? error.message : String(error)}`);
  const answer: Answer = new Map<string, Value>([
    ['ok', 0],
    ['errmsg', shown.message],
    ['code', shown.code],
    ['codeName', codeName(shown.code)],
  ]);
  for (const [field, value] of Object.entries(shown.extra)) answer.set(field, value as Value);
  return answer;
}

function translate(error: unknown): CommandError | null {
  if (error instanceof CommandError) return error;
  if (error instanceof BsonFault) return new CommandError(22, error.message);
  const { message = '', code } = (error ?? {}) as { message?: string; code?: unknown };
  if (/ENOSPC|No space left|MDB_MAP_FULL/i.test(message) || code === 'ENOSPC' || code === 28)
    return new CommandError(14031, `the disk is full: ${message}`);
  return null;
}
