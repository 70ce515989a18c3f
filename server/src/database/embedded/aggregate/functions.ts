// Expressions that are plain functions of their evaluated arguments; a missing argument is undefined.
import { ObjectId } from 'bson';
import { CommandError } from '../errors.js';
import { fold, isNumeric, remainder, subtract, toFraction, toNumber, type Numeric } from '../bson/numbers.js';
import { compareValues, equalValues, keyText } from '../bson/order.js';
import { double, isArray, isDoc, isInt32, long, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { isTruthy } from '../query/truth.js';
import { ACCUMULATORS } from './accumulators.js';
import { convert, toText } from './convert.js';
import { DATE_FUNCTIONS } from './dates.js';
import { REGEX_FUNCTIONS } from './regex-functions.js';
import type { Operation } from './scope.js';

const isNothing = (value: Maybe): value is null | undefined => value === undefined || value === null;

function exactly(name: string, count: number, operation: Operation): Operation {
  return (args, scope) => {
    if (args.length !== count)
      throw new CommandError(
        16020,
        `Expression ${name} takes exactly ${count} arguments. ${args.length} were passed in.`,
      );
    return operation(args, scope);
  };
}

const comparison = (name: string, accept: (order: number) => boolean): Operation =>
  exactly(name, 2, ([a, b]) => accept(compareExpression(a, b)));

/** In expressions a missing value is less than null. */
function compareExpression(a: Maybe, b: Maybe): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return Math.sign(compareValues(a, b));
}

function numeric(name: string, value: Value): Numeric {
  if (!isNumeric(value)) throw new CommandError(14, `${name} only supports numeric types, not ${typeName(value)}`);
  return value;
}

function add(args: Maybe[]): Maybe {
  if (args.some(isNothing)) return null;
  const dates = args.filter((item) => item instanceof Date);
  if (dates.length > 1) throw new CommandError(16612, 'only one date allowed in an $add expression');
  const sum = fold(
    args.filter((item) => !(item instanceof Date)).map((item) => numeric('$add', item as Value)),
    'add',
  );
  return dates[0] ? new Date(dates[0].getTime() + Math.round(toNumber(sum as Numeric))) : sum;
}

function minus([a, b]: Maybe[]): Maybe {
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return long(a.getTime() - b.getTime());
    return new Date(a.getTime() - Math.round(toNumber(numeric('$subtract', b))));
  }
  return subtract(numeric('$subtract', a), numeric('$subtract', b));
}

/** A rounding function that leaves whole types as they are. */
const rounding =
  (name: string, round: (n: number) => number): Operation =>
  ([value]) => {
    if (isNothing(value)) return null;
    const n = numeric(name, value);
    return ['int', 'long'].includes(typeName(n)) ? n : double(round(toNumber(n)));
  };

/** Rounds the exact value of a double to decimal places: `half` says what happens to a tie and to the rest. */
function places(name: string, isRound: boolean): Operation {
  return ([value, digits]) => {
    if (isNothing(value) || digits === null) return null;
    const n = numeric(name, value);
    const count = isNumeric(digits) ? toNumber(digits) : 0;
    const isWhole = ['int', 'long'].includes(typeName(n));
    if ((isWhole && count >= 0) || !Number.isFinite(toNumber(n))) return n;
    const { over, under } = toFraction(n);
    const scale = 10n ** BigInt(Math.abs(count));
    const top = count >= 0 ? over * scale : over;
    const bottom = count >= 0 ? under : under * scale;
    let whole = top / bottom;
    const rest = 2n * (top < 0n ? -(top % bottom) : top % bottom);
    if (isRound && (rest > bottom || (rest === bottom && whole % 2n !== 0n))) whole += top < 0n ? -1n : 1n;
    const result = Number(`${whole}e${-count}`);
    return isWhole ? (typeName(n) === 'long' ? long(result) : result) : double(result);
  };
}

function element(args: Maybe[]): Maybe {
  const [array, index] = args;
  if (isNothing(array) || isNothing(index)) return null;
  if (!isArray(array))
    throw new CommandError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  return array.at(toNumber(numeric('$arrayElemAt', index)));
}

const edge =
  (name: string, index: number): Operation =>
  ([value]) => {
    if (isNothing(value)) return null;
    if (!isArray(value))
      throw new CommandError(28689, `${name}'s argument must be an array, but is ${typeName(value)}`);
    return value.at(index);
  };

