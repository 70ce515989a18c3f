// Projections of find, $project and $set: inclusion or exclusion by path, computed fields, and find's own $slice,
// $elemMatch and positional $.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isNumeric, isTruthy, toNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, evaluate, type Variables } from '../aggregate/expression.js';
import { compileFilter, type Filter, type Hit } from './match.js';
import { isFieldDoc } from './operators.js';

export interface Projection {
  apply(document: Doc, variables?: Variables): Doc;
}

interface Context {
  readonly root: Doc;
  readonly variables: Variables;
  /** Which element of an array the filter found. */
  readonly hit: Hit;
}

interface Leaf {
  /** What becomes of the value at the end of a path; nothing leaves it out. */
  show(value: Maybe, context: Context): Maybe;
  /** It is shown also where there is no value. */
  readonly isComputed: boolean;
}

type Node = Leaf | Map<string, Node>;
type Tree = Map<string, Node>;

/** 'add' is that of $set: everything stays, and numbers are values. */
type Mode = 'include' | 'exclude' | 'add';

interface Builder {
  readonly tree: Tree;
  /** The filter of a find, whose projection knows some forms more. */
  readonly filter: Filter | null;
  mode: Mode | null;
  id: Mode | null;
}

const shown = (show: Leaf['show']): Leaf => ({ show, isComputed: false });
const INCLUDED = shown((value) => value);
const EXCLUDED = shown(() => undefined);
const POSITIONAL = shown((value, { hit: { index } }) => {
  if (!isArray(value)) return value;
  if (index === undefined) fail(51246, "positional operator '.$' couldn't find a matching element in the array");
  return value.slice(index, index + 1);
});

export function compileProjection(spec: Doc, filter: Filter | null, isAdding = false): Projection {
  const tree: Tree = new Map();
  const mode = isAdding ? 'add' : null;
  const builder: Builder = { tree, filter, mode, id: null };
  for (const [path, value] of spec) addField(builder, path, value);
  const isInclusion = (builder.mode ?? builder.id) === 'include';
  if (builder.id === 'exclude' && isInclusion) tree.delete('_id');
  else if (isInclusion && !tree.has('_id')) tree.set('_id', INCLUDED);
  const usesPosition = [...spec.keys()].some((path) => path.endsWith('.$'));
  const kind = isInclusion ? 'include' : (builder.mode ?? 'exclude');
  return {
    apply: (root, variables = {}) => {
      const hit: Hit = {};
      if (usesPosition) filter?.test(root, hit);
      return showFields(root, tree, kind, { root, variables, hit });
    },
  };
}

function addField(builder: Builder, path: string, value: Value): void {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (builder.filter && path.endsWith('.$')) {
    setMode(builder, 'include', path);
    return plant(builder.tree, path.slice(0, -2).split('.'), POSITIONAL);
  }
  if (path.split('.').some((part) => part.startsWith('$')))
    fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  if (path.split('.').includes('')) fail(15998, 'FieldPath field names may not be empty strings.');
  if (isFieldDoc(value)) for (const [name, item] of value) addField(builder, `${path}.${name}`, item);
  else plant(builder.tree, path.split('.'), leafOf(builder, path, value));
}

function setMode(builder: Builder, mode: 'include' | 'exclude', path: string): void {
  if (path === '_id' && builder.mode !== 'add') builder.id = mode;
  else {
    builder.mode ??= mode;
    if (builder.mode === 'exclude' && mode === 'include')
      fail(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    if (builder.mode === 'include' && mode === 'exclude')
      fail(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
}

function leafOf(builder: Builder, path: string, value: Value): Leaf {
  if (builder.mode !== 'add' && (typeof value === 'boolean' || isNumeric(value))) {
    setMode(builder, isTruthy(value) ? 'include' : 'exclude', path);
    return isTruthy(value) ? INCLUDED : EXCLUDED;
  }
  const [operator, operand = null] = isDoc(value) ? ([...value][0] ?? []) : [];
  const slice = builder.filter && operator === '$slice' ? sliceLeaf(operand) : null;
  if (slice) return slice;
  setMode(builder, 'include', path);
  if (builder.filter && operator === '$elemMatch') return elementLeaf(value);
  if (operator === '$meta') refuse('The projection $meta', 2);
  const expression = compileExpression(value);
  return { show: (_value, { root, variables }) => evaluate(expression, root, variables), isComputed: true };
}

/** null when it is the expression $slice. */
function sliceLeaf(operand: Value): Leaf | null {
  const given = isArray(operand) ? operand : [operand];
  if (!given.every(isNumeric) || (isArray(operand) && operand.length !== 2)) return null;
  const [first, count] = given.map(toNumber) as [number, number?];
  if (count !== undefined && count <= 0) fail(28724, 'Third argument to $slice must be positive');
  return shown((value) => {
    if (!isArray(value)) return value;
    if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + count);
  });
}

function elementLeaf(condition: Value): Leaf {
  const filter = compileFilter(new Map([['0', condition]]));
  return shown((value) => {
    const hit: Hit = {};
    return isArray(value) && filter.test(new Map([['0', value]]), hit) ? [value[hit.index!]!] : undefined;
  });
}

function plant(tree: Tree, [part = '', ...rest]: string[], leaf: Leaf): void {
  const known = tree.get(part);
  if (rest.length === 0) {
    if (known) fail(31250, `Path collision at ${part}`);
    tree.set(part, leaf);
    return;
  }
  if (known && !(known instanceof Map)) fail(31249, `Path collision at ${part} remaining portion ${rest.join('.')}`);
  const inner: Tree = known ?? new Map<string, Node>();
  tree.set(part, inner);
  plant(inner, rest, leaf);
}

function showFields(document: Doc, tree: Tree, mode: Mode, context: Context): Doc {
  const result: Doc = new Map();
  const put = (name: string, value: Maybe): void => {
    if (value !== undefined) result.set(name, value);
  };
  for (const [name, value] of document) {
    const node = tree.get(name);
    if (node) put(name, show(value, node, mode, context));
    else if (mode !== 'include') result.set(name, value);
  }
  for (const [name, node] of tree)
    if (!result.has(name) && isComputed(node)) put(name, show(undefined, node, mode, context));
  return result;
}

const isComputed = (node: Node): boolean =>
  node instanceof Map ? [...node.values()].some(isComputed) : node.isComputed;

function show(value: Maybe, node: Node, mode: Mode, context: Context): Maybe {
  if (!(node instanceof Map)) return node.show(value, context);
  if (isDoc(value)) return showFields(value, node, mode, context);
  if (isArray(value)) {
    const elements = value.filter((item) => mode !== 'include' || isDoc(item) || isArray(item));
    return elements.map((item) => show(item, node, mode, context)).filter((item) => item !== undefined);
  }
  if (mode === 'exclude') return value;
  const made = isComputed(node) ? showFields(new Map(), node, mode, context) : undefined;
  return made?.size || mode === 'add' ? made : undefined;
}
