// Reading the fields of a command: the known ones by type, the unknown ones refused as a mongod refuses them.
import { CommandError, typeMismatch, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { checkName } from '../store/catalog.js';
import { isTruthy } from '../query/truth.js';
import type { Request } from './engine.js';

const COMMON = new Set(
  '$db lsid $clusterTime $readPreference $audit $client $configServerState readConcern writeConcern maxTimeMS comment apiVersion apiStrict apiDeprecationErrors txnNumber autocommit startTransaction stmtId stmtIds mayBypassWriteBlocking maxTimeMSOpOnly serialization'.split(
    ' ',
  ),
);

/** Refuses fields that are neither common to all commands nor among `known` (the first is the command's own name). */
export function checkFields({ name, body, sequences }: Request, known: string): void {
  const allowed = new Set(known.split(' '));
  for (const field of [...body.keys(), ...sequences.keys()])
    if (field !== name && !COMMON.has(field) && !allowed.has(field))
      throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`);
}

export function checkCommon(body: Doc): void {
  if (body.has('startTransaction') || body.has('autocommit') || body.has('txnNumber'))
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  const concern = body.get('writeConcern');
  const w = isDoc(concern) ? concern.get('w') : undefined;
  if (isNumeric(w) && toNumber(w) > 1) throw new CommandError(2, "cannot use 'w' > 1 when a host is not replicated");
  const level = isDoc(body.get('readConcern')) ? (body.get('readConcern') as Doc).get('level') : undefined;
  if (level === 'snapshot') throw new CommandError(246, 'node needs to be a replica set member to use read concern');
}

export function checkCollation(value: Maybe): void {
  if (value === undefined || (isDoc(value) && (value.size === 0 || value.get('locale') === 'simple'))) return;
  throw unsupported('Collation', 2);
}

export function refuseFields(body: Doc, names: string): void {
  for (const name of names.split(' ')) if (isTruthy(body.get(name))) throw unsupported(`The option ${name}`, 2);
}

export function collectionName({ name, body, database }: Request, field = name): string {
  const value = body.get(field);
  if (typeof value !== 'string') throw new CommandError(73, `collection name has invalid type ${typeName(value)}`);
  checkName(database, value.startsWith('$cmd') ? 'cmd' : value);
  return value;
}

export function docField(body: Doc, field: string, command: string): Doc {
  const value = body.get(field);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value))
    throw typeMismatch(
      `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    );
  return value;
}

export function numberField(body: Doc, field: string, command: string): number | null {
  const value = body.get(field);
  if (value === undefined || value === null) return null;
  if (!isNumeric(value))
    throw typeMismatch(
      `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double']`,
    );
  const n = toNumber(value);
  if (n < 0) throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${n}'`);
  return Math.trunc(n);
}

export function listField({ body, sequences, name }: Request, field: string, decode: (raw: Buffer) => Doc): Doc[] {
  const sent = sequences.get(field);
  if (sent) return sent.map((raw) => decode(raw));
  const value: Value | undefined = body.get(field);
  if (value === undefined)
    throw new CommandError(40414, `BSON field '${name}.${field}' is missing but a required field`);
  if (!isArray(value))
    throw typeMismatch(`BSON field '${name}.${field}' is the wrong type '${typeName(value)}', expected type 'array'`);
  if (!value.every(isDoc))
    throw typeMismatch(`BSON field '${name}.${field}.0' is the wrong type, expected type 'object'`);
  return value;
}
