// What every command works with: the engine, one command as it came in, and the reading of its fields. The known ones are
// read by type, the unknown ones refused as a mongod refuses them.
import { fail, refuse } from '../errors.js';
import { readDoc } from '../bson/codec.js';
import { isArray, isDoc, isNothing, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.js';
import type { Doc, Maybe } from '../bson/values.js';
import { compileVariables, type Variables } from '../aggregate/expression.js';
import { compileFilter } from '../query/match.js';
import type { Query } from '../query/planner.js';
import { parseSort } from '../query/sort.js';
import type { Deadline } from '../query/turns.js';
import { checkName, type Catalog, type Collection } from '../store/catalog.js';
import type { Environment } from '../store/environment.js';
import type { Records } from '../store/records.js';
import type { Cursors } from './cursors.js';

export interface Engine {
  readonly env: Environment;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors: Cursors;
}

/** One command as it came in. */
export interface Request {
  readonly engine: Engine;
  readonly name: string;
  readonly database: string;
  readonly body: Doc;
  /** Documents sent beside the body, untouched. */
  readonly sequences: ReadonlyMap<string, Buffer[]>;
  readonly variables: Variables;
  readonly deadline: Deadline;
  readonly connectionId: number;
}

/** The fields of an answer; a batch of raw documents travels to the client untouched, as its cursor. */
export interface Answer {
  readonly fields: Doc;
  readonly batch?: { readonly name: 'firstBatch' | 'nextBatch'; readonly documents: Buffer[]; readonly cursor: Doc };
}

/** Variables of `let`, with $$NOW fixed for the whole command. */
export const commandVariables = (body: Doc): Variables =>
  compileVariables(docField(body, 'let'))(new Map(), { NOW: new Date() });

const COMMON =
  '$db lsid $clusterTime $readPreference $client readConcern writeConcern maxTimeMS comment apiVersion apiStrict apiDeprecationErrors bypassDocumentValidation collation';

/** Refuses fields that are neither common to all commands nor among `known`. */
export function checkFields(holder: string, names: Iterable<string>, known: string): void {
  const allowed = `${COMMON} ${known}`.split(' ');
  for (const name of names)
    if (!allowed.includes(name)) fail(40415, `BSON field '${holder}.${name}' is an unknown field.`);
}

export function checkCommon(body: Doc): void {
  if (body.has('startTransaction') || body.has('autocommit') || body.has('txnNumber'))
    fail(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  const [write, read] = [body.get('writeConcern'), body.get('readConcern')];
  if (isDoc(write) && Number(write.get('w')) > 1) fail(2, "cannot use 'w' > 1 when a host is not replicated");
  if (isDoc(read) && read.get('level') === 'snapshot')
    fail(246, 'node needs to be a replica set member to use read concern');
  refuseCollation(body);
}

/** Texts are compared by their bytes, and in no other way. */
export function refuseCollation(holder: Doc): void {
  const collation = docField(holder, 'collation');
  if (collation.size > 0 && collation.get('locale') !== 'simple') refuse('A collation', 2);
}

export function refuseFields(body: Doc, names: string): void {
  for (const name of names.split(' ')) if (isTruthy(body.get(name))) refuse(`The option ${name}`, 2);
}

/** The name of the collection that a command is about, in its first field or in another. */
export function namespaceOf({ name, body, database }: Request, field = name): string {
  const value = body.get(field);
  if (typeof value !== 'string') fail(73, `collection name has invalid type ${typeName(value)}`);
  return value.startsWith('$cmd') ? `${database}.${value}` : checkName(`${database}.${value}`);
}

export const findCollection = (request: Request): Collection | undefined =>
  request.engine.catalog.find(namespaceOf(request));

export const needCollection = (request: Request): Collection =>
  findCollection(request) ?? fail(26, `ns does not exist: ${namespaceOf(request)}`);

export function wrongType(field: string, value: Maybe, expected: string): never {
  fail(14, `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`);
}

export function docField(body: Doc, field: string): Doc {
  const value = body.get(field);
  if (isNothing(value)) return new Map();
  return isDoc(value) ? value : wrongType(field, value, 'object');
}

export function numberField(body: Doc, field: string): number | null {
  const value = body.get(field);
  if (isNothing(value)) return null;
  if (!isNumeric(value)) wrongType(field, value, 'number');
  const n = Math.trunc(toNumber(value));
  return n < 0 ? fail(51024, `BSON field '${field}' value must be >= 0, actual value '${n}'`) : n;
}

export function hintField(body: Doc): Maybe {
  const value = body.get('hint');
  if (isNothing(value) || (isDoc(value) && value.size === 0)) return undefined;
  return typeof value === 'string' || isDoc(value) ? value : fail(9, 'Hint must be a string or an object');
}

/** A list of documents, in the body or beside it. */
export function listField({ body, sequences, name }: Request, field: string): Doc[] {
  const value: Maybe = sequences.get(field)?.map((raw) => readDoc(raw)) ?? body.get(field);
  if (value === undefined) fail(40414, `BSON field '${name}.${field}' is missing but a required field`);
  if (!isArray(value)) wrongType(`${name}.${field}`, value, 'array');
  const wrong = value.findIndex((item) => !isDoc(item));
  return wrong < 0 ? (value as Doc[]) : wrongType(`${name}.${field}.${wrong}`, value[wrong], 'object');
}

/** What all commands that search have in common; `field` holds the filter. */
export function readQuery(body: Doc, field: string, variables: Variables): Query {
  refuseCollation(body);
  return {
    filter: compileFilter(docField(body, field), variables),
    sort: parseSort(body.get('sort')),
    skip: numberField(body, 'skip') ?? 0,
    limit: Math.abs(Number(body.get('limit') ?? 0)),
    hint: hintField(body),
  };
}
