// Projections of find and of $project: inclusion or exclusion by path, computed fields, and find's own $slice,
// $elemMatch and positional $.
import { CommandError, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, fieldsOf } from '../aggregate/expression.js';
import { type Expression, type Variables } from '../aggregate/scope.js';
import { compileFilter, type Filter, type Hit } from './match.js';
import { isTruthy } from './truth.js';

type Leaf =
  | { kind: 'include' }
  | { kind: 'exclude' }
  | { kind: 'compute'; expression: Expression }
  | { kind: 'slice'; skip: number | null; limit: number }
  | { kind: 'elemMatch'; filter: Filter }
  | { kind: 'positional' };
type Node = Leaf | { kind: 'tree'; fields: Map<string, Node> };

export interface Projection {
  apply(document: Doc, variables?: Variables): Doc;
  /** Top-level fields it reads; null for all. */
  readonly fields: ReadonlySet<string> | null;
}

interface Builder {
  readonly tree: Map<string, Node>;
  readonly isFind: boolean;
  mode: 'include' | 'exclude' | null;
  id: 'include' | 'exclude' | null;
  hasComputed: boolean;
  readsAll: boolean;
  readonly reads: Set<string>;
}

export function compileProjection(spec: Doc, isFind: boolean, filter?: Filter): Projection {
  const builder: Builder = {
    tree: new Map(),
    isFind,
    mode: null,
    id: null,
    hasComputed: false,
    readsAll: false,
    reads: new Set(),
  };
  for (const [path, value] of spec) addField(builder, path, value);
  const isInclusion =
    builder.mode === 'include' ||
    (builder.mode === null && (builder.id === 'include' || (!isFind && builder.hasComputed)));
  if (builder.id === 'exclude' && isInclusion) builder.tree.delete('_id');
  else if (isInclusion && !builder.tree.has('_id')) builder.tree.set('_id', { kind: 'include' });
  for (const path of spec.keys()) builder.reads.add(path.split('.', 1)[0] as string);
  builder.reads.add('_id');
  const root: Node = { kind: 'tree', fields: builder.tree };
  return {
    apply: (document, variables = {}) => {
      const hit: Hit = {};
      if (filter) filter.test(document, hit);
      return applyTree(document, root, { isInclusion, root: document, variables, hit });
    },
    fields: isInclusion && !builder.readsAll ? builder.reads : null,
  };
}

function addField(builder: Builder, path: string, value: Value): void {
  if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  if (builder.isFind && /\.\$$/.test(path)) {
    setMode(builder, 'include', path);
    return insertNode(builder, path.slice(0, -2).split('.'), { kind: 'positional' });
  }
  if (path.split('.').some((part) => part.startsWith('$')))
    throw new CommandError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  if (path.split('.').includes('')) throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
  if (isDoc(value) && value.size > 0 && !(value.keys().next().value as string).startsWith('$')) {
    for (const [name, item] of value) addField(builder, `${path}.${name}`, item);
    return;
  }
  insertNode(builder, path.split('.'), leafOf(builder, path, value));
}

