// Stages that turn one document into one document; updates may be written with them too.
import { CommandError, failedToParse } from '../errors.js';
import { isArray, isDoc, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileProjection } from '../query/project.js';
import { compileExpression } from './expression.js';
import { type Expression, type Variables } from './scope.js';

export type DocumentStage = (document: Doc, variables: Variables) => Doc;

/** null when the stage is not one of this kind. */
export function documentStage(name: string, spec: Value): DocumentStage | null {
  switch (name) {
    case '$set':
    case '$addFields':
      return addFields(name, spec);
    case '$unset':
      return unset(spec);
    case '$project': {
      if (!isDoc(spec)) throw new CommandError(15969, '$project specification must be an object');
      if (spec.size === 0)
        throw new CommandError(
          51272,
          'Invalid $project :: caused by :: projection specification must have at least one field',
        );
      const projection = compileProjection(spec, false);
      return (document, variables) => projection.apply(document, variables);
    }
    case '$replaceRoot':
      if (!isDoc(spec) || !spec.has('newRoot'))
        throw new CommandError(40231, 'no newRoot specified for the $replaceRoot stage');
      return replaceRoot(spec.get('newRoot') as Value);
    case '$replaceWith':
      return replaceRoot(spec);
    default:
      return null;
  }
}

/** A pipeline of an update; other stages are refused there. */
export function compileDocumentStages(stages: Value[]): DocumentStage {
  const compiled = stages.map((stage) => {
    if (!isDoc(stage) || stage.size !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [name, spec] = [...stage][0] as [string, Value];
    const run = documentStage(name, spec);
    if (!run) throw new CommandError(72, `${name} is not allowed to be used within an update`);
    return run;
  });
  return (document, variables) => compiled.reduce((value, run) => run(value, variables), document);
}

function replaceRoot(source: Value): DocumentStage {
  const expression = compileExpression(source);
  return (document, variables) => {
    const value = expression({ root: document, current: document, variables });
    if (!isDoc(value))
      throw new CommandError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(value)}`,
      );
    return value;
  };
}

function unset(spec: Value): DocumentStage {
  const paths = isArray(spec) ? spec : [spec];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === ''))
    throw new CommandError(31002, '$unset specification must be a string or an array of strings');
  const projection = compileProjection(new Map(paths.map((path) => [path as string, 0])), false);
  return (document, variables) => projection.apply(document, variables);
}

type Tree = Map<string, Expression | Tree>;

function addFields(name: string, spec: Value): DocumentStage {
  if (!isDoc(spec))
    throw new CommandError(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
  const tree: Tree = new Map();
  for (const [path, value] of spec) plant(tree, path.split('.'), value, path);
  return (document, variables) => graft(document, tree, document, variables);
}

function plant(tree: Tree, parts: string[], value: Value, path: string): void {
  const [part, ...rest] = parts as [string, ...string[]];
  if (part === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  if (part.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$': ${path}`);
  const isNested = isDoc(value) && value.size > 0 && !(value.keys().next().value as string).startsWith('$');
  if (rest.length === 0 && !isNested) {
    if (tree.has(part)) throw failedToParse(`Invalid $addFields :: caused by :: path collision at ${path}`);
    tree.set(part, compileExpression(value));
    return;
  }
  const known = tree.get(part);
  if (known && !(known instanceof Map))
    throw failedToParse(`Invalid $addFields :: caused by :: path collision at ${path}`);
  const branch: Tree = known ?? new Map<string, Expression | Tree>();
  tree.set(part, branch);
  if (rest.length) plant(branch, rest, value, path);
  else for (const [name, item] of value as Doc) plant(branch, name.split('.'), item, path);
}

function graft(base: Maybe, tree: Tree, root: Doc, variables: Variables): Doc {
  const result: Doc = new Map(isDoc(base) ? base : []);
  for (const [name, branch] of tree) {
    const value =
      branch instanceof Map
        ? graftInto(result.get(name), branch, root, variables)
        : branch({ root, current: root, variables });
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

function graftInto(value: Maybe, tree: Tree, root: Doc, variables: Variables): Value {
  if (isArray(value)) return value.map((item) => graftInto(item, tree, root, variables));
  return graft(value, tree, root, variables);
}
