// What every command works with, and the ways of reading that they share.
import { CommandError } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { isDoc, type Doc, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/scope.js';
import { compileExpression, evaluate } from '../aggregate/expression.js';
import { compileFilter, type Filter } from '../query/match.js';
import { planQuery, type Plan, type SortSpec } from '../query/planner.js';
import { collectFound, createScanner, type Deadline, type Found } from '../query/scan.js';
import { sortItems } from '../query/sort.js';
import type { Catalog, Collection } from '../store/catalog.js';
import type { Environment } from '../store/environment.js';
import type { Records } from '../store/records.js';
import type { Cursors } from './cursors.js';

export interface Engine {
  readonly env: Environment;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors: Cursors;
  readonly version: string;
  readonly startedAt: Date;
}

/** One command as it came in. */
export interface Request {
  readonly name: string;
  readonly database: string;
  readonly body: Doc;
  /** Documents sent beside the body, untouched. */
  readonly sequences: ReadonlyMap<string, Buffer[]>;
  readonly deadline: Deadline;
  readonly connectionId: number;
}

export const WIRE_VERSION = 25;

export function createDeadline(milliseconds: number, isClosed: () => boolean): Deadline {
  const end = milliseconds > 0 ? performance.now() + milliseconds : Infinity;
  return {
    check: () => {
      if (performance.now() > end) throw new CommandError(50, 'operation exceeded time limit');
      if (isClosed()) throw new CommandError(279, 'client disconnected');
    },
  };
}

/** Variables of `let`, with $$NOW fixed for the whole command. */
export function commandVariables(body: Doc): Variables {
  const variables: Variables = { NOW: new Date() };
  const given = body.get('let');
  if (isDoc(given))
    for (const [name, value] of given) variables[name] = evaluate(compileExpression(value), new Map(), variables);
  return variables;
}

export interface Query {
  readonly filter: Filter;
  readonly sort: SortSpec;
  readonly skip: number;
  readonly limit: number;
  readonly hint?: Value;
}

export function plan(collection: Collection, query: Pick<Query, 'filter' | 'sort' | 'hint'>): Plan {
  return planQuery(collection, query.filter.source, query.sort, query.hint);
}

export const isSorted = (chosen: Plan, sort: SortSpec): boolean =>
  sort.length === 0 || (chosen.scans.length === 1 && chosen.scans[0]?.isSorted === true);

/** Puts found documents in order when the plan could not. */
export function inOrder(found: Found[], chosen: Plan, sort: SortSpec): Found[] {
  if (isSorted(chosen, sort)) return found;
  const fields = new Set(sort.map(([path]) => path.split('.', 1)[0] as string));
  return sortItems(
    found,
    sort,
    (item) => readDoc(item.raw, 0, fields),
    (item) => item.raw.length,
  );
}

/** Reads all that a query asks for, pausing for others. */
export async function readAll(
  engine: Engine,
  collection: Collection | undefined,
  query: Query,
  deadline: Deadline,
): Promise<Found[]> {
  if (!collection) return [];
  const chosen = plan(collection, query);
  const most = query.limit === 0 ? Infinity : query.skip + query.limit;
  const scanner = createScanner(engine.env, collection, chosen, query.filter);
  const found = await collectFound(scanner, deadline, isSorted(chosen, query.sort) ? most : Infinity);
  return inOrder(found, chosen, query.sort).slice(query.skip, most);
}

export const simpleQuery = (filter: Doc): Query => ({ filter: compileFilter(filter), sort: [], skip: 0, limit: 0 });
