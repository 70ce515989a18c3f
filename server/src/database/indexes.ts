// Indexes are declared with the models and made true at start. In development they are built before the product serves;
// in production what is missing or different is reported, the missing built behind, and nothing is ever dropped.
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection, IndexDefinition, IndexOptions, Model, mongo } from 'mongoose';
import { isDatabaseAway } from './away.js';
import type { DatabaseLogger } from './connect.js';

export interface IndexReport {
  /** `collection.name` of each. */
  readonly missing: string[];
  /** There is an index of this name or key with another key or other options. It is left as it is. */
  readonly different: string[];
  /** In the database, not declared. */
  readonly undeclared: string[];
  /** Settles when the missing ones are built; never rejects. */
  readonly built: Promise<void>;
}

interface ExistingIndex {
  readonly name?: string;
  readonly key: Record<string, unknown>;
  readonly [option: string]: unknown;
}

interface DeclaredIndex {
  readonly collection: Model<unknown>['collection'];
  readonly key: IndexDefinition;
  readonly options: IndexOptions;
  readonly name: string;
}

/** While the database is away, each is tried again every second, so often at most. */
const TRIES = 600;

const COMPARED = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'] as const;

/** Compares all models with the database and builds what is missing; in development it waits for that. */
export async function ensureIndexes(
  connection: Connection,
  options: { isProduction: boolean; logger: DatabaseLogger },
): Promise<IndexReport> {
  const missing: DeclaredIndex[] = [];
  const different: DeclaredIndex[] = [];
  const undeclared: string[] = [];
  for (const declared of declaredByCollection(connection).values()) {
    const [{ collection }] = declared as [DeclaredIndex];
    const existing = await existingIndexes(collection);
    for (const index of declared) {
      const found = existing.find((item) => item.name === index.name) ?? existing.find((item) => sameKey(item, index));
      if (!found) missing.push(index);
      else if (!isSame(found, index)) different.push(index);
    }
    for (const item of existing)
      if (item.name !== '_id_' && !declared.some((index) => item.name === index.name || sameKey(item, index)))
        undeclared.push(`${collection.collectionName}.${item.name ?? ''}`);
  }
  report(options, missing, different, undeclared);
  const built = build(missing, options.logger);
  if (!options.isProduction) await built;
  return { missing: missing.map(label), different: different.map(label), undeclared, built };
}

const label = (index: DeclaredIndex): string => `${index.collection.collectionName}.${index.name}`;

/** Several models may share a collection. */
function declaredByCollection(connection: Connection): Map<string, DeclaredIndex[]> {
  const result = new Map<string, DeclaredIndex[]>();
  for (const { collection, schema } of Object.values(connection.models) as Model<unknown>[]) {
    const known = result.get(collection.collectionName) ?? [];
    for (const [key, options] of schema.indexes()) {
      const name = options.name ?? defaultName(key);
      if (!known.some((index) => index.name === name)) known.push({ collection, key, options, name });
    }
    if (known.length) result.set(collection.collectionName, known);
  }
  return result;
}

const defaultName = (key: IndexDefinition): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');

async function existingIndexes(collection: DeclaredIndex['collection']): Promise<ExistingIndex[]> {
  try {
    return await collection.indexes();
  } catch (error) {
    // The collection is not there yet.
    if ((error as { code?: unknown }).code === 26) return [];
    throw error;
  }
}

const sameKey = (a: { key: object }, b: { key: object }): boolean =>
  JSON.stringify(Object.entries(a.key)) === JSON.stringify(Object.entries(b.key));

function isSame(found: ExistingIndex, declared: DeclaredIndex): boolean {
  const optionText = (value: unknown): string => JSON.stringify(value ?? false);
  return (
    sameKey(found, declared) &&
    COMPARED.every((option) => optionText(found[option]) === optionText(declared.options[option]))
  );
}

/** One sentence for each, so that a search in the log finds the index. */
function report(
  { isProduction, logger }: { isProduction: boolean; logger: DatabaseLogger },
  missing: readonly DeclaredIndex[],
  different: readonly DeclaredIndex[],
  undeclared: readonly string[],
): void {
  for (const index of different)
    logger.warn(
      { index: label(index) },
      `The index ${label(index)} differs from what its model declares; it is left as it is. Drop it by hand to have it built anew.`,
    );
  for (const index of undeclared)
    logger.info({ index }, `The index ${index} is declared by no model; it is left as it is.`);
  if (!isProduction) return;
  for (const index of missing)
    logger.warn({ index: label(index) }, `The index ${label(index)} is missing; it is being built in the background.`);
}

async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || tries === TRIES) throw error;
      await pause(1000, undefined, { ref: false });
    }
  }
}

async function build(missing: readonly DeclaredIndex[], logger: DatabaseLogger): Promise<void> {
  for (const index of missing) {
    try {
      const { background: _background, ...options } = index.options;
      const description = { ...options, key: index.key, name: index.name } as mongo.IndexDescription;
      // A large one may take longer than a line is allowed to be silent.
      await patiently(() => index.collection.createIndexes([description], { socketTimeoutMS: 0 } as object));
    } catch (error) {
      logger.error({ err: error, index: label(index) }, `The index ${label(index)} could not be built.`);
    }
  }
}
