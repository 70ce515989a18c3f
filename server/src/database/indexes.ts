// Indexes are declared with the models and made true at start. In development they are built before the product serves;
// in production what is missing or different is reported, the missing built behind, and nothing is ever dropped.
import type { Connection, IndexDefinition, IndexOptions, Model, mongo } from 'mongoose';
import type { DatabaseLogger } from './connect.js';

export interface IndexReport {
  /** `collection.name` of each. */
  readonly missing: string[];
  /** There is an index of this name or key with other options. It is left as it is. */
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
  readonly model: Model<unknown>;
  readonly key: IndexDefinition;
  readonly options: IndexOptions;
  readonly name: string;
}

const COMPARED = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'] as const;

/** Compares all models with the database and builds what is missing; in development it waits for that. */
export async function ensureIndexes(
  connection: Connection,
  options: { isProduction: boolean; logger: DatabaseLogger },
): Promise<IndexReport> {
  const missing: DeclaredIndex[] = [];
  const different: string[] = [];
  const undeclared: string[] = [];
  for (const model of Object.values(connection.models) as Model<unknown>[]) {
    const declared = declaredIndexes(model);
    const existing = await existingIndexes(model);
    for (const index of declared) {
      const found = existing.find((item) => item.name === index.name || sameKey(item.key, index.key));
      if (!found) missing.push(index);
      else if (!isSame(found, index)) different.push(label(index));
    }
    for (const item of existing)
      if (item.name !== '_id_' && !declared.some((index) => index.name === item.name || sameKey(item.key, index.key)))
        undeclared.push(`${model.collection.collectionName}.${item.name ?? ''}`);
  }
  report(options.logger, { missing: missing.map(label), different, undeclared }, options.isProduction);
  const built = build(missing, options.logger);
  if (!options.isProduction) await built;
  return { missing: missing.map(label), different, undeclared, built };
}

const label = (index: DeclaredIndex): string => `${index.model.collection.collectionName}.${index.name}`;

function declaredIndexes(model: Model<unknown>): DeclaredIndex[] {
  return model.schema
    .indexes()
    .map(([key, options]) => ({ model, key, options, name: options.name ?? defaultName(key) }));
}

const defaultName = (key: IndexDefinition): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');

async function existingIndexes(model: Model<unknown>): Promise<ExistingIndex[]> {
  try {
    return await model.collection.indexes();
  } catch (error) {
    // The collection is not there yet.
    if ((error as { code?: unknown }).code === 26) return [];
    throw error;
  }
}

const sameKey = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a)) === JSON.stringify(Object.entries(b));

function isSame(found: ExistingIndex, declared: DeclaredIndex): boolean {
  if (!sameKey(found.key, declared.key)) return false;
  return COMPARED.every(
    (option) => JSON.stringify(found[option] ?? false) === JSON.stringify(declared.options[option] ?? false),
  );
}

function report(
  logger: DatabaseLogger,
  found: { missing: string[]; different: string[]; undeclared: string[] },
  isProduction: boolean,
): void {
  const { missing, different, undeclared } = found;
  if (different.length)
    logger.warn(
      { different },
      'Some indexes differ from what the models declare; they are left as they are. Drop them by hand to have them built anew.',
    );
  if (undeclared.length)
    logger.info({ undeclared }, 'Some indexes are declared by no model; they are left as they are.');
  if (missing.length && isProduction)
    logger.warn({ missing }, 'Some indexes are missing; they are being built in the background.');
}

async function build(missing: readonly DeclaredIndex[], logger: DatabaseLogger): Promise<void> {
  for (const index of missing) {
    try {
      const { background: _background, ...options } = index.options;
      await index.model.collection.createIndexes([
        { ...options, key: index.key, name: index.name } as mongo.IndexDescription,
      ]);
    } catch (error) {
      logger.error({ err: error, index: label(index) }, 'An index could not be built.');
    }
  }
}
