// Projections of find and of $project: inclusion or exclusion by path, computed fields, and find's own $slice,
// $elemMatch and positional $.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isNumeric, isTruthy, toNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, fieldsOf, type Expression, type Variables } from '../aggregate/expression.js';
import { compileFilter, type Filter, type Hit } from './match.js';
import { isFieldDoc } from './operators.js';

type Leaf =
  | { kind: 'include' | 'exclude' | 'positional' }
  | { kind: 'compute'; expression: Expression }
  | { kind: 'slice'; skip: number | null; limit: number }
  | { kind: 'elemMatch'; filter: Filter };
type Tree = Map<string, Node>;
type Node = Leaf | { kind: 'tree'; fields: Tree };

export interface Projection {
  apply(document: Doc, variables?: Variables): Doc;
  /** Top-level fields it reads; null for all. */
  readonly fields: ReadonlySet<string> | null;
}

interface Builder {
  readonly tree: Tree;
  /** The filter of a find, whose projection knows some forms more. */
  readonly filter: Filter | null;
  mode: 'include' | 'exclude' | null;
  id: 'include' | 'exclude' | null;
  readsAll: boolean;
  readonly reads: Set<string>;
}

export function compileProjection(spec: Doc, filter: Filter | null): Projection {
  const builder: Builder = { tree: new Map(), filter, mode: null, id: null, readsAll: false, reads: new Set(['_id']) };
  for (const [path, value] of spec) addField(builder, path, value);
  const isInclusion = builder.mode === 'include' || (builder.mode === null && builder.id === 'include');
  if (builder.id === 'exclude' && isInclusion) builder.tree.delete('_id');
  else if (isInclusion && !builder.tree.has('_id')) builder.tree.set('_id', { kind: 'include' });
  for (const path of spec.keys()) builder.reads.add(path.split('.', 1)[0] as string);
  const usesPosition = [...spec.keys()].some((path) => path.endsWith('.$'));
  return {
    apply: (document, variables = {}) => {
      const hit: Hit = {};
      if (usesPosition) filter?.test(document, hit);
      return applyTree(document, builder.tree, { isInclusion, root: document, variables, hit });
    },
    fields: isInclusion && !builder.readsAll && !usesPosition ? builder.reads : null,
  };
}

function addField(builder: Builder, path: string, value: Value): void {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (builder.filter && path.endsWith('.$')) {
    setMode(builder, 'include', path);
    return plant(builder.tree, path.slice(0, -2).split('.'), { kind: 'positional' });
  }
  checkPath(path);
  if (isFieldDoc(value)) for (const [name, item] of value) addField(builder, `${path}.${name}`, item);
  else plant(builder.tree, path.split('.'), leafOf(builder, path, value));
}

export function checkPath(path: string): void {
  if (path.split('.').some((part) => part.startsWith('$')))
    fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  if (path.split('.').includes('')) fail(15998, 'FieldPath field names may not be empty strings.');
}

function setMode(builder: Builder, mode: 'include' | 'exclude', path: string): void {
  if (path === '_id') {
    builder.id = mode;
    return;
  }
  if (builder.mode && builder.mode !== mode && mode === 'include')
    fail(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
  if (builder.mode && builder.mode !== mode)
    fail(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  builder.mode = mode;
}

function leafOf(builder: Builder, path: string, value: Value): Leaf {
  if (typeof value === 'boolean' || isNumeric(value)) {
    const kind = isTruthy(value) ? 'include' : 'exclude';
    setMode(builder, kind, path);
    return { kind };
  }
  const [operator, operand] = isDoc(value) ? ([...value][0] ?? []) : [];
  if (builder.filter && operator === '$slice' && isSliceForm(operand)) return sliceLeaf(operand);
  setMode(builder, 'include', path);
  if (builder.filter && operator === '$elemMatch')
    return { kind: 'elemMatch', filter: compileFilter(new Map([['0', value]]), {}, builder.filter.collation) };
  if (operator === '$meta') refuse('The projection $meta', 2);
  if (builder.filter?.collation) refuse('A computed field with a collation', 2);
  const used = fieldsOf(value);
  used?.forEach((field) => builder.reads.add(field));
  builder.readsAll ||= used === null;
  return { kind: 'compute', expression: compileExpression(value) };
}

const isSliceForm = (value: Maybe): value is Value =>
  isNumeric(value) || (isArray(value) && value.length === 2 && value.every(isNumeric));

function sliceLeaf(value: Value): Leaf {
  const [skip, limit] = (isArray(value) ? value : [null, value]).map((item) =>
    isNumeric(item) ? toNumber(item) : null,
  );
  if (isArray(value) && Number(limit) <= 0) fail(28724, 'Third argument to $slice must be positive');
  return { kind: 'slice', skip: skip ?? null, limit: limit as number };
}

function plant(fields: Tree, [part = '', ...rest]: string[], leaf: Leaf): void {
  const known = fields.get(part);
  if (rest.length === 0) {
    if (known) fail(31250, `Path collision at ${part}`);
    fields.set(part, leaf);
  } else {
    if (known && known.kind !== 'tree') fail(31249, `Path collision at ${part} remaining portion ${rest.join('.')}`);
    const inner: Tree = known?.fields ?? new Map<string, Node>();
    fields.set(part, { kind: 'tree', fields: inner });
    plant(inner, rest, leaf);
  }
}

interface Context {
  readonly isInclusion: boolean;
  readonly root: Doc;
  readonly variables: Variables;
  readonly hit: Hit;
}

function applyTree(document: Doc, fields: Tree, context: Context): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const child = fields.get(name);
    const next = child ? applyNode(value, child, context) : context.isInclusion ? undefined : value;
    if (next !== undefined) result.set(name, next);
  }
  for (const [name, child] of fields) {
    if (child.kind === 'compute') {
      const value = child.expression({ ...context, current: context.root });
      if (value === undefined) result.delete(name);
      else result.set(name, value);
    } else if (!result.has(name) && isComputed(child)) {
      const value = applyNode(new Map(), child, context);
      if (isDoc(value) && value.size > 0) result.set(name, value);
    }
  }
  return result;
}

const isComputed = (node: Node): boolean =>
  node.kind === 'compute' || (node.kind === 'tree' && [...node.fields.values()].some(isComputed));

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
      if (isDoc(value)) return applyTree(value, node.fields, context);
      if (isArray(value))
        return value.map((item) => applyElement(item, node, context)).filter((item) => item !== undefined);
      return context.isInclusion ? undefined : value;
  }
}

const applyElement = (item: Value, node: Node, context: Context): Maybe =>
  isDoc(item) || isArray(item) || !context.isInclusion ? applyNode(item, node, context) : undefined;

function slice(array: Value[], skip: number | null, limit: number): Value[] {
  if (skip === null) return limit >= 0 ? array.slice(0, limit) : array.slice(limit);
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
  return array.slice(start, start + limit);
}

function matchingElement(array: Value[], filter: Filter): Maybe {
  const hit: Hit = {};
  return filter.test(new Map([['0', array]]), hit) ? [array[hit.index as number] as Value] : undefined;
}

function positional(value: Value, { index }: Hit): Maybe {
  if (!isArray(value)) return value;
  if (index === undefined) fail(51246, "positional operator '.$' couldn't find a matching element in the array");
  return value.slice(index, index + 1);
}
