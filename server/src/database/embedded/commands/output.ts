// $out: the results of a pipeline written into a collection.
import { fail } from '../errors.js';
import { isDoc, type Doc, type Value } from '../bson/values.js';
import { checkName } from '../store/catalog.js';
import type { Engine, Request } from './engine.js';
import { insertDocument } from './write.js';

/** The collection is replaced as a whole; its indexes stay. */
export async function outStage(
  { env, catalog, records }: Engine,
  request: Request,
  spec: Value,
  documents: Doc[],
): Promise<void> {
  const [database, name] = isDoc(spec) ? [spec.get('db'), spec.get('coll')] : [request.database, spec];
  if (typeof name !== 'string' || typeof database !== 'string') fail(9, 'the target of $out must be a collection');
  checkName(database, name);
  await env.write(() => {
    const old = catalog.find(database, name);
    if (old) catalog.drop(old);
    const fresh = catalog.create(database, name);
    for (const index of old?.indexes.slice(1) ?? []) catalog.addIndex(fresh, index.spec, true);
    for (const document of documents) insertDocument(records, fresh, document);
  });
}
