// The matcher: a filter is compiled once into a test on documents, with MongoDB's rules for arrays, nulls and missing
// fields. It also reports which array element matched, for the positional operator $.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isRegex, isTruthy, wholeNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, evaluate, fieldsOf, type Variables } from '../aggregate/expression.js';
import { isOperatorDoc, VALUE_OPERATORS, type ValueTest } from './operators.js';

/** Filled with the index of the outermost array element that made the filter match. */
export interface Hit {
  index?: number;
}

type Test = (document: Doc, hit?: Hit) => boolean;
type ArrayTest = (array: Value[], hit?: Hit) => boolean;

export interface Filter {
  readonly source: Doc;
  readonly test: Test;
  /** The top-level fields it looks at; null for all. */
  readonly fields: ReadonlySet<string> | null;
  /** It runs regular expressions, which may take for ever. */
  readonly hasRegex: boolean;
}

interface Compiler {
  readonly fields: Set<string>;
  readonly variables: Variables;
  needsAll: boolean;
  hasRegex: boolean;
}

export function compileFilter(source: Doc, variables: Variables = {}): Filter {
  const compiler: Compiler = { fields: new Set(), variables, needsAll: false, hasRegex: false };
  const test = allOf(source, compiler);
  return { source, test, fields: compiler.needsAll ? null : compiler.fields, hasRegex: compiler.hasRegex };
}

function allOf(filter: Doc, compiler: Compiler): Test {
  const tests = [...filter].map(([name, operand]): Test => {
    if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name)) return topLevel(name, operand, compiler);
    compiler.fields.add(name.split('.', 1)[0]!);
    return pathTest(name.split('.'), operand, compiler);
  });
  return every(tests);
}

function every(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!;
  return (document, hit) => {
    for (const test of tests) if (!test(document, hit)) return false;
    return true;
  };
}

const not =
  (test: Test): Test =>
  (document) =>
    !test(document);

function topLevel(name: string, operand: Value, compiler: Compiler): Test {
  if (name === '$comment') return () => true;
  if (name === '$expr') return expressionTest(operand, compiler);
  if (!['$and', '$or', '$nor'].includes(name)) return refuse(`unknown top level operator: ${name}, which`, 2);
  if (!isArray(operand) || operand.length === 0) fail(2, `${name} must be a nonempty array`);
  const tests = operand.map((item) =>
    isDoc(item) ? allOf(item, compiler) : fail(2, '$or/$and/$nor entries need to be full objects'),
  );
  if (name === '$and') return every(tests);
  const some: Test = (document, hit) => tests.some((test) => test(document, hit));
  return name === '$or' ? some : not(some);
}

function expressionTest(operand: Value, compiler: Compiler): Test {
  const expression = compileExpression(operand);
  const used = fieldsOf(operand);
  used?.forEach((field) => compiler.fields.add(field));
  compiler.needsAll ||= used === null;
  return (document) => isTruthy(evaluate(expression, document, compiler.variables));
}

function pathTest(parts: string[], operand: Value, compiler: Compiler): Test {
  if (!isOperatorDoc(operand))
    return operatorTest(parts, isRegex(operand) ? '$regex' : '$eq', operand, new Map(), compiler);
  if (operand.has('$options') && !operand.has('$regex')) fail(2, '$options needs a $regex');
  const conditions = [...operand].filter(([name]) => name !== '$options' && name !== '$comment');
  return every(conditions.map(([name, value]) => operatorTest(parts, name, value, operand, compiler)));
}

const OPPOSITES: Record<string, string> = { $ne: '$eq', $nin: '$in' };

function operatorTest(parts: string[], name: string, operand: Value, all: Doc, compiler: Compiler): Test {
  if (name === '$ne' && isRegex(operand)) fail(2, "Can't have regex as arg to $ne.");
  if (OPPOSITES[name]) return not(operatorTest(parts, OPPOSITES[name], operand, all, compiler));
  const prepare = Object.hasOwn(VALUE_OPERATORS, name) ? VALUE_OPERATORS[name] : undefined;
  if (prepare) {
    compiler.hasRegex ||= name === '$regex' || (name === '$in' && isArray(operand) && operand.some(isRegex));
    const test = someValue(parts, prepare(operand, all));
    return name === '$exists' && !isTruthy(operand) ? not(test) : test;
  }
  switch (name) {
    case '$not':
      if (!isRegex(operand) && !isOperatorDoc(operand)) fail(2, '$not needs a regex or a document of operators');
      return not(pathTest(parts, operand, compiler));
    case '$all':
      return allTest(parts, operand, compiler);
    case '$elemMatch':
      return atArray(parts, elementTest(operand, compiler));
    case '$size': {
      const size = wholeNumber(operand) ?? -1;
      if (size < 0) fail(9, 'Failed to parse $size. Expected a non-negative integer');
      return atArray(parts, (array) => array.length === size);
    }
    default:
      return refuse(`unknown operator: ${name}, which`, 2);
  }
}

