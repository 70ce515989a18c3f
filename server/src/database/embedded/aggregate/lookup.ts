// Stages that read another collection. $lookup asks for all keys at once, so an index on the foreign field serves.
import { failedToParse } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { keyText } from '../bson/order.js';
import { isArray, isDoc, long, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { documentStage } from './document-stages.js';
import { compileExpression, evaluate, valueAt } from './expression.js';
import { type Variables } from './scope.js';
import type { PipelineContext, Stage } from './stages.js';

type CompilePipeline = (pipeline: readonly Value[], isNested: boolean) => Stage[];
type RunStages = (stages: readonly Stage[], documents: Doc[], context: PipelineContext) => Promise<Doc[]>;

function checkFields(name: string, spec: Value, known: string[]): Doc {
  if (!isDoc(spec)) throw failedToParse(`the ${name} stage specification must be an object`);
  for (const field of spec.keys())
    if (!known.includes(field)) throw failedToParse(`unknown argument to ${name}: ${field}`);
  return spec;
}

function text(name: string, spec: Doc, field: string): string {
  const value = spec.get(field);
  if (typeof value !== 'string') throw failedToParse(`${name} argument '${field}' must be a string`);
  return value;
}

const isRegex = (value: Value): boolean => (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp';

/** What a local value is compared with: the elements of an array, null for nothing. */
function localKeys(document: Doc, path: readonly string[]): Value[] {
  const value = valueAt(document, path, 0);
  if (isArray(value))
    return value.flat().length === 0 && value.length > 0
      ? []
      : value.flatMap((item) => (path.length > 1 && isArray(item) ? item : [item]));
  return [value ?? null];
}

function foreignKeys(document: Doc, path: readonly string[]): string[] {
  const value = valueAt(document, path, 0);
  const list = isArray(value) ? [...value, ...value.filter(isArray).flat(), value] : [value ?? null];
  if (isArray(value) && path.length > 1 && hasGap(document, path)) list.push(null);
  return list.map(keyText);
}

function hasGap(value: Maybe, path: readonly string[]): boolean {
  if (path.length === 0) return value === undefined || value === null;
  if (isArray(value)) return value.some((item) => isDoc(item) && hasGap(item, path));
  return isDoc(value) ? hasGap(value.get(path[0] as string), path.slice(1)) : true;
}

async function joinByField(
  documents: Doc[],
  from: string,
  local: string,
  foreign: string,
  context: PipelineContext,
): Promise<Doc[][]> {
  const localPath = local.split('.');
  const keys = documents.map((document) => localKeys(document, localPath));
  const wanted = new Map(
    keys
      .flat()
      .filter((value) => !isRegex(value))
      .map((value) => [keyText(value), value]),
  );
  const found = await context.read(from, new Map([[foreign, new Map([['$in', [...wanted.values()]]])]]));
  const byKey = new Map<string, number[]>();
  const foreignPath = foreign.split('.');
  found.forEach((document, i) => {
    for (const key of new Set(foreignKeys(document, foreignPath))) byKey.set(key, [...(byKey.get(key) ?? []), i]);
  });
  return keys.map((list) => {
    const hits = new Set(list.flatMap((value) => byKey.get(keyText(value)) ?? []));
    return [...hits].sort((a, b) => a - b).map((i) => found[i] as Doc);
  });
}

export function compileLookup(source: Value, compile: CompilePipeline, run: RunStages): Stage {
  const spec = checkFields('$lookup', source, ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']);
  const from = text('$lookup', spec, 'from');
  const as = text('$lookup', spec, 'as');
  const hasFields = spec.has('localField') || spec.has('foreignField');
  if (!hasFields && !spec.has('pipeline'))
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  const fields = hasFields ? [text('$lookup', spec, 'localField'), text('$lookup', spec, 'foreignField')] : null;
  const pipeline = spec.get('pipeline');
  if (pipeline !== undefined && !isArray(pipeline))
    throw failedToParse("'pipeline' option must be specified as an array");
  const stages = pipeline ? compile(pipeline, true) : null;
  const given = [...((spec.get('let') as Doc | undefined) ?? new Map<string, Value>())].map(
    ([name, value]) => [name, compileExpression(value)] as const,
  );
  return async (documents, context) => {
    const [local, foreign] = fields ?? [];
    const joined =
      local !== undefined && foreign !== undefined ? await joinByField(documents, from, local, foreign, context) : null;
    const everything = joined ? [] : await context.read(from, new Map());
    const result: Doc[] = [];
    for (const [i, document] of documents.entries()) {
      context.check();
      const matched = joined ? (joined[i] as Doc[]) : everything;
      const variables: Variables = { ...context.variables };
      for (const [name, value] of given) variables[name] = evaluate(value, document, context.variables);
      result.push(withField(document, as, stages ? await run(stages, matched, { ...context, variables }) : matched));
    }
    return result;
  };
}

function withField(document: Doc, path: string, value: Value): Doc {
  const holder = `$set`;
  const stage = documentStage(holder, new Map([[path, new Map([['$literal', value]])]]));
  return stage ? stage(document, {}) : document;
}

export function compileUnionWith(source: Value, compile: CompilePipeline, run: RunStages): Stage {
  const spec =
    typeof source === 'string'
      ? new Map<string, Value>([['coll', source]])
      : checkFields('$unionWith', source, ['coll', 'pipeline']);
  const from = text('$unionWith', spec, 'coll');
  const stages = compile((spec.get('pipeline') as Value[] | undefined) ?? [], true);
  return async (documents, context) => [
    ...documents,
    ...(await run(stages, await context.read(from, new Map()), context)),
  ];
}

export function compileGraphLookup(source: Value): Stage {
  const spec = checkFields('$graphLookup', source, [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
    'maxDepth',
    'depthField',
    'restrictSearchWithMatch',
  ]);
  const [from, fromField, toField, as] = ['from', 'connectFromField', 'connectToField', 'as'].map((name) =>
    text('$graphLookup', spec, name),
  ) as [string, string, string, string];
  const start = compileExpression(spec.get('startWith') as Value);
  const maxDepth = spec.get('maxDepth');
  const deepest = isNumeric(maxDepth) ? toNumber(maxDepth) : Infinity;
  const depthField = spec.get('depthField');
  const restrict = (spec.get('restrictSearchWithMatch') as Doc | undefined) ?? new Map<string, Value>();
  compileFilter(restrict);
  const walk = async (document: Doc, context: PipelineContext): Promise<Doc> => {
    const found = new Map<string, Doc>();
    const first = evaluate(start, document, context.variables);
    let frontier = isArray(first) ? first : first === undefined ? [] : [first];
    for (let depth = 0; frontier.length > 0 && depth <= deepest; depth++) {
      context.check();
      const next = await context.read(
        from,
        new Map<string, Value>([['$and', [restrict, new Map([[toField, new Map([['$in', frontier]])]])]]]),
      );
      frontier = [];
      for (const item of next) {
        const key = keyText(item.get('_id'));
        if (found.has(key)) continue;
        found.set(key, typeof depthField === 'string' ? new Map([...item, [depthField, long(depth)]]) : item);
        const reached = valueAt(item, fromField.split('.'), 0);
        frontier.push(...(isArray(reached) ? reached : reached === undefined ? [] : [reached]));
      }
    }
    return withField(document, as, [...found.values()]);
  };
  return async (documents, context) => {
    const result: Doc[] = [];
    for (const document of documents) result.push(await walk(document, context));
    return result;
  };
}
