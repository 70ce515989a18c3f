// Projections of find, $project and $set: inclusion or exclusion by path, computed fields, and find's own $slice,
// $elemMatch and positional $.
import { fail, refuse } from '../errors.js';
import { fieldPath } from '../bson/paths.js';
import { isArray, isDoc, isNumeric, isTruthy, setField, toNumber } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compileExpression, type Variables } from '../aggregate/expression.js';
import { sliced } from '../aggregate/functions.js';
import { compileFilter, isOperator, type Filter, type Hit } from './match.js';

export type Projection = (document: Doc, variables: Variables) => Doc;

interface Context {
  readonly root: Doc;
  readonly variables: Variables;
  /** Which element of an array the filter found. */
  readonly hit: Hit;
}

/** 'add' is that of $set: everything stays, and numbers are values. */
type Mode = 'include' | 'exclude' | 'add';

interface Leaf {
  /** What becomes of the value at the end of a path; nothing leaves it out. */
  show(value: Maybe, context: Context): Maybe;
  /** The mode it makes the projection one of; $slice goes with both. */
  readonly mode?: Mode;
  /** It is shown also where there is no value. */
  readonly isComputed?: boolean;
}

type Tree = Map<string, Leaf | Tree>;

const INCLUDED: Leaf = { mode: 'include', show: (value) => value };
const EXCLUDED: Leaf = { mode: 'exclude', show: () => undefined };
const POSITIONAL: Leaf = {
  mode: 'include',
  show: (value, { hit: { index } }) => {
    if (!isArray(value)) return value;
    if (index === undefined) fail(51246, "positional operator '.$' couldn't find a matching element in the array");
    return value.slice(index, index + 1);
  },
};

/** With the filter of a find, whose projection knows some forms more. */
export function compileProjection(spec: Doc, filter: Filter | null, isAdding = false): Projection {
  const leaves = [...spec].flatMap(([path, value]) => leavesOf(path, value, filter !== null, isAdding));
  const mode = isAdding ? 'add' : modeOf(leaves);
  const tree: Tree = new Map();
  for (const [path, leaf] of leaves) plant(tree, path.split('.'), leaf);
  if (mode === 'include' && !tree.has('_id')) tree.set('_id', INCLUDED);
  const usesPosition = leaves.some(([, leaf]) => leaf === POSITIONAL);
  return (root, variables) => {
    const hit: Hit = {};
    if (usesPosition) filter?.test(root, hit);
    return showFields(root, tree, mode, { root, variables, hit });
  };
}

function leavesOf(path: string, value: Value, isFind: boolean, isAdding: boolean): [string, Leaf][] {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (isFind && path.endsWith('.$')) return [[path.slice(0, -2), POSITIONAL]];
  fieldPath(path);
  if (isDoc(value) && value.size > 0 && !isOperator(value.keys().next().value!))
    return [...value].flatMap(([name, item]) => leavesOf(`${path}.${name}`, item, isFind, isAdding));
  if (!isAdding && (typeof value === 'boolean' || isNumeric(value)))
    return [[path, isTruthy(value) ? INCLUDED : EXCLUDED]];
  const [operator, operand] = isFind && isDoc(value) && value.size === 1 ? [...value][0]! : ['', null];
  if (operator === '$meta') refuse('The projection $meta', 2);
  if (operator === '$elemMatch') return [[path, elementLeaf(value)]];
  return [[path, (operator === '$slice' && sliceLeaf(operand)) || computedLeaf(value)]];
}

/** The first field says whether fields are shown or left out; _id may go either way. */
function modeOf(leaves: readonly [string, Leaf][]): Mode {
  const deciding = leaves.filter(([, leaf]) => leaf.mode);
  const others = deciding.filter(([path]) => path !== '_id');
  const mode = (others[0] ?? deciding[0])?.[1].mode ?? 'exclude';
  const [wrong] = others.find(([, leaf]) => leaf.mode !== mode) ?? [];
  if (wrong !== undefined && mode === 'exclude')
    fail(31253, `Cannot do inclusion on field ${wrong} in exclusion projection`);
  if (wrong !== undefined) fail(31254, `Cannot do exclusion on field ${wrong} in inclusion projection`);
  return mode;
}

function computedLeaf(value: Value): Leaf {
  const expression = compileExpression(value);
  return { mode: 'include', isComputed: true, show: (_value, { root, variables }) => expression(root, variables) };
}

/** null when it is the expression $slice. */
function sliceLeaf(operand: Value): Leaf | null {
  const given = isArray(operand) ? operand : [operand];
  if (!given.every(isNumeric) || (isArray(operand) && operand.length !== 2)) return null;
  const [first, count] = given.map(toNumber) as [number, number?];
  if (count !== undefined && count <= 0) fail(28724, 'Third argument to $slice must be positive');
  return { show: (value) => (isArray(value) ? sliced(value, first, count) : value) };
}

function elementLeaf(condition: Value): Leaf {
  const filter = compileFilter(new Map([['0', condition]]));
  const show = (value: Maybe): Maybe => {
    const hit: Hit = {};
    return isArray(value) && filter.test(new Map([['0', value]]), hit) ? [value[hit.index!]!] : undefined;
  };
  return { mode: 'include', show };
}

function plant(tree: Tree, [part = '', ...rest]: string[], leaf: Leaf): void {
  const known = tree.get(part);
  if (rest.length === 0) {
    if (known) fail(31250, `Path collision at ${part}`);
    tree.set(part, leaf);
    return;
  }
  if (known && !(known instanceof Map)) fail(31249, `Path collision at ${part} remaining portion ${rest.join('.')}`);
  const inner: Tree = known ?? new Map<string, Leaf>();
  tree.set(part, inner);
  plant(inner, rest, leaf);
}

function showFields(document: Doc, tree: Tree, mode: Mode, context: Context): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.get(name);
    if (node) setField(result, name, show(value, node, mode, context));
    else if (mode !== 'include') result.set(name, value);
  }
  for (const [name, node] of tree)
    if (!result.has(name) && isComputed(node)) setField(result, name, show(undefined, node, mode, context));
  return result;
}

const isComputed = (node: Leaf | Tree): boolean =>
  node instanceof Map ? [...node.values()].some(isComputed) : node.isComputed === true;

function show(value: Maybe, node: Leaf | Tree, mode: Mode, context: Context): Maybe {
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
