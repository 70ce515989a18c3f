// The table of commands with the fields they know, and the frame around each: what is common is checked, errors become
// answers.
import { BSON } from 'bson';
import { codeName, CommandError, fail, refuse } from '../errors.js';
import { doc, table, type Doc } from '../bson/values.js';
import type { Deadline } from '../query/turns.js';
import { checkDatabase } from '../store/catalog.js';
import { aggregate } from './aggregate.js';
import * as collections from './collections.js';
import { getMore, killCursors } from './cursors.js';
import { collMod, createIndexes, dropIndexes, listIndexes } from './indexes.js';
import * as read from './read.js';
import { checkCommon, checkFields, commandVariables, refuseFields } from './request.js';
import type { Answer, Engine, Request } from './request.js';
import { buildInfo, connectionStatus, empty, hello, serverStatus } from './server-commands.js';
import * as write from './write.js';

type Command = [run: (request: Request) => Promise<Doc | Answer> | Doc | Answer, fields?: string, refused?: string];

/** By name in lower case, with its fields and those that are refused; one without fields takes whatever it is given. */
const COMMANDS = table<Command>({
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
  findandmodify: [write.findAndModify, 'query sort remove update new fields upsert arrayFilters hint let'],
  bulkwrite: [write.bulkWrite, 'ops nsInfo ordered errorsOnly let cursor'],
  find: [
    read.find,
    'filter sort projection hint skip limit batchSize singleBatch awaitData oplogReplay noCursorTimeout allowPartialResults allowDiskUse let',
    'max min returnKey showRecordId tailable',
  ],
  getmore: [getMore, 'collection batchSize'],
  killcursors: [killCursors, 'cursors'],
  count: [read.count, 'query limit skip hint fields'],
  distinct: [read.distinct, 'key query hint'],
  aggregate: [aggregate, 'pipeline cursor explain allowDiskUse hint let'],
  create: [
    collections.create,
    'size max autoIndexId idIndex validationLevel validationAction storageEngine pipeline temp flags indexOptionDefaults',
    'capped validator viewOn timeseries clusteredIndex expireAfterSeconds changeStreamPreAndPostImages encryptedFields',
  ],
  drop: [collections.drop, ''],
  dropdatabase: [collections.dropDatabase, ''],
  renamecollection: [collections.renameCollection, 'to dropTarget'],
  listdatabases: [collections.listDatabases, 'filter nameOnly authorizedDatabases'],
  listcollections: [collections.listCollections, 'filter nameOnly authorizedCollections cursor'],
  collstats: [collections.collStats, 'scale'],
  dbstats: [collections.dbStats, 'scale freeStorage'],
  collmod: [collMod, 'index validationLevel validationAction', 'validator'],
  createindexes: [createIndexes, 'indexes commitQuorum ignoreUnknownIndexOptions'],
  dropindexes: [dropIndexes, 'index'],
  listindexes: [listIndexes, 'cursor'],
});

const commandOf = (name: string): Command =>
  COMMANDS.get(name.toLowerCase()) ?? refuse(`no such command: '${name}', which`, 59);

export type Incoming = Pick<Request, 'body' | 'sequences' | 'connectionId'> & { isClosed(): boolean };
export type Dispatch = (incoming: Incoming) => Promise<Answer>;

export function createDispatch(engine: Engine, logError: (error: unknown, command: string) => void): Dispatch {
  return async ({ body, sequences, connectionId, isClosed }) => {
    const name = body.keys().next().value ?? '';
    try {
      checkCommon(body);
      const [run, fields, refused = ''] = commandOf(name);
      const names = [...body.keys(), ...sequences.keys()].slice(1);
      if (fields !== undefined) checkFields(name, names, `${fields} ${refused}`);
      refuseFields(body, refused);
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
  return typeof database === 'string' ? checkDatabase(database) : fail(40571, 'OP_MSG requests require a $db argument');
}

function createDeadline(body: Doc, isClosed: () => boolean): Deadline {
  const limit = Number(body.get('maxTimeMS') ?? 0);
  if (!(limit >= 0 && limit <= 2147483647)) fail(2, 'maxTimeMS is out of range');
  const end = limit > 0 ? performance.now() + limit : Infinity;
  return () => {
    if (performance.now() > end) fail(50, 'operation exceeded time limit');
    if (isClosed()) fail(279, 'client disconnected');
  };
}

function translate(error: unknown): CommandError | null {
  if (error instanceof CommandError) return error;
  if (BSON.BSONError.isBSONError(error)) return new CommandError(22, error.message);
  const isFull = /ENOSPC|No space left|MDB_MAP_FULL/i.test(String(error));
  return isFull ? new CommandError(14031, `the disk is full: ${String(error)}`) : null;
}
