// Stages that read another collection. $lookup searches once for each document, so an index on the foreign field serves.
import { fail, refuse } from '../errors.js';
import { doc, isArray, isDoc, isRegex, type Doc, type Value } from '../bson/values.js';
import { compileProjection } from '../query/project.js';
import { compileExpression, evaluate, valueAt, type Variables } from './expression.js';
import { runStages, type Compile, type Stage } from './pipeline.js';

/** The fields of a stage; those of `needed` must be there as strings. */
function stageFields(name: string, spec: Value, needed: string[], others: string[]): Doc {
  if (!isDoc(spec)) fail(9, `the ${name} stage specification must be an object`);
  for (const field of spec.keys())
    if (![...needed, ...others].includes(field)) fail(9, `unknown argument to ${name}: ${field}`);
  for (const field of needed)
    if (typeof spec.get(field) !== 'string') fail(9, `${name} argument '${field}' must be a string`);
  return spec;
}

function nestedPipeline(spec: Doc, compile: Compile): Stage[] | null {
  const pipeline = spec.get('pipeline');
  if (pipeline === undefined) return null;
  return isArray(pipeline) ? compile(pipeline, true) : fail(9, "'pipeline' option must be specified as an array");
}

/** What a local value is compared with: the elements of an array, null for nothing. */
function localKeys(document: Doc, path: readonly string[]): Value[] {
  const value = valueAt(document, path);
  const keys = isArray(value) ? (path.length > 1 ? value.flat() : value) : [value ?? null];
  return keys.some(isRegex) ? refuse('$lookup by a regular expression', 2) : keys;
}

export function lookupStage(source: Value, compile: Compile): Stage {
  const byField = ['localField', 'foreignField'];
  const hasFields = isDoc(source) && byField.some((name) => source.has(name));
  const spec = stageFields('$lookup', source, ['from', 'as', ...(hasFields ? byField : [])], ['let', 'pipeline']);
  const [from, as, local, foreign] = ['from', 'as', ...byField].map((name) => spec.get(name) as string);
  const stages = nestedPipeline(spec, compile);
  if (!hasFields && !stages) fail(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'");
  const given = isDoc(spec.get('let')) ? [...(spec.get('let') as Doc)] : [];
  const variables = given.map(([name, value]) => [name, compileExpression(value)] as const);
  return function* (documents, context) {
    const result: Doc[] = [];
    const everything = hasFields ? [] : yield* context.read(from!, new Map());
    for (const document of documents) {
      const filter = (): Doc => doc({ [foreign!]: { $in: localKeys(document, local!.split('.')) } });
      const found = hasFields ? yield* context.read(from!, filter()) : everything;
      const bound: Variables = { ...context.variables };
      for (const [name, value] of variables) bound[name] = evaluate(value, document, context.variables);
      const list = stages ? yield* runStages(stages, found, { ...context, variables: bound }) : found;
      result.push(compileProjection(doc({ [as!]: { $literal: list } }), null, true).apply(document));
      yield;
    }
    return result;
  };
}

export function unionStage(source: Value, compile: Compile): Stage {
  const spec = typeof source === 'string' ? doc({ coll: source }) : source;
  const fields = stageFields('$unionWith', spec, ['coll'], ['pipeline']);
  const stages = nestedPipeline(fields, compile) ?? [];
  return function* (documents, context) {
    const others = yield* context.read(fields.get('coll') as string, new Map());
    return [...documents, ...(yield* runStages(stages, others, context))];
  };
}
