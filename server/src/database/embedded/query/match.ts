// The matcher: a filter is compiled once into a test on documents, with MongoDB's rules for arrays, nulls and missing
// fields. It also reports which array element matched, for the positional operator $.
import { badValue, CommandError } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileExpression, fieldsOf } from '../aggregate/expression.js';
import { type Variables } from '../aggregate/scope.js';
import {
  asRegex,
  bits,
  equalTo,
  hasType,
  isOperatorDoc,
  modulo,
  oneOf,
  ordered,
  refuseOperator,
  regexOperator,
  regexTest,
  type ValueTest,
} from './operators.js';
import { isTruthy } from './truth.js';

/** Filled with the index of the outermost array element that made the filter match. */
export interface Hit {
  index?: number;
}

type Test = (document: Doc, hit?: Hit) => boolean;

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
  needsAll: boolean;
  hasRegex: boolean;
  readonly variables: Variables;
}

export function compileFilter(source: Doc, variables: Variables = {}): Filter {
  const compiler: Compiler = { fields: new Set(), needsAll: false, hasRegex: false, variables };
  const test = allOf(source, compiler);
  return { source, test, fields: compiler.needsAll ? null : compiler.fields, hasRegex: compiler.hasRegex };
}

function allOf(filter: Doc, compiler: Compiler): Test {
  const tests: Test[] = [];
  for (const [name, operand] of filter) {
    if (name.startsWith('$') && !DBREF.has(name)) {
      const test = topLevel(name, operand, compiler);
      if (test) tests.push(test);
    } else {
      compiler.fields.add(name.split('.', 1)[0] as string);
      tests.push(...pathTests(name, operand, compiler));
    }
  }
  return every(tests);
}

const DBREF = new Set(['$ref', '$id', '$db']);

function every(tests: readonly Test[]): Test {
  if (tests.length === 0) return () => true;
  if (tests.length === 1) return tests[0] as Test;
  return (document, hit) => {
    for (const test of tests) if (!test(document, hit)) return false;
    return true;
  };
}

function topLevel(name: string, operand: Value, compiler: Compiler): Test | null {
  switch (name) {
    case '$and':
      return every(branches(name, operand, compiler));
    case '$or': {
      const tests = branches(name, operand, compiler);
      return (document, hit) => tests.some((test) => test(document, hit));
    }
    case '$nor': {
      const tests = branches(name, operand, compiler);
      return (document) => !tests.some((test) => test(document));
    }
    case '$expr':
      return expressionTest(operand, compiler);
    case '$comment':
      return null;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    default:
      return refuseOperator(name, true);
  }
}