function allTest(parts: string[], operand: Value, compiler: Compiler): Test {
  if (!isArray(operand)) fail(2, '$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) => {
    if (isDoc(item) && item.has('$elemMatch')) return pathTest(parts, item, compiler);
    return isOperatorDoc(item) ? fail(2, 'no $ expressions in $all') : pathTest(parts, item, compiler);
  });
  return every(tests);
}

/** The element test of $elemMatch: operators on the element itself, or a filter on it as a document. */
function elementTest(operand: Value, compiler: Compiler): ArrayTest {
  if (!isDoc(operand)) fail(2, '$elemMatch needs an Object');
  const inner: Compiler = { ...compiler, fields: new Set() };
  const isLogical = /^\$(and|or|nor|expr|where|comment)$/.test(operand.keys().next().value ?? '');
  const isOnValue = !isLogical && isOperatorDoc(operand);
  const test = isOnValue ? pathTest([], operand, inner) : allOf(operand, inner);
  compiler.hasRegex ||= inner.hasRegex;
  const passes = (element: Value): boolean => {
    // An empty path stands for the element itself, which is not taken apart once more.
    if (isOnValue) return test(new Map([[ITSELF, element]]));
    if (isDoc(element)) return test(element);
    return isArray(element) && test(new Map(element.map((item, i) => [String(i), item])));
  };
  return (array, hit) => {
    const index = array.findIndex(passes);
    if (index >= 0 && hit) hit.index = index;
    return index >= 0;
  };
}

const ITSELF = '';

/** A test that some value at the path passes; arrays at its end are tested by element and whole. */
function someValue(parts: string[], test: ValueTest): Test {
  const leaf: Leaf = (value, hit) => {
    if (!Array.isArray(value)) return test(value);
    const index = value.findIndex(test);
    if (index >= 0 && hit) hit.index = index;
    return index >= 0 || test(value);
  };
  const [name] = parts;
  if (name === undefined) return (holder) => test(holder.get(ITSELF));
  if (parts.length === 1) return (document, hit) => leaf(document.get(name), hit);
  return (document, hit) => descend(document, parts, 0, { leaf, atNumber: test, hit });
}

/** A test on arrays at the path, not taken apart. */
function atArray(parts: string[], test: ArrayTest): Test {
  const leaf: Leaf = (value, hit) => isArray(value) && test(value, hit);
  if (parts.length === 0) return (holder) => leaf(holder.get(ITSELF));
  return (document, hit) => descend(document, parts, 0, { leaf, atNumber: (value) => leaf(value, hit), hit });
}

type Leaf = (value: Maybe, hit?: Hit) => boolean;

interface Walk {
  readonly leaf: Leaf;
  /** Tests an element picked by its number, which is not taken apart. */
  readonly atNumber: ValueTest;
  readonly hit: Hit | undefined;
}

function descend(base: Doc, parts: string[], from: number, walk: Walk): boolean {
  const value = base.get(parts[from]!);
  if (from === parts.length - 1) return walk.leaf(value, walk.hit);
  if (isDoc(value)) return descend(value, parts, from + 1, walk);
  if (isArray(value)) return throughArray(value, parts, from + 1, walk);
  return walk.leaf(undefined, walk.hit);
}

function throughArray(array: Value[], parts: string[], from: number, walk: Walk): boolean {
  const index = array.findIndex((element) => isDoc(element) && descend(element, parts, from, walk));
  if (index >= 0) {
    if (walk.hit) walk.hit.index = index;
    return true;
  }
  const part = parts[from]!;
  const picked = /^\d+$/.test(part) ? array[Number(part)] : undefined;
  if (picked === undefined) return false;
  if (from === parts.length - 1) return walk.atNumber(picked);
  if (isDoc(picked)) return descend(picked, parts, from + 1, walk);
  return isArray(picked) && throughArray(picked, parts, from + 1, walk);
}