function arrayOf(name: string, value: Maybe, code = 17124): Value[] {
  if (!isArray(value))
    throw new CommandError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`);
  return value;
}

function slice(args: Maybe[]): Maybe {
  if (args.some(isNothing)) return null;
  const array = arrayOf('$slice', args[0], 28724);
  const first = toNumber(numeric('$slice', args[1] as Value));
  if (args.length === 2) return first >= 0 ? array.slice(0, first) : array.slice(first);
  const count = toNumber(numeric('$slice', args[2] as Value));
  if (count <= 0) throw new CommandError(28729, 'Third argument to $slice must be positive');
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + count);
}

const unique = (values: Value[]): Value[] => [...new Map(values.map((value) => [keyText(value), value])).values()];
const keys = (values: Value[]): Set<string> => new Set(values.map(keyText));
const sorted = (values: Value[]): Value[] => unique(values).sort(compareValues);

function sets(name: string, operation: (first: Value[], second: Value[]) => Maybe): Operation {
  return (args) => {
    if (args.some(isNothing))
      return name === '$setEquals' || name === '$setIsSubset'
        ? operation(arrayOf(name, args[0], 17044), arrayOf(name, args[1], 17044))
        : null;
    const lists = args.map((arg) => arrayOf(name, arg, 17043));
    return lists.slice(1).reduce<Maybe>((result, next) => operation(result as Value[], next), lists[0] ?? []);
  };
}

function objectToArray([value]: Maybe[]): Maybe {
  if (isNothing(value)) return null;
  if (!isDoc(value))
    throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([k, v]) =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function arrayToObject([value]: Maybe[]): Maybe {
  if (isNothing(value)) return null;
  const result: Doc = new Map();
  for (const item of arrayOf('$arrayToObject', value, 40386)) {
    const [k, v] = isDoc(item) ? [item.get('k'), item.get('v')] : isArray(item) ? item : [];
    if (typeof k !== 'string') throw new CommandError(40394, '$arrayToObject requires keys of type string');
    result.set(k, v ?? null);
  }
  return result;
}

/** $toLower and $toUpper take what can be shown as text. */
function textOf(name: string, value: Value): string {
  if (typeof value === 'boolean' || isDoc(value) || isArray(value))
    throw new CommandError(16007, `can't convert from BSON type ${typeName(value)} to String (${name})`);
  return toText(value);
}

function indexOfCodePoint([text, part, start, end]: Maybe[]): Maybe {
  if (isNothing(text)) return null;
  if (typeof text !== 'string' || typeof part !== 'string')
    throw new CommandError(40091, '$indexOfCP requires strings as its first two arguments');
  const [from, to] = [isNumeric(start) ? toNumber(start) : 0, isNumeric(end) ? toNumber(end) : Infinity];
  const points = [...text].slice(0, to);
  const found = points.slice(from).join('').indexOf(part);
  return found < 0 || from > points.length ? -1 : from + [...points.slice(from).join('').slice(0, found)].length;
}

const converter =
  (to: string): Operation =>
  ([value]) =>
    convert(value, to);

function firstN(name: string, args: Maybe[], from: (list: Value[], n: number) => Value[]): Maybe {
  const [options] = args;
  if (!isDoc(options)) throw new CommandError(5787801, `specification must be an object; found ${name}`);
  const n = options.get('n');
  if (!isNumeric(n) || toNumber(n) < 1) throw new CommandError(5787908, `'n' must be greater than 0`);
  return from(arrayOf(name, options.get('input'), 5788200), toNumber(n));
}

