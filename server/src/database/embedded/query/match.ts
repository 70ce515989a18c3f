// The matcher: a filter is compiled once into a test on documents, with MongoDB's rules for arrays, nulls and missing
// fields. It also reports which array element matched, for the positional operator $.
import { BSON, MaxKey, MinKey } from 'bson';
import { fail, refuse } from '../errors.js';
import { wholePart } from '../bson/numbers.js';
import { compareValues, equalValues, keyText, orderClass } from '../bson/order.js';
import { isIndex, type Path } from '../bson/paths.js';
import { display, isArray, isDoc, isNothing, isNumeric, isRegex, isTruthy, table, toNumber } from '../bson/values.js';
import { typeName, wholeNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, fieldsOf, type Variables } from '../aggregate/expression.js';
import { compilePattern, guarded } from './regex.js';

/** Filled with the index of the outermost array element that made the filter match. */
export interface Hit {
  index?: number;
}

/** On a document, or on an element of an array. */
type Test = (value: Maybe, hit?: Hit) => boolean;

export interface Filter {
  readonly source: Doc;
  test(document: Doc, hit?: Hit): boolean;
  /** For those who guard many tests at once. */
  testUnguarded(document: Doc, hit?: Hit): boolean;
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
  const { fields, hasRegex } = compiler;
  return {
    source,
    test: hasRegex ? (document, hit) => guarded(() => test(document, hit)) : test,
    testUnguarded: test,
    fields: compiler.needsAll ? null : fields,
    hasRegex,
  };
}

function allOf(filter: Doc, compiler: Compiler): Test {
  const tests = [...filter].map(([name, operand]): Test => {
    if (isOperator(name)) return topLevel(name, operand, compiler);
    compiler.fields.add(name.split('.', 1)[0]!);
    return pathTest(name.split('.'), operand, compiler);
  });
  return every(tests);
}

function every(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!;
  return (value, hit) => {
    for (const test of tests) if (!test(value, hit)) return false;
    return true;
  };
}

function not(test: Test): Test {
  return (value) => !test(value);
}

function topLevel(name: string, operand: Value, compiler: Compiler): Test {
  if (name === '$comment') return () => true;
  if (name === '$expr') return expressionTest(operand, compiler);
  if (!['$and', '$or', '$nor'].includes(name)) return refuse(`unknown top level operator: ${name}, which`, 2);
  if (!isArray(operand) || operand.length === 0) fail(2, `${name} must be a nonempty array`);
  const tests = operand.map((item) =>
    isDoc(item) ? allOf(item, compiler) : fail(2, '$or/$and/$nor entries need to be full objects'),
  );
  if (name === '$and') return every(tests);
  const some: Test = (value, hit) => tests.some((test) => test(value, hit));
  return name === '$or' ? some : not(some);
}

function expressionTest(operand: Value, compiler: Compiler): Test {
  const expression = compileExpression(operand);
  const used = fieldsOf(operand);
  used?.forEach((field) => compiler.fields.add(field));
  compiler.needsAll ||= used === null;
  return (root) => isTruthy(expression(root as Doc, compiler.variables));
}

function pathTest(path: Path, operand: Value, compiler: Compiler): Test {
  if (!isOperatorDoc(operand))
    return operatorTest(path, isRegex(operand) ? '$regex' : '$eq', operand, new Map(), compiler);
  if (operand.has('$options') && !operand.has('$regex')) fail(2, '$options needs a $regex');
  const conditions = [...operand].filter(([name]) => name !== '$options' && name !== '$comment');
  return every(conditions.map(([name, value]) => operatorTest(path, name, value, operand, compiler)));
}

