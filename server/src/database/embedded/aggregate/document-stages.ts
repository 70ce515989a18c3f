// Stages that turn one document into one document; updates may be written with them too.
import { fail } from '../errors.js';
import { isArray, isDoc, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { isFieldDoc } from '../query/operators.js';
import { checkPath, compileProjection } from '../query/project.js';
import { compileExpression, type Expression, type Variables } from './expression.js';

export type DocumentStage = (document: Doc, variables: Variables) => Doc;

/** null when the stage is not one of this kind. */
export function documentStage(name: string, spec: Value): DocumentStage | null {
  switch (name) {
    case '$set':
    case '$addFields':
      return addFields(name, spec);
    case '$unset':
      return unset(spec);
    case '$project':
      if (!isDoc(spec)) fail(15969, '$project specification must be an object');
      if (spec.size === 0) fail(51272, 'Invalid $project :: projection specification must have at least one field');
      return compileProjection(spec, null).apply;
    case '$replaceRoot':
      if (!isDoc(spec) || !spec.has('newRoot')) fail(40231, 'no newRoot specified for the $replaceRoot stage');
      return replaceRoot(spec.get('newRoot') as Value);
    case '$replaceWith':
      return replaceRoot(spec);
    default:
      return null;
  }
}

function replaceRoot(source: Value): DocumentStage {
  const expression = compileExpression(source);
  return (document, variables) => {
    const value = expression({ root: document, current: document, variables });
    return isDoc(value) ? value : fail(40228, `'newRoot' must evaluate to an object, not to: ${typeName(value)}`);
  };
}

function unset(spec: Value): DocumentStage {
  const paths = isArray(spec) ? spec : [spec];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === ''))
    fail(31002, '$unset specification must be a string or an array of strings');
  return compileProjection(new Map(paths.map((path) => [path as string, 0])), null).apply;
}

type Tree = Map<string, Expression | Tree>;

export function addFields(name: string, spec: Value): DocumentStage {
  if (!isDoc(spec)) fail(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
  const tree: Tree = new Map();
  for (const [path, value] of spec) plant(tree, path.split('.'), value, path);
  return (document, variables) => graft(document, tree, document, variables);
}

function plant(tree: Tree, [part = '', ...rest]: string[], value: Value, path: string): void {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  checkPath(path);
  const known = tree.get(part);
  const isNested = isFieldDoc(value);
  if (known && (typeof known === 'function' || (rest.length === 0 && !isNested)))
    fail(9, `Invalid $addFields :: caused by :: path collision at ${path}`);
  if (rest.length === 0 && !isNested) {
    tree.set(part, compileExpression(value));
    return;
  }
  const branch: Tree = known instanceof Map ? known : new Map<string, Expression | Tree>();
  tree.set(part, branch);
  if (rest.length) plant(branch, rest, value, path);
  else if (isNested) for (const [name, item] of value) plant(branch, name.split('.'), item, `${path}.${name}`);
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