export const FUNCTIONS: Record<string, Operation> = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: exactly('$cmp', 2, ([a, b]) => compareExpression(a, b)),
  $not: exactly('$not', 1, ([value]) => !isTruthy(value)),
  $add: add,
  $subtract: exactly('$subtract', 2, minus),
  $multiply: (args) =>
    args.some(isNothing)
      ? null
      : fold(
          args.map((item) => numeric('$multiply', item as Value)),
          'multiply',
        ),
  $divide: exactly('$divide', 2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    fold([numeric('$divide', a), numeric('$divide', b)], 'add');
    if (toNumber(b as Numeric) === 0) throw new CommandError(2, "can't $divide by zero");
    return double(toNumber(a as Numeric) / toNumber(b as Numeric));
  }),
  $mod: exactly('$mod', 2, ([a, b]) =>
    isNothing(a) || isNothing(b) ? null : remainder(numeric('$mod', a), numeric('$mod', b)),
  ),
  $abs: ([value]) => {
    if (isNothing(value)) return null;
    const n = numeric('$abs', value);
    return toNumber(n) < 0 ? fold([n, -1], 'multiply') : n;
  },
  $pow: exactly('$pow', 2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    const result = toNumber(numeric('$pow', a)) ** toNumber(numeric('$pow', b));
    const isWhole =
      ['int', 'long'].includes(typeName(a)) && ['int', 'long'].includes(typeName(b)) && Number.isSafeInteger(result);
    return isWhole ? (isInt32(result) ? result : long(result)) : double(result);
  }),
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $round: places('$round', true),
  $trunc: places('$trunc', false),
  $size: exactly('$size', 1, ([value]) => arrayOf('$size', value).length),
  $arrayElemAt: exactly('$arrayElemAt', 2, element),
  $first: edge('$first', 0),
  $last: edge('$last', -1),
  $slice: slice,
  $isArray: exactly('$isArray', 1, ([value]) => isArray(value)),
  $in: exactly('$in', 2, ([value, array]) =>
    arrayOf('$in', array, 40081).some((item) => value !== undefined && equalValues(item, value)),
  ),
  $indexOfArray: ([array, value, start, end]) => {
    if (isNothing(array)) return null;
    const from = isNumeric(start) ? toNumber(start) : 0;
    const to = isNumeric(end) ? toNumber(end) : Infinity;
    return arrayOf('$indexOfArray', array, 40090).findIndex(
      (item, i) => i >= from && i < to && value !== undefined && equalValues(item, value),
    );
  },
  $concatArrays: (args) =>
    args.some(isNothing) ? null : args.flatMap((item) => arrayOf('$concatArrays', item, 28664)),
  $reverseArray: ([value]) => (isNothing(value) ? null : [...arrayOf('$reverseArray', value, 34435)].reverse()),
  $firstN: (args) => firstN('$firstN', args, (list, n) => list.slice(0, n)),
  $lastN: (args) => firstN('$lastN', args, (list, n) => list.slice(-n)),
  $maxN: (args) =>
    firstN('$maxN', args, (list, n) =>
      list
        .filter((v) => v !== null)
        .sort((a, b) => compareValues(b, a))
        .slice(0, n),
    ),
  $minN: (args) =>
    firstN('$minN', args, (list, n) =>
      list
        .filter((v) => v !== null)
        .sort(compareValues)
        .slice(0, n),
    ),
  $setUnion: sets('$setUnion', (a, b) => sorted([...a, ...b])),
  $setIntersection: sets('$setIntersection', (a, b) => sorted(a.filter((item) => keys(b).has(keyText(item))))),
  $setDifference: sets('$setDifference', (a, b) => unique(a.filter((item) => !keys(b).has(keyText(item))))),
  $setEquals: sets('$setEquals', (a, b) => equalValues(sorted(a), sorted(b))),
  $setIsSubset: sets('$setIsSubset', (a, b) => a.every((item) => keys(b).has(keyText(item)))),
  $anyElementTrue: ([value]) => arrayOf('$anyElementTrue', value, 17041).some(isTruthy),
  $allElementsTrue: ([value]) => arrayOf('$allElementsTrue', value, 17040).every(isTruthy),
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
  $mergeObjects: (args) => ACCUMULATORS.$mergeObjects?.finish(args.length === 1 && isArray(args[0]) ? args[0] : args),
  $type: ([value]) => typeName(value),
  $isNumber: ([value]) => isNumeric(value),
  $toLower: ([value]) => (isNothing(value) ? '' : textOf('$toLower', value).toLowerCase()),
  $toUpper: ([value]) => (isNothing(value) ? '' : textOf('$toUpper', value).toUpperCase()),
  $indexOfCP: indexOfCodePoint,
  $toString: converter('string'),
  $toInt: converter('int'),
  $toLong: converter('long'),
  $toDouble: converter('double'),
  $toBool: converter('bool'),
  $toDate: converter('date'),
  $toObjectId: converter('objectId'),
  $createObjectId: () => new ObjectId(),
  ...DATE_FUNCTIONS,
  ...REGEX_FUNCTIONS,
};
