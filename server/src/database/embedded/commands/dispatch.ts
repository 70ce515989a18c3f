// The table of commands with the fields they know, and the frame around each: what is common is checked, errors become
// answers.
import { BSON } from 'bson';
import { codeName, CommandError, fail, refuse } from '../errors.js';
import { doc, type Doc } from '../bson/values.js';
import type { Deadline } from '../query/turns.js';
import { checkName } from '../store/catalog.js';
import { aggregate } from './aggregate.js';
import * as collections from './collections.js';
import { getMore, killCursors } from './cursors.js';
import { collMod, createIndexes, dropIndexes, listIndexes } from './indexes.js';
import * as read from './read.js';
import { checkCommon, checkFields, commandVariables, type Answer, type Engine, type Request } from './request.js';
import { buildInfo, connectionStatus, empty, hello, serverStatus } from './server-commands.js';
import * as write from './write.js';

type Outcome = Doc | Answer;
type Command = (request: Request) => Promise<Outcome> | Outcome;

/** By name in lower case; a command without fields takes whatever it is given. */
const COMMANDS: Record<string, [run: Command, fields?: string]> = {
  hello: [hello],
  ismaster: [hello],
  ping: [empty],
  buildinfo: [buildInfo],
  serverstatus: [serverStatus],
  connectionstatus: [connectionStatus],
  endsessions: [empty],
  killsessions: [empty],
  refreshsessions: [empty],
  logout: [empty],
  explain: [read.explain],
  insert: [write.insert, 'documents ordered'],
  update: [write.update, 'updates ordered let'],
  delete: [write.remove, 'deletes ordered let'],
  findandmodify: [write.findAndModify, 'query sort remove update new fields upsert arrayFilters hint let writeConcern'],
  bulkwrite: [write.bulkWrite, 'ops nsInfo ordered errorsOnly let cursor'],
  find: [
    read.find,
    'filter sort projection hint skip limit batchSize singleBatch max min returnKey showRecordId tailable awaitData oplogReplay noCursorTimeout allowPartialResults allowDiskUse let',
  ],
  getmore: [getMore, 'collection batchSize'],
  killcursors: [killCursors, 'cursors'],
  count: [read.count, 'query limit skip hint fields'],
  distinct: [read.distinct, 'key query hint'],
  aggregate: [aggregate, 'pipeline cursor explain allowDiskUse hint let'],
  create: [
    collections.create,
    'capped size max autoIndexId idIndex validator validationLevel validationAction storageEngine viewOn pipeline timeseries clusteredIndex expireAfterSeconds changeStreamPreAndPostImages encryptedFields temp flags indexOptionDefaults',
  ],
  drop: [collections.drop, ''],
  dropdatabase: [collections.dropDatabase, ''],
  renamecollection: [collections.renameCollection, 'to dropTarget'],
  listdatabases: [collections.listDatabases, 'filter nameOnly authorizedDatabases'],
  listcollections: [collections.listCollections, 'filter nameOnly authorizedCollections cursor'],
  collstats: [collections.collStats, 'scale'],
  dbstats: [collections.dbStats, 'scale freeStorage'],
  collmod: [collMod, 'index validator validationLevel validationAction'],
  createindexes: [createIndexes, 'indexes commitQuorum ignoreUnknownIndexOptions'],
  dropindexes: [dropIndexes, 'index'],
  listindexes: [listIndexes, 'cursor'],
};

function commandOf(name: string): [run: Command, fields?: string] {
  const key = name.toLowerCase();
  if (Object.hasOwn(COMMANDS, key)) return COMMANDS[key] as [Command, string?];
  if (/^(commit|abort|start)transaction$/.test(key))
    fail(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  return refuse(`no such command: '${name}', which`, 59);
}

export type Incoming = Pick<Request, 'body' | 'sequences' | 'connectionId'> & { isClosed(): boolean };
export type Dispatch = (incoming: Incoming) => Promise<Answer>;

export function createDispatch(engine: Engine, logError: (error: unknown, command: string) => void): Dispatch {
  return async ({ body, sequences, connectionId, isClosed }) => {
    const name = body.keys().next().value ?? '';
    try {
      const [run, fields] = commandOf(name);
      checkCommon(body);
      if (fields !== undefined) checkFields(name, [...body.keys(), ...sequences.keys()].slice(1), fields);
      const [deadline, variables] = [createDeadline(body, isClosed), commandVariables(body)];
      const request = { engine, name, database: databaseOf(body), body, sequences, variables, deadline, connectionId };
      const outcome = await run(request);
      const answer = outcome instanceof Map ? { fields: outcome } : outcome;
      answer.fields.set('ok', 1);
      return answer;
    } catch (error) {
      const known = translate(error);
      if (!known) logError(error, name);
      const { code, message, extra } = known ?? new CommandError(1, `internal error: ${String(error)}`);
      return { fields: doc({ ok: 0, errmsg: message, code, codeName: codeName(code), ...extra }) };
    }
  };
}

function databaseOf(body: Doc): string {
  const database = body.get('$db');
  if (typeof database !== 'string') fail(40571, 'OP_MSG requests require a $db argument');
  if (database.includes('.')) fail(73, `Invalid database name: '${database}'`);
  checkName(`${database}.any`);
  return database;
}

function createDeadline(body: Doc, isClosed: () => boolean): Deadline {
  const limit = Number(body.get('maxTimeMS') ?? 0);
  if (!(limit >= 0 && limit <= 2147483647)) fail(2, 'maxTimeMS is out of range');
  const end = limit > 0 ? performance.now() + limit : Infinity;
  const check = (): void => {
    if (performance.now() > end) fail(50, 'operation exceeded time limit');
    if (isClosed()) fail(279, 'client disconnected');
  };
  return { check };
}

function translate(error: unknown): CommandError | null {
  if (error instanceof CommandError) return error;
  if (BSON.BSONError.isBSONError(error)) return new CommandError(22, error.message);
  const { message = '', code } = (error ?? {}) as { message?: string; code?: unknown };
  const isFull = /ENOSPC|No space left|MDB_MAP_FULL/i.test(message) || code === 'ENOSPC' || code === 28;
  return isFull ? new CommandError(14031, `the disk is full: ${message}`) : null;
}
