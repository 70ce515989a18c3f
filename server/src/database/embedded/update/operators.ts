// The update operators on one value: what stands there before, the operand, and what shall stand there.
import { Long, Timestamp } from 'bson';
import type { CommandError } from '../errors.js';
import { badValue, failedToParse, typeMismatch } from '../errors.js';
import { isNumeric, strictFold, toNumber, type Numeric } from '../bson/numbers.js';
import { compareValues, equalValues, keyText } from '../bson/order.js';
import { copyValue, double, isArray, isDoc, long, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { sortList } from '../aggregate/forms.js';
import { compileFilter } from '../query/match.js';
import { asRegex, isOperatorDoc } from '../query/operators.js';
import { display } from '../store/records.js';
import { KEEP, REMOVE, type Outcome } from './paths.js';

export interface UpdateOperator {
  /** Checks the operand once and gives the change. */
  prepare(operand: Value, path: string): (before: Maybe) => Outcome;
  /** Missing places are made for it. */
  readonly creates: boolean;
}

const simple = (change: (before: Maybe, operand: Value, path: string) => Outcome, creates = true): UpdateOperator => ({
  prepare: (operand, path) => (before) => change(before, operand, path),
  creates,
});

const name = (path: string): string => path.split('.').at(-1) ?? path;

function arithmetic(operator: '$inc' | '$mul'): UpdateOperator {
  return {
    creates: true,
    prepare: (operand, path) => {
      const verb = operator === '$inc' ? 'increment' : 'multiply';
      if (!isNumeric(operand))
        throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${display(operand)}}`);
      return (before) => {
        if (before === undefined)
          return operator === '$inc' ? operand : strictFold(zeroLike(operand), operand, 'multiply');
        if (!isNumeric(before))
          throw typeMismatch(
            `Cannot apply ${operator} to a value of non-numeric type. {${name(path)}} has the field '${name(path)}' of non-numeric type ${typeName(before)}`,
          );
        return strictFold(before, operand, operator === '$inc' ? 'add' : 'multiply');
      };
    },
  };
}

const zeroLike = (operand: Numeric): Numeric =>
  typeName(operand) === 'long' ? Long.ZERO : typeName(operand) === 'double' ? double(0) : 0;

function bitwise(before: Maybe, operand: Value, path: string): Outcome {
  if (!isDoc(operand) || operand.size === 0)
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  let value: Value = before ?? 0;
  for (const [operation, mask] of operand) {
    if (!['and', 'or', 'xor'].includes(operation))
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}'`);
    if (!['int', 'long'].includes(typeName(mask)))
      throw badValue('The $bit modifier field must be an Integer(32/64 bit)');
    if (!['int', 'long'].includes(typeName(value)))
      throw badValue(`Cannot apply $bit to a value of non-integral type. ${path} has type ${typeName(value)}`);
    value = combineBits(operation, value as number | Long, mask as number | Long);
  }
  return value;
}

function combineBits(operation: string, a: number | Long, b: number | Long): Value {
  if (typeof a === 'number' && typeof b === 'number')
    return operation === 'and' ? a & b : operation === 'or' ? a | b : a ^ b;
  const [x, y] = [a, b].map((item) => (typeof item === 'number' ? long(item) : item)) as [Long, Long];
  return operation === 'and' ? x.and(y) : operation === 'or' ? x.or(y) : x.xor(y);
}

