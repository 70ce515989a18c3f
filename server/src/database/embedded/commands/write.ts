// One insert, update or delete. Statements run inside the write transaction; a statement that must look through many
// documents searches before it, so that nobody waits, and checks inside that what it found is still so.
import { fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { isDoc, isTruthy, type Doc, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import type { Hit } from '../query/match.js';
import { planQuery, type Query } from '../query/planner.js';
import { collectFound, collectNow, createScanner, foundSorting, type Found, type Scanner } from '../query/scan.js';
import { sortInSteps, sortItems } from '../query/sort.js';
import type { Deadline } from '../query/turns.js';
import type { Collection } from '../store/catalog.js';
import type { Records } from '../store/records.js';
import { compileUpdate, ensureId, upsertBase, type Update } from '../update/update.js';
import type { Engine } from './engine.js';
import { docField } from './fields.js';
import { readQuery } from './read.js';

export interface Target {
  readonly database: string;
  readonly name: string;
}

interface Search extends Query {
  readonly isMulti: boolean;
}

/** The search of a statement, to be done inside the write transaction. */
type Find = (collection: Collection) => Found[];

/** What a statement did; `n` counts the documents it inserted, matched or removed. */
export interface Outcome {
  readonly n: number;
  readonly modified?: number;
  readonly upserted?: Value;
  readonly before?: Doc;
  readonly after?: Doc;
}

/** A statement that was understood. Without a search it finds nothing. */
export interface Statement {
  readonly search?: Search;
  /** Inside a write transaction. */
  run(find: Find, mayInsert: boolean): Outcome;
}

const MANY = 2000;

const findTarget = ({ catalog }: Engine, { database, name }: Target): Collection | undefined =>
  catalog.find(database, name);

/** The collection, made when it is not there yet; inside a write transaction. */
export const needCollection = (engine: Engine, target: Target): Collection =>
  findTarget(engine, target) ?? engine.catalog.create(target.database, target.name);

/** Whether a statement would hold up others if it were done at once. */
export function takesLong(engine: Engine, target: Target, { search }: Statement): boolean {
  const collection = findTarget(engine, target);
  if (!search || !collection || collection.count < MANY) return false;
  return planQuery(collection, search).scans.some(({ index, equalities }) => {
    const isOneKey = index?.unique && equalities === index.key.length;
    return !isOneKey && (search.isMulti || index === null || equalities === 0);
  });
}

export const runNow = (engine: Engine, { search, run }: Statement, deadline: Deadline): Outcome =>
  run((collection) => (search ? searchNow(engine, collection, search, deadline) : []), true);

/** Searches first, in short steps, and then changes what was found, some documents in each transaction. */
export async function runLong(
  engine: Engine,
  target: Target,
  statement: Statement,
  deadline: Deadline,
): Promise<Outcome> {
  let total: Outcome | undefined;
  for (const find of await searchEarly(engine, target, statement.search as Search, deadline)) {
    deadline.check();
    const { n = 0, modified = 0 }: Partial<Outcome> = total ?? {};
    const isFirst = total === undefined;
    const part: Outcome = await engine.env.write(() => statement.run(find, isFirst));
    total = { ...part, n: n + part.n, modified: modified + (part.modified ?? 0) };
  }
  return total as Outcome;
}

const mostOf = (search: Search, scanner: Scanner): number => (search.isMulti || !scanner.isSorted ? Infinity : 1);

function searchNow({ env }: Engine, collection: Collection, search: Search, deadline: Deadline): Found[] {
  const scanner = createScanner(env, collection, search);
  const found = collectNow(scanner, deadline, mostOf(search, scanner));
  const sorted = scanner.isSorted ? found : sortItems(found, search.sort, foundSorting(search));
  return search.isMulti ? sorted : sorted.slice(0, 1);
}

/** So many documents are changed in one transaction. */
const CHUNK = 200;

/** Searches before the transaction, in short steps; gives the searches to be done inside one transaction each. */
async function searchEarly(engine: Engine, target: Target, search: Search, deadline: Deadline): Promise<Find[]> {
  const collection = findTarget(engine, target) as Collection;
  const scanner = createScanner(engine.env, collection, search);
  const found = await collectFound(scanner, deadline, mostOf(search, scanner));
  const sorted = scanner.isSorted ? found : await sortInSteps(found, search.sort, foundSorting(search), deadline);
  const chosen = search.isMulti ? sorted : sorted.slice(0, 1);
  const { version } = collection;
  const chunks = Array.from({ length: Math.ceil(chosen.length / CHUNK) || 1 }, (_, i) =>
    chosen.slice(i * CHUNK, (i + 1) * CHUNK),
  );
  return chunks.map((chunk) => (current) => {
    if (current === collection && version === current.version) return chunk;
    if (current !== collection || !search.isMulti) return searchNow(engine, current, search, deadline);
    // Others have written meanwhile: what was found must still be so.
    return chunk.flatMap(({ record }) => {
      const raw = engine.records.get(current, record);
      return raw && search.filter.test(readDoc(raw)) ? [{ record, raw }] : [];
    });
  });
}

export function insertDocument(records: Records, collection: Collection, given: Doc | Buffer): void {
  const document = isDoc(given) ? given : readDoc(given);
  const complete = document.keys().next().value === '_id' ? document : ensureId(document);
  const isRaw = complete === document && !isDoc(given);
  records.insert(collection, isRaw ? given : writeDoc(complete), complete);
}

export function parseInsert(engine: Engine, target: Target, document: Doc | Buffer): Statement {
  return {
    run: () => {
      insertDocument(engine.records, needCollection(engine, target), document);
      return { n: 1 };
    },
  };
}

interface UpdateStatement {
  readonly search: Search;
  readonly update: Update;
  readonly isUpsert: boolean;
}

export function parseUpdate(engine: Engine, target: Target, statement: Doc, variables: Variables): Statement {
  const isMulti = isTruthy(statement.get('multi'));
  const search = { ...readQuery(statement, 'q', variables), isMulti };
  const constants = Object.fromEntries(docField(statement, 'c'));
  const { collation } = search.filter;
  const given = [statement.get('u'), statement.get('arrayFilters'), { ...variables, ...constants }] as const;
  const update = compileUpdate(...given, collation);
  if (isMulti && update.isReplacement) fail(9, 'multi update is not supported for replacement-style update');
  if (isMulti && search.sort.length) fail(9, 'Cannot specify sort with multi=true');
  const isUpsert = isTruthy(statement.get('upsert'));
  return {
    search,
    run: (find, mayInsert) => runUpdate(engine, target, { search, update, isUpsert: isUpsert && mayInsert }, find),
  };
}

export function parseDelete(engine: Engine, target: Target, statement: Doc, variables: Variables): Statement {
  const limit = Number(statement.get('limit'));
  if (limit !== 0 && limit !== 1) fail(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const search = { ...readQuery(statement, 'q', variables), isMulti: limit === 0 };
  return { search, run: (find) => runDelete(engine, target, find) };
}

function runUpdate(engine: Engine, target: Target, statement: UpdateStatement, find: Find): Outcome {
  const { search, update, isUpsert } = statement;
  const collection = findTarget(engine, target);
  const found = collection ? find(collection) : [];
  if (collection && found.length > 0) return changeFound(engine, collection, statement, found);
  if (!isUpsert) return { n: 0, modified: 0 };
  const base = upsertBase(search.filter.source, update.isReplacement);
  const document = ensureId(update.apply(base, undefined, true));
  insertDocument(engine.records, needCollection(engine, target), document);
  return { n: 1, modified: 0, upserted: document.get('_id') ?? null, after: document };
}

function changeFound({ records }: Engine, collection: Collection, statement: UpdateStatement, found: Found[]): Outcome {
  const { search, update } = statement;
  let modified = 0;
  let [before, after]: Doc[] = [];
  for (const { record, raw } of found) {
    before = readDoc(raw);
    const hit: Hit = {};
    search.filter.test(before, hit);
    after = update.apply(before, hit.index, false);
    const changed = writeDoc(after);
    if (changed.equals(raw)) continue;
    records.replace(collection, record, before, changed, after);
    modified++;
  }
  return { n: found.length, modified, before, after };
}

function runDelete(engine: Engine, target: Target, find: Find): Outcome {
  const collection = findTarget(engine, target);
  const found = collection ? find(collection) : [];
  for (const { record } of found) engine.records.remove(collection as Collection, record);
  return { n: found.length, before: found[0] && readDoc(found[0].raw) };
}