function operatorTest(path: Path, name: string, operand: Value, all: Doc, compiler: Compiler): Test {
  const prepare = VALUE_OPERATORS.get(name);
  if (prepare) {
    compiler.hasRegex ||= name === '$regex' || (name === '$in' && isArray(operand) && operand.some(isRegex));
    const test = along(path, someValue(prepare(operand, all)));
    return name === '$exists' && !isTruthy(operand) ? not(test) : test;
  }
  switch (name) {
    case '$ne':
      if (isRegex(operand)) fail(2, "Can't have regex as arg to $ne.");
      return not(operatorTest(path, '$eq', operand, all, compiler));
    case '$nin':
      return not(operatorTest(path, '$in', operand, all, compiler));
    case '$not':
      if (!isRegex(operand) && !isOperatorDoc(operand)) fail(2, '$not needs a regex or a document of operators');
      return not(pathTest(path, operand, compiler));
    case '$all':
      return allTest(path, operand, compiler);
    case '$elemMatch': {
      const test = elementTest(operand, compiler);
      return along(path, (value, hit) => isArray(value) && found(value.findIndex(test), hit));
    }
    case '$size': {
      const size = wholeNumber(operand) ?? -1;
      if (size < 0) fail(9, 'Failed to parse $size. Expected a non-negative integer');
      return along(path, (value) => isArray(value) && value.length === size);
    }
    default:
      return refuse(`unknown operator: ${name}, which`, 2);
  }
}

function allTest(path: Path, operand: Value, compiler: Compiler): Test {
  if (!isArray(operand)) fail(2, '$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) => {
    const isValue = !isOperatorDoc(item) || item.has('$elemMatch');
    return isValue ? pathTest(path, item, compiler) : fail(2, 'no $ expressions in $all');
  });
  return every(tests);
}

/** The element test of $elemMatch: operators on the element itself, or a filter on it as a document. */
function elementTest(operand: Value, compiler: Compiler): (element: Value) => boolean {
  if (!isDoc(operand)) fail(2, '$elemMatch needs an Object');
  const inner: Compiler = { ...compiler, fields: new Set() };
  const isOnValue = isOperatorDoc(operand) && !isLogical(operand);
  const test = isOnValue ? pathTest([], operand, inner) : allOf(operand, inner);
  compiler.hasRegex ||= inner.hasRegex;
  return (element) => {
    if (isOnValue || isDoc(element)) return test(element);
    return isArray(element) && test(new Map(element.map((item, i) => [String(i), item])));
  };
}

function found(index: number, hit: Hit | undefined): boolean {
  if (index >= 0 && hit) hit.index = index;
  return index >= 0;
}

/** What is tested at the end of a path. An array's element that was named by its number is not taken apart. */
type Leaf = (value: Maybe, hit: Hit | undefined, isElement: boolean) => boolean;

/** An array passes when one of its elements does, or it as a whole. */
function someValue(test: ValueTest): Leaf {
  return (value, hit, isElement) => {
    const isTakenApart = !isElement && Array.isArray(value);
    return (isTakenApart && found(value.findIndex(test), hit)) || test(value);
  };
}

function along(path: Path, leaf: Leaf): Test {
  const [name] = path;
  if (name === undefined) return (element, hit) => leaf(element, hit, true);
  if (path.length === 1) return (document, hit) => leaf((document as Doc).get(name), hit, false);
  const descend = (value: Maybe, at: number, hit: Hit | undefined, isElement: boolean): boolean => {
    const part = path[at];
    if (part === undefined) return leaf(value, hit, isElement);
    if (isDoc(value)) return descend(value.get(part), at + 1, hit, false);
    if (!isArray(value)) return !isElement && leaf(undefined, hit, false);
    const index = value.findIndex((item) => isDoc(item) && descend(item, at, hit, false));
    if (found(index, hit)) return true;
    const picked = isIndex(part) ? value[Number(part)] : undefined;
    return picked !== undefined && descend(picked, at + 1, hit, true);
  };
  return (document, hit) => descend(document, 0, hit, false);
}

type ValueTest = (value: Maybe) => boolean;
type Prepare = (operand: Value, all: Doc) => ValueTest;

const equalTo: Prepare = (wanted) =>
  wanted === null ? isNothing : (value) => value !== undefined && equalValues(value, wanted);