function currentDate(_before: Maybe, operand: Value): Outcome {
  const type = isDoc(operand)
    ? operand.get('$type')
    : operand === true
      ? 'date'
      : operand === false
        ? 'date'
        : undefined;
  if (type === 'date') return new Date();
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  throw badValue(
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}

function listAt(operator: string, before: Maybe, path: string): Value[] {
  if (before === undefined) return [];
  if (!isArray(before))
    throw badValue(`The field '${path}' must be an array but is of type ${typeName(before)} in document (${operator})`);
  return before;
}

const integer = (value: Maybe, what: string): number => {
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw badValue(`The value for ${what} must be an integer value but was given type: ${typeName(value)}`);
  return toNumber(value);
};

const PUSH_FIELDS = new Set(['$each', '$slice', '$sort', '$position']);

function push(operand: Value, path: string): (before: Maybe) => Outcome {
  const options = isDoc(operand) && operand.has('$each') ? operand : new Map<string, Value>([['$each', [operand]]]);
  const each = options.get('$each');
  if (!isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  for (const field of options.keys())
    if (!PUSH_FIELDS.has(field)) throw badValue(`Unrecognized clause in $push: ${field}`);
  const sort = options.get('$sort');
  if (sort !== undefined && !isDoc(sort) && !(isNumeric(sort) && Math.abs(toNumber(sort)) === 1))
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const slice = options.has('$slice') ? integer(options.get('$slice'), '$slice') : null;
  const position = options.has('$position') ? integer(options.get('$position'), '$position') : null;
  return (before) => {
    const list = [...listAt('$push', before, path)];
    list.splice(position ?? list.length, 0, ...each.map(copyValue));
    const sorted = sort === undefined ? list : (sortList(list, sort) as Value[]);
    if (slice === null) return sorted;
    return slice >= 0 ? sorted.slice(0, slice) : sorted.slice(slice);
  };
}

function addToSet(operand: Value, path: string): (before: Maybe) => Outcome {
  const hasEach = isDoc(operand) && operand.has('$each');
  const items = hasEach ? operand.get('$each') : [operand];
  if (!isArray(items))
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(items)}`);
  if (hasEach && operand.size > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${display(operand)}`);
  return (before) => {
    if (before !== undefined && !isArray(before))
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${name(path)}' has non-array type ${typeName(before)}`,
      );
    const list = [...(before ?? [])];
    const known = new Set(list.map(keyText));
    for (const item of items) {
      if (known.has(keyText(item))) continue;
      known.add(keyText(item));
      list.push(copyValue(item));
    }
    return before !== undefined && list.length === before.length ? KEEP : list;
  };
}

function pop(operand: Value, path: string): (before: Maybe) => Outcome {
  if (!isNumeric(operand)) throw failedToParse(`Expected a number in: ${path}: ${display(operand)}`);
  const side = toNumber(operand);
  if (Math.abs(side) !== 1) throw failedToParse(`$pop expects 1 or -1, found: ${side}`);
  return (before) => {
    if (!isArray(before))
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(before)}'`);
    return side === 1 ? before.slice(0, -1) : before.slice(1);
  };
}

function pull(operand: Value): (before: Maybe) => Outcome {
  const test = pullTest(operand);
  return (before) => {
    if (!isArray(before)) throw badValue('Cannot apply $pull to a non-array value');
    const kept = before.filter((item) => !test(item));
    return kept.length === before.length ? KEEP : kept;
  };
}

/** A document without operators is a filter on document elements; otherwise a condition on the element itself. */
function pullTest(operand: Value): (item: Value) => boolean {
  const isLogical = isDoc(operand) && ['$and', '$or', '$nor', '$expr'].includes([...operand.keys()][0] ?? '');
  if (isDoc(operand) && (isLogical || !isOperatorDoc(operand))) {
    const filter = compileFilter(operand);
    return (item) => isDoc(item) && filter.test(item);
  }
  if (isDoc(operand)) {
    const filter = compileFilter(new Map([['0', new Map([['$elemMatch', operand]])]]));
    return (item) => filter.test(new Map([['0', [item]]]));
  }
  if (asRegex(operand)) {
    const filter = compileFilter(new Map([['0', operand]]));
    return (item) => filter.test(new Map([['0', item]]));
  }
  return (item) => equalValues(item, operand);
}

function pullAll(before: Maybe, operand: Value): Outcome {
  if (!isArray(operand)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  if (!isArray(before)) throw badValue('Cannot apply $pullAll to a non-array value');
  return before.filter((item) => !operand.some((gone) => equalValues(item, gone)));
}

export const OPERATORS: Record<string, UpdateOperator> = {
  $set: simple((_before, operand) => copyValue(operand)),
  $setOnInsert: simple((_before, operand) => copyValue(operand)),
  $unset: simple(() => REMOVE, false),
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: simple((before, operand) => (before === undefined || compareValues(operand, before) < 0 ? operand : KEEP)),
  $max: simple((before, operand) => (before === undefined || compareValues(operand, before) > 0 ? operand : KEEP)),
  $bit: simple(bitwise),
  $currentDate: simple(currentDate),
  $push: { prepare: push, creates: true },
  $addToSet: { prepare: addToSet, creates: true },
  $pop: { prepare: pop, creates: false },
  $pull: { prepare: pull, creates: false },
  $pullAll: simple(pullAll, false),
};

export const checkTypes = (operand: Value): operand is Doc => isDoc(operand);
export const unknownModifier = (operator: string): CommandError =>
  failedToParse(
    `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