function setMode(builder: Builder, mode: 'include' | 'exclude', path: string): void {
  if (path === '_id') {
    builder.id = mode;
    return;
  }
  if (builder.mode && builder.mode !== mode) {
    if (mode === 'include')
      throw new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  builder.mode = mode;
}

function leafOf(builder: Builder, path: string, value: Value): Leaf {
  if (typeof value === 'boolean' || isNumeric(value)) {
    const mode = isTruthy(value) ? 'include' : 'exclude';
    setMode(builder, mode, path);
    return { kind: mode };
  }
  const operator = isDoc(value) ? value.keys().next().value : undefined;
  if (builder.isFind && operator === '$slice' && isSliceForm((value as Doc).get('$slice')))
    return sliceLeaf((value as Doc).get('$slice') as Value);
  if (builder.isFind && operator === '$elemMatch') {
    setMode(builder, 'include', path);
    return { kind: 'elemMatch', filter: compileFilter(new Map([['0', value]])) };
  }
  if (operator === '$meta') throw unsupported('The projection $meta', 2);
  builder.hasComputed = true;
  setMode(builder, 'include', path === '_id' ? path : path);
  const used = fieldsOf(value);
  if (used) for (const field of used) builder.reads.add(field);
  else builder.readsAll = true;
  return { kind: 'compute', expression: compileExpression(value) };
}

const isSliceForm = (value: Maybe): boolean =>
  isNumeric(value) || (isArray(value) && value.length === 2 && value.every(isNumeric));

function sliceLeaf(value: Value): Leaf {
  if (isNumeric(value)) return { kind: 'slice', skip: null, limit: toNumber(value) };
  const [skip, limit] = (value as Value[]).map((item) => toNumber(item as number)) as [number, number];
  if (limit <= 0) throw new CommandError(28724, 'Third argument to $slice must be positive');
  return { kind: 'slice', skip, limit };
}

function insertNode(builder: Builder, parts: string[], leaf: Leaf): void {
  let fields = builder.tree;
  const path = parts.join('.');
  parts.forEach((part, i) => {
    const known = fields.get(part);
    if (i === parts.length - 1) {
      if (known) throw new CommandError(31250, `Path collision at ${path}`);
      fields.set(part, leaf);
    } else if (!known) {
      const next = new Map<string, Node>();
      fields.set(part, { kind: 'tree', fields: next });
      fields = next;
    } else if (known.kind === 'tree') fields = known.fields;
    else throw new CommandError(31249, `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`);
  });
}

interface Context {
  readonly isInclusion: boolean;
  readonly root: Doc;
  readonly variables: Variables;
  readonly hit: Hit;
}

function applyTree(document: Doc, node: { fields: Map<string, Node> }, context: Context): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const child = node.fields.get(name);
    const next = child ? applyNode(value, child, context) : context.isInclusion ? undefined : value;
    if (next !== undefined) result.set(name, next);
  }
  for (const [name, child] of node.fields) {
    if (child.kind === 'compute') {
      const value = child.expression({ root: context.root, current: context.root, variables: context.variables });
      if (value === undefined) result.delete(name);
      else result.set(name, value);
    } else if (child.kind === 'tree' && !result.has(name) && hasComputed(child)) {
      const value = applyTree(new Map(), child, context);
      if (value.size > 0) result.set(name, value);
    }
  }
  return result;
}

const hasComputed = (node: Node): boolean =>
  node.kind === 'compute' || (node.kind === 'tree' && [...node.fields.values()].some(hasComputed));

function applyNode(value: Value, node: Node, context: Context): Maybe {
  switch (node.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'compute':
      return null;
    case 'slice':
      return isArray(value) ? slice(value, node.skip, node.limit) : value;
    case 'elemMatch':
      return isArray(value) ? matchingElement(value, node.filter) : undefined;
    case 'positional':
      return positional(value, context.hit);
    case 'tree':
      if (isDoc(value)) return applyTree(value, node, context);
      if (isArray(value)) return throughArray(value, node, context);
      return context.isInclusion ? (hasComputed(node) ? applyTree(new Map(), node, context) : undefined) : value;
  }
}

function throughArray(array: Value[], node: { kind: 'tree'; fields: Map<string, Node> }, context: Context): Value[] {
  const items = array.map((item): Maybe => {
    if (isDoc(item)) return applyTree(item, node, context);
    if (isArray(item)) return throughArray(item, node, context);
    return context.isInclusion ? undefined : item;
  });
  return items.filter((item): item is Value => item !== undefined);
}

function slice(array: Value[], skip: number | null, limit: number): Value[] {
  if (skip === null) return limit >= 0 ? array.slice(0, limit) : array.slice(limit);
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
  return array.slice(start, start + limit);
}

function matchingElement(array: Value[], filter: Filter): Maybe {
  const hit: Hit = {};
  if (!filter.test(new Map([['0', array]]), hit) || hit.index === undefined) return undefined;
  return [array[hit.index] as Value];
}

function positional(value: Value, hit: Hit): Maybe {
  if (!isArray(value)) return value;
  if (hit.index === undefined)
    throw new CommandError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  return value.slice(hit.index, hit.index + 1);
}
