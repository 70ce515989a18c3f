// Stages that read another collection. $lookup asks for all keys at once, so an index on the foreign field serves.
import { fail } from '../errors.js';
import { keyText } from '../bson/order.js';
import { doc, isArray, isDoc, isNothing, isRegex } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { inSteps, mapInSteps } from '../query/turns.js';
import { addFields } from './document-stages.js';
import { compileExpression, evaluate, valueAt, type Variables } from './expression.js';
import { runStages, type Compile, type PipelineContext, type Stage } from './pipeline.js';

/** The fields of a stage; those of `texts` must be there as strings. */
function stageFields(name: string, spec: Value, texts: string, others: string): Doc {
  if (!isDoc(spec)) fail(9, `the ${name} stage specification must be an object`);
  const needed = texts.split(' ');
  for (const field of spec.keys())
    if (!needed.includes(field) && !others.split(' ').includes(field)) fail(9, `unknown argument to ${name}: ${field}`);
  for (const field of needed)
    if (typeof spec.get(field) !== 'string') fail(9, `${name} argument '${field}' must be a string`);
  return spec;
}

const nestedPipeline = (spec: Doc, compile: Compile): Stage[] | null => {
  const pipeline = spec.get('pipeline');
  if (pipeline === undefined) return null;
  return isArray(pipeline) ? compile(pipeline, true) : fail(9, "'pipeline' option must be specified as an array");
};

/** What a local value is compared with: the elements of an array, null for nothing. */
function localKeys(document: Doc, path: readonly string[]): Value[] {
  const value = valueAt(document, path);
  if (!isArray(value)) return [value ?? null];
  if (value.length > 0 && value.flat().length === 0) return [];
  return path.length > 1 ? value.flat() : value;
}

function foreignKeys(document: Doc, path: readonly string[]): Set<string> {
  const value = valueAt(document, path);
  const list = isArray(value) ? [...value, ...value.filter(isArray).flat(), value] : [value ?? null];
  if (isArray(value) && path.length > 1 && hasGap(document, path)) list.push(null);
  return new Set(list.map((item) => keyText(item)));
}

function hasGap(value: Maybe, path: readonly string[]): boolean {
  if (path.length === 0) return isNothing(value);
  if (isArray(value)) return value.some((item) => isDoc(item) && hasGap(item, path));
  return isDoc(value) ? hasGap(value.get(path[0] as string), path.slice(1)) : true;
}

async function joinByField(documents: Doc[], spec: Doc, context: PipelineContext): Promise<Doc[][]> {
  const [from, local, foreign] = ['from', 'localField', 'foreignField'].map((name) => spec.get(name)) as [
    string,
    string,
    string,
  ];
  const keys = await mapInSteps(documents, context.deadline, (document) => localKeys(document, local.split('.')));
  const wanted = new Map(
    keys
      .flat()
      .filter((value) => !isRegex(value))
      .map((value) => [keyText(value), value]),
  );
  const found = await context.read(from, doc({ [foreign]: { $in: [...wanted.values()] } }));
  const byKey = new Map<string, number[]>();
  await inSteps(found.entries(), context.deadline, ([i, document]) => {
    for (const key of foreignKeys(document, foreign.split('.'))) {
      const list = byKey.get(key);
      if (list) list.push(i);
      else byKey.set(key, [i]);
    }
  });
  return mapInSteps(keys, context.deadline, (list) => {
    const hits = new Set(list.flatMap((value) => byKey.get(keyText(value)) ?? []));
    return [...hits].sort((a, b) => a - b).map((i) => found[i] as Doc);
  });
}

export function lookupStage(source: Value, compile: Compile): Stage {
  const hasFields = isDoc(source) && (source.has('localField') || source.has('foreignField'));
  const spec = stageFields('$lookup', source, `from as${hasFields ? ' localField foreignField' : ''}`, 'let pipeline');
  const stages = nestedPipeline(spec, compile);
  if (!hasFields && !stages) fail(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'");
  const given = isDoc(spec.get('let')) ? [...(spec.get('let') as Doc)] : [];
  const variables = given.map(([name, value]) => [name, compileExpression(value)] as const);
  return async (documents, context) => {
    const joined = hasFields ? await joinByField(documents, spec, context) : null;
    const everything = joined ? [] : await context.read(spec.get('from') as string, new Map());
    const result: Doc[] = [];
    for (const [i, document] of documents.entries()) {
      context.deadline.check();
      const bound: Variables = { ...context.variables };
      for (const [name, value] of variables) bound[name] = evaluate(value, document, context.variables);
      const matched = joined?.[i] ?? everything;
      const list = stages ? await runStages(stages, matched, { ...context, variables: bound }) : matched;
      result.push(withField(document, spec.get('as') as string, list));
    }
    return result;
  };
}

const withField = (document: Doc, path: string, value: Value): Doc =>
  addFields('$lookup', new Map([[path, new Map([['$literal', value]])]]))(document, {});

export function unionStage(source: Value, compile: Compile): Stage {
  const spec =
    typeof source === 'string' ? doc({ coll: source }) : stageFields('$unionWith', source, 'coll', 'pipeline');
  const stages = nestedPipeline(spec, compile) ?? [];
  return async (documents, context) => {
    const others = await context.read(spec.get('coll') as string, new Map());
    return [...documents, ...(await runStages(stages, others, context))];
  };
}