function ordered(limit: Value, accept: (order: number) => boolean): ValueTest {
  if (isRegex(limit)) fail(2, `Can't have RegEx as arg to predicate over field`);
  if (limit === null) return accept(0) ? isNothing : () => false;
  const isExtreme = limit instanceof MinKey || limit instanceof MaxKey;
  const isNaNLimit = isNumeric(limit) && Number.isNaN(toNumber(limit));
  return (value) => {
    if (value === undefined || (!isExtreme && orderClass(value) !== orderClass(limit))) return false;
    if (isNumeric(value) && Number.isNaN(toNumber(value)) !== isNaNLimit && !isExtreme) return false;
    return accept(compareValues(value, limit));
  };
}

const oneOf: Prepare = (operand) => {
  if (!isArray(operand)) fail(2, '$in needs an array');
  if (operand.some(isOperatorDoc)) fail(2, 'cannot nest $ under $in');
  const patterns = operand.filter(isRegex).map((item) => regexTest(item.pattern, item.options));
  const keys = new Set(operand.map(keyText));
  if (operand.includes(null)) keys.add(keyText(undefined));
  return (value) => keys.has(keyText(value)) || patterns.some((test) => test(value));
};

function regexTest(pattern: string, options: string): ValueTest {
  const { regex } = compilePattern(pattern, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

const matching: Prepare = (operand, all) => {
  const options = all.get('$options');
  if (options !== undefined && typeof options !== 'string') fail(2, '$options has to be a string');
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '') fail(51075, 'options set in both $regex and $options');
    return regexTest(operand.pattern, options ?? operand.options);
  }
  return typeof operand === 'string' ? regexTest(operand, options ?? '') : fail(2, '$regex has to be a string');
};

/** By its alias or its number. */
function typesOf(item: Value): string[] {
  if (item === 'number') return ['int', 'long', 'double', 'decimal'];
  const n = isNumeric(item) ? toNumber(item) : null;
  const found = Object.entries(BSON.BSONType).find(([alias, number]) => alias === item || number === n);
  return found ? [found[0]] : fail(2, `Unknown type name alias or number: ${display(item)}`);
}

const ofType: Prepare = (operand) => {
  const wanted = new Set((isArray(operand) ? operand : [operand]).flatMap(typesOf));
  if (wanted.size === 0) fail(9, 'type must match at least one type');
  return (value) => wanted.has(typeName(value));
};

const modulo: Prepare = (operand) => {
  if (!isArray(operand) || operand.length !== 2) fail(2, 'malformed mod, needs to be an array of two numbers');
  const [divisor, rest] = operand.map((item) => wholePart(item) ?? fail(2, 'malformed mod, not a number'));
  if (!divisor) fail(2, 'divisor cannot be 0');
  return (value) => {
    const n = wholePart(value);
    return n !== undefined && n % divisor === rest;
  };
};

/** Operators that a value passes by itself; an array passes when one of its elements does, or it as a whole. */
const VALUE_OPERATORS = table<Prepare>({
  $eq: equalTo,
  $gt: (limit) => ordered(limit, (order) => order > 0),
  $gte: (limit) => ordered(limit, (order) => order >= 0),
  $lt: (limit) => ordered(limit, (order) => order < 0),
  $lte: (limit) => ordered(limit, (order) => order <= 0),
  $in: oneOf,
  $exists: () => (value) => value !== undefined,
  $regex: matching,
  $type: ofType,
  $mod: modulo,
});

/** {$ref, $id, $db} is a value all the same. */
export const isOperator = (name: string): boolean => name.startsWith('$') && !['$ref', '$id', '$db'].includes(name);

/** A document such as {$gt: 1}: operators, not a value. */
export const isOperatorDoc = (value: Maybe): value is Doc =>
  isDoc(value) && isOperator(value.keys().next().value ?? '');

/** Operators that stand for a whole filter, not for a condition on a value. */
export const isLogical = (operand: Doc): boolean =>
  /^\$(and|or|nor|expr|where|comment)$/.test(operand.keys().next().value ?? '');