function branches(name: string, operand: Value, compiler: Compiler): Test[] {
  if (!isArray(operand)) throw badValue(`${name} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return operand.map((item) => {
    if (!isDoc(item)) throw badValue('$or/$and/$nor entries need to be full objects');
    return allOf(item, compiler);
  });
}

function expressionTest(operand: Value, compiler: Compiler): Test {
  const expression = compileExpression(operand);
  const used = fieldsOf(operand);
  if (used) for (const field of used) compiler.fields.add(field);
  else compiler.needsAll = true;
  const { variables } = compiler;
  return (document) => isTruthy(expression({ root: document, current: document, variables }));
}

function pathTests(path: string, operand: Value, compiler: Compiler): Test[] {
  const parts = path.split('.');
  if (isOperatorDoc(operand)) return operatorTests(parts, operand, compiler);
  const regex = asRegex(operand);
  if (regex) {
    compiler.hasRegex = true;
    return [someValue(parts, regexTest(regex.pattern, regex.options))];
  }
  return [someValue(parts, equalTo(operand))];
}

function operatorTests(parts: string[], operators: Doc, compiler: Compiler): Test[] {
  const tests: Test[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options') {
      if (!operators.has('$regex')) throw badValue('$options needs a $regex');
    } else if (name !== '$comment') tests.push(operatorTest(parts, name, operand, operators, compiler));
  }
  return tests;
}

function operatorTest(parts: string[], name: string, operand: Value, operators: Doc, compiler: Compiler): Test {
  switch (name) {
    case '$eq':
      return someValue(parts, equalTo(operand));
    case '$ne':
      if (asRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
      return negate(someValue(parts, equalTo(operand)));
    case '$in':
    case '$nin': {
      const test = someValue(parts, oneOf(operand, name));
      if (isArray(operand) && operand.some(asRegex)) compiler.hasRegex = true;
      return name === '$in' ? test : negate(test);
    }
    case '$not':
      return negate(every(notTests(parts, operand, compiler)));
    case '$exists': {
      const test = someValue(parts, (value) => value !== undefined);
      return isTruthy(operand) ? test : negate(test);
    }
    case '$regex':
      compiler.hasRegex = true;
      return someValue(parts, regexOperator(operand, operators.get('$options')));
    case '$all':
      return all(parts, operand, compiler);
    case '$elemMatch':
      return atArray(parts, elementTest(operand, compiler));
    case '$size':
      return atArray(parts, sizeTest(operand));
    default:
      return someValue(parts, leafTest(name, operand));
  }
}

function leafTest(name: string, operand: Value): ValueTest {
  if (/^\$(gt|lt)e?$/.test(name)) return ordered(name, operand);
  if (name === '$type') return hasType(operand);
  if (name === '$mod') return modulo(operand);
  if (/^\$bits(All|Any)(Set|Clear)$/.test(name)) return bits(name, operand);
  return refuseOperator(name, false);
}

function notTests(parts: string[], operand: Value, compiler: Compiler): Test[] {
  if (asRegex(operand)) return pathTests(parts.join('.'), operand, compiler);
  if (!isDoc(operand)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  if (![...operand.keys()].every((name) => name.startsWith('$')))
    refuseOperator([...operand.keys()][0] as string, false);
  return operatorTests(parts, operand, compiler);
}

const negate =
  (test: Test): Test =>
  (document) =>
    !test(document);

function all(parts: string[], operand: Value, compiler: Compiler): Test {
  if (!isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return () => false;
  return every(
    operand.map((item) => {
      if (isDoc(item) && item.has('$elemMatch'))
        return atArray(parts, elementTest(item.get('$elemMatch') as Value, compiler));
      if (isOperatorDoc(item)) throw badValue('no $ expressions in $all');
      const regex = asRegex(item);
      if (regex) compiler.hasRegex = true;
      return someValue(parts, regex ? regexTest(regex.pattern, regex.options) : equalTo(item));
    }),
  );
}

function sizeTest(operand: Value): ArrayTest {
  if (!isNumeric(operand)) throw new CommandError(9, `Failed to parse $size. Expected a number in: $size`);
  const size = toNumber(operand);
  if (!Number.isInteger(size)) throw new CommandError(9, 'Failed to parse $size. Expected an integer: $size');
  if (size < 0) throw new CommandError(9, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (array) => array.length === size;
}

/** The element test of $elemMatch: operators on the element itself, or a filter on it as a document. */
function elementTest(operand: Value, compiler: Compiler): ArrayTest {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const logical = ['$and', '$or', '$nor', '$expr', '$where', '$comment'];
  const first = [...operand.keys()][0];
  const inner: Compiler = { fields: new Set(), needsAll: false, hasRegex: false, variables: compiler.variables };
  const onValue = first !== undefined && first.startsWith('$') && !logical.includes(first) && isOperatorDoc(operand);
  const test = onValue ? valueElement(operand, inner) : documentElement(allOf(operand, inner));
  if (inner.hasRegex) compiler.hasRegex = true;
  return (array, hit) => {
    const index = array.findIndex(test);
    if (index >= 0 && hit) hit.index = index;
    return index >= 0;
  };
}

// An empty path stands for the element itself, which is not taken apart once more.
function valueElement(operators: Doc, compiler: Compiler): (element: Value) => boolean {
  const test = every(operatorTests([], operators, compiler));
  return (element) => test(new Map([[ITSELF, element]]));
}

const ITSELF = '';

const documentElement =
  (test: Test) =>
  (element: Value): boolean => {
    if (isDoc(element)) return test(element);
    return isArray(element) && test(new Map(element.map((item, i) => [String(i), item])));
  };

type ArrayTest = (array: Value[], hit?: Hit) => boolean;

/** A test that some value at the path passes; arrays at its end are tested by element and whole. */
function someValue(parts: string[], test: ValueTest): Test {
  if (parts.length === 0) return (holder) => test(holder.get(ITSELF));
  if (parts.length === 1) {
    const name = parts[0] as string;
    return (document, hit) => testLeaf(document.get(name), test, hit);
  }
  return (document, hit) => descend(document, parts, 0, (value, inner) => testLeaf(value, test, inner), test, hit);
}

function testLeaf(value: Maybe, test: ValueTest, hit?: Hit): boolean {
  if (!Array.isArray(value)) return test(value);
  for (let i = 0; i < value.length; i++) {
    if (!test(value[i])) continue;
    if (hit) hit.index = i;
    return true;
  }
  return test(value);
}

/** A test on arrays at the path, not taken apart. */
function atArray(parts: string[], test: ArrayTest): Test {
  const leaf = (value: Maybe, hit?: Hit): boolean => isArray(value) && test(value, hit);
  if (parts.length === 0) return (holder) => leaf(holder.get(ITSELF));
  return (document, hit) => descend(document, parts, 0, leaf, (value) => leaf(value, hit), hit);
}

type Leaf = (value: Maybe, hit?: Hit) => boolean;

/** Follows the path; `atOffset` tests an element picked by its number, which is not taken apart. */
function descend(base: Doc, parts: string[], from: number, leaf: Leaf, atOffset: ValueTest, hit?: Hit): boolean {
  const value = base.get(parts[from] as string);
  if (from === parts.length - 1) return leaf(value, hit);
  if (isDoc(value)) return descend(value, parts, from + 1, leaf, atOffset, hit);
  if (isArray(value)) return throughArray(value, parts, from + 1, leaf, atOffset, hit);
  return leaf(undefined, hit);
}

function throughArray(
  array: Value[],
  parts: string[],
  from: number,
  leaf: Leaf,
  atOffset: ValueTest,
  hit?: Hit,
): boolean {
  const part = parts[from] as string;
  const offset = /^\d+$/.test(part) ? Number(part) : -1;
  for (let i = 0; i < array.length; i++) {
    const element = array[i] as Value;
    if (isDoc(element) && descend(element, parts, from, leaf, atOffset, hit)) {
      if (hit) hit.index = i;
      return true;
    }
    if (i !== offset) continue;
    if (from === parts.length - 1) {
      if (atOffset(element)) return true;
    } else if (isDoc(element)) {
      if (descend(element, parts, from + 1, leaf, atOffset, hit)) return true;
    } else if (isArray(element) && throughArray(element, parts, from + 1, leaf, atOffset, hit)) return true;
  }
  return false;
}
