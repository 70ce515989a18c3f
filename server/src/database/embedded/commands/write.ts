// insert, update, delete, findAndModify. Statements run inside the write transaction; a statement that must look through
// many documents searches before it, so that nobody waits, and checks inside that what it found is still so.
import { failedToParse, typeMismatch } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { isDoc, typeName, type Doc, type Value } from '../bson/values.js';
import { writeDoc } from '../bson/write.js';
import type { Variables } from '../aggregate/scope.js';
import { compileFilter, type Filter, type Hit } from '../query/match.js';
import { collectFound, collectNow, createScanner, type Found } from '../query/scan.js';
import { parseSort } from '../query/sort.js';
import { isTruthy } from '../query/truth.js';
import type { Collection } from '../store/catalog.js';
import { compileUpdate, ensureId, upsertBase, type Update } from '../update/update.js';
import type { SortSpec } from '../query/planner.js';
import { inOrder, isSorted, plan, type Engine, type Request } from './engine.js';
import { hintOf } from './read.js';
import { checkCollation } from './fields.js';

export interface Target {
  readonly database: string;
  readonly name: string;
}

/** The search of a statement, to be done inside the write transaction. */
export type Find = (collection: Collection) => Found[];

export interface Search {
  readonly filter: Filter;
  readonly sort: SortSpec;
  readonly isMulti: boolean;
  readonly hint?: Value;
}

const MANY = 2000;
export const SLICE_MILLISECONDS = 25;

/** Searches before the transaction when that may take long; gives the search to be done inside it. */
export async function prepareSearch(engine: Engine, target: Target, search: Search, request: Request): Promise<Find> {
  const collection = engine.catalog.find(target.database, target.name);
  const early =
    collection && mayTakeLong(collection, search) ? await searchEarly(engine, collection, search, request) : null;
  return (current): Found[] => {
    if (!early || current !== collection) return searchNow(engine, current, search, request);
    if (early.version === current.version) return early.found;
    if (!search.isMulti) return searchNow(engine, current, search, request);
    return early.found.flatMap(({ record }) => {
      const raw = engine.records.get(current, record);
      return raw && search.filter.test(readDoc(raw)) ? [{ record, raw }] : [];
    });
  };
}

export function mayTakeLong(collection: Collection, search: Search): boolean {
  if (collection.count < MANY) return false;
  const chosen = plan(collection, search);
  return chosen.scans.some((scan) => scan.index === null || scan.equalities === 0);
}

async function searchEarly(
  engine: Engine,
  collection: Collection,
  search: Search,
  { deadline }: Request,
): Promise<{ version: number; found: Found[] }> {
  const { version } = collection;
  const chosen = plan(collection, search);
  const scanner = createScanner(engine.env, collection, chosen, search.filter);
  const most = search.isMulti || !isSorted(chosen, search.sort) ? Infinity : 1;
  const found = inOrder(await collectFound(scanner, deadline, most), chosen, search.sort);
  return { version, found: search.isMulti ? found : found.slice(0, 1) };
}

export function searchNow(engine: Engine, collection: Collection, search: Search, { deadline }: Request): Found[] {
  const chosen = plan(collection, search);
  const scanner = createScanner(engine.env, collection, chosen, search.filter);
  const found = collectNow(scanner, deadline, search.isMulti || !isSorted(chosen, search.sort) ? Infinity : 1);
  const sorted = inOrder(found, chosen, search.sort);
  return search.isMulti ? sorted : sorted.slice(0, 1);
}

/** The collection, made when it is not there yet; inside a write transaction. */
export const needCollection = (engine: Engine, { database, name }: Target): Collection =>
  engine.catalog.find(database, name) ?? engine.catalog.create(database, name);

export function insertRaw(engine: Engine, collection: Collection, raw: Buffer): void {
  const document = readDoc(raw);
  if (document.keys().next().value === '_id') engine.records.insert(collection, raw, document);
  else {
    const complete = ensureId(document);
    engine.records.insert(collection, writeDoc(complete), complete);
  }
}

export interface UpdateStatement {
  readonly search: Search;
  readonly update: Update;
  readonly isUpsert: boolean;
}

export function parseUpdate(statement: Doc, variables: Variables): UpdateStatement {
  checkCollation(statement.get('collation'));
  const filter = compileFilter(queryOf(statement, 'q'), variables);
  const own = { ...variables };
  if (isDoc(statement.get('c'))) for (const [name, value] of statement.get('c') as Doc) own[name] = value;
  const update = compileUpdate(statement.get('u') ?? null, statement.get('arrayFilters'), own);
  const isMulti = isTruthy(statement.get('multi'));
  if (isMulti && update.isReplacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  const sort = parseSort(statement.get('sort'));
  if (isMulti && sort.length) throw failedToParse('Cannot specify sort with multi=true');
  return {
    search: { filter, sort, isMulti, hint: hintOf(statement.get('hint')) },
    update,
    isUpsert: isTruthy(statement.get('upsert')),
  };
}

export function queryOf(statement: Doc, field: string): Doc {
  const value = statement.get(field);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value))
    throw typeMismatch(`BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`);
  return value;
}

export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted?: Value;
  readonly before?: Doc;
  readonly after?: Doc;
}

/** Runs an update statement inside the write transaction. */
export function runUpdate(engine: Engine, target: Target, statement: UpdateStatement, find: Find): UpdateOutcome {
  const collection = engine.catalog.find(target.database, target.name);
  const found = collection ? find(collection) : [];
  if (collection && found.length > 0) return changeFound(engine, collection, statement, found);
  if (!statement.isUpsert) return { matched: 0, modified: 0 };
  const base = upsertBase(statement.search.filter.source, statement.update.isReplacement);
  const changed = statement.update.apply(base, undefined, true);
  const document = ensureId(changed);
  engine.records.insert(collection ?? needCollection(engine, target), writeDoc(document), document);
  return { matched: 0, modified: 0, upserted: document.get('_id') ?? null, after: document };
}

function changeFound(
  engine: Engine,
  collection: Collection,
  { search, update }: UpdateStatement,
  found: Found[],
): UpdateOutcome {
  let modified = 0;
  let before: Doc | undefined;
  let after: Doc | undefined;
  for (const item of found) {
    before = readDoc(item.raw);
    const hit: Hit = {};
    search.filter.test(before, hit);
    after = update.apply(before, hit.index, false);
    const raw = writeDoc(after);
    if (raw.equals(item.raw)) continue;
    engine.records.replace(collection, item.record, before, raw, after);
    modified++;
  }
  return { matched: found.length, modified, before, after };
}

export interface DeleteStatement {
  readonly search: Search;
}

export function parseDelete(statement: Doc, variables: Variables): DeleteStatement {
  checkCollation(statement.get('collation'));
  const limit = Number(
    statement.get('limit') ?? (statement.has('multi') ? (isTruthy(statement.get('multi')) ? 0 : 1) : NaN),
  );
  if (limit !== 0 && limit !== 1)
    throw failedToParse('The limit field in delete objects must be 0 or 1. Got ' + String(limit));
  const filter = compileFilter(queryOf(statement, 'q'), variables);
  return { search: { filter, sort: [], isMulti: limit === 0, hint: hintOf(statement.get('hint')) } };
}

export function runDelete(engine: Engine, target: Target, find: Find): { removed: number; before?: Doc } {
  const collection = engine.catalog.find(target.database, target.name);
  if (!collection) return { removed: 0 };
  const found = find(collection);
  let before: Doc | undefined;
  for (const item of found) {
    before = readDoc(item.raw);
    engine.records.remove(collection, item.record, before);
  }
  return { removed: found.length, before };
}
