// Stages that read another collection. $lookup searches once for each document, so an index on the foreign field serves.
import { fail, refuse } from '../errors.js';
import { doc, isArray, isDoc, isRegex, type Doc, type Value } from '../bson/values.js';
import { compileProjection } from '../query/project.js';
import { compileExpression, evaluate, valueAt, type Variables } from './expression.js';
import { runStages, type Stage } from './pipeline.js';

/** What a local value is compared with: the elements of an array, null for nothing. */
function localKeys(document: Doc, path: readonly string[]): Value[] {
  const value = valueAt(document, path);
  const keys = isArray(value) ? (path.length > 1 ? value.flat() : value) : [value ?? null];
  return keys.some(isRegex) ? refuse('$lookup by a regular expression', 2) : keys;
}

/** `compile` compiles the pipeline within. */
export function lookupStage(spec: Value, compile: (pipeline: Value[], isNested: boolean) => Stage[]): Stage {
  if (!isDoc(spec)) fail(9, 'the $lookup stage specification must be an object');
  const hasFields = spec.has('localField') || spec.has('foreignField');
  const needed = ['from', 'as', ...(hasFields ? ['localField', 'foreignField'] : [])];
  const [from, as, local, foreign] = needed.map((name) => {
    const value = spec.get(name);
    return typeof value === 'string' ? value : fail(9, `$lookup argument '${name}' must be a string`);
  });
  const other = [...spec.keys()].find((name) => ![...needed, 'let', 'pipeline'].includes(name));
  if (other !== undefined) fail(9, `unknown argument to $lookup: ${other}`);
  const pipeline = spec.get('pipeline');
  if (pipeline === undefined && !hasFields)
    fail(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'");
  if (pipeline !== undefined && !isArray(pipeline)) fail(9, "'pipeline' option must be specified as an array");
  const stages = compile(pipeline ?? [], true);
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
      const list = yield* runStages(stages, found, { ...context, variables: bound });
      result.push(compileProjection(doc({ [as!]: { $literal: list } }), null, true).apply(document));
      yield;
    }
    return result;
  };
}
