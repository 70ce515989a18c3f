// Aggregation expressions, compiled to functions. Control flow, comparison, arithmetic, sets, dates and conversions are
// ours, because types matter there; strings and mathematics are mingo's, called with evaluated arguments only.
import { CommandError, fail, refuse } from '../errors.js';
import { isArray, isDoc, isNothing, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.js';
import { asText, display, type Doc, type Maybe, type Value } from '../bson/values.js';
import { sortList } from '../query/sort.js';
import { ACCUMULATORS } from './accumulators.js';
import { convert } from './convert.js';
import { FUNCTIONS } from './functions.js';
import { mingoFunction } from './mingo.js';

export type Variables = Record<string, Maybe>;

export interface Scope {
  readonly root: Doc;
  readonly current: Maybe;
  readonly variables: Variables;
}

export type Expression = (scope: Scope) => Maybe;

export function compileExpression(source: Value): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return reference(source);
  if (isArray(source)) {
    const items = source.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDoc(source)) return () => source;
  const [name, operand] = source.entries().next().value ?? ['', null];
  if (!name.startsWith('$')) return objectLiteral(source);
  if (source.size > 1) fail(15983, 'an object representing an expression must have exactly one field');
  return operatorCall(name, operand);
}

export const evaluate = (expression: Expression, root: Doc, variables: Variables = {}): Maybe =>
  expression({ root, current: root, variables });

function objectLiteral(source: Doc): Expression {
  const fields = [...source].map(([name, value]) => [name, compileExpression(value)] as const);
  const dotted = fields.find(([name]) => name.includes('.'));
  if (dotted) fail(16412, `FieldPath field names may not contain '.': ${dotted[0]}`);
  return (scope) => {
    const result: Doc = new Map();
    for (const [name, field] of fields) {
      const value = field(scope);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

const compileList = (operand: Value): Expression[] => (isArray(operand) ? operand : [operand]).map(compileExpression);

function operatorCall(name: string, operand: Value): Expression {
  if (Object.hasOwn(FORMS, name)) return (FORMS[name] as Form)(operand);
  const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const operation = own ?? mingoFunction(name);
  const args = compileList(operand);
  if (operation) return (scope) => operation(args.map((arg) => arg(scope)));
  const accumulator = ACCUMULATORS[name];
  if (!accumulator?.isExpression) return unknown(name);
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    // One operand that is an array is the list, several operands are one each.
    return accumulator.finish(values.length === 1 && isArray(values[0]) ? values[0] : values);
  };
}

const ELSEWHERE =
  '$function $accumulator $meta $toHashedIndexKey $toDecimal $unsetField $firstN $lastN $maxN $minN $dateToParts $dateFromParts $dateFromString $isoWeek $isoWeekYear $isoDayOfWeek $week $stdDevPop $stdDevSamp $binarySize $bsonSize $tsSecond $tsIncrement $sampleRate $percentile $median';

function unknown(name: string): never {
  if (ELSEWHERE.split(' ').includes(name)) refuse(`The expression ${name}`, 168);
  fail(168, `Unrecognized expression '${name}'`);
}

function reference(text: string): Expression {
  const isVariable = text.startsWith('$$');
  const [first = '', ...rest] = text.slice(isVariable ? 2 : 1).split('.');
  if (first === '' || rest.includes('')) fail(40353, `'${text}' is not a valid FieldPath`);
  if (!isVariable) return (scope) => valueAt(scope.current, [first, ...rest]);
  if (first === 'ROOT') return (scope) => valueAt(scope.root, rest);
  if (first === 'CURRENT') return (scope) => valueAt(scope.current, rest);
  if (first === 'REMOVE') return () => undefined;
  return ({ variables }) => {
    if (!Object.hasOwn(variables, first)) fail(17276, `Use of undefined variable: ${first}`);
    return valueAt(variables[first], rest);
  };
}

/** A field path as aggregation reads it: through arrays of documents, without element numbers. */
export function valueAt(value: Maybe, parts: readonly string[], from = 0): Maybe {
  if (from === parts.length) return value;
  if (isDoc(value)) return valueAt(value.get(parts[from] as string), parts, from + 1);
  if (!isArray(value)) return undefined;
  return value.map((item) => valueAt(item, parts, from)).filter((item) => item !== undefined);
}

/** The top-level fields an expression reads, or null when it may read all. */
export function fieldsOf(source: Value): Set<string> | null {
  const fields = new Set<string>();
  const collect = (part: Value): boolean => {
    if (typeof part === 'string' && /^\$(?!\$)/.test(part)) fields.add(part.slice(1).split('.', 1)[0] as string);
    if (typeof part === 'string') return !/^\$\$(ROOT|CURRENT)/.test(part);
    if (isArray(part)) return part.every(collect);
    return !isDoc(part) || (!part.has('$getField') && [...part.values()].every(collect));
  };
  return collect(source) ? fields : null;
}

/** Decides itself what is evaluated, and in which scope. */
type Form = (operand: Value) => Expression;

/** The named arguments of an operator such as {$filter: {input, as, cond}}, each compiled; '?' marks the optional. */
function named(operator: string, operand: Value, names: string): Record<string, Expression | undefined> {
  if (!isDoc(operand)) fail(9, `${operator} only supports an object as its argument`);
  const known = names.split(' ');
  for (const name of operand.keys())
    if (!known.includes(name) && !known.includes(`${name}?`)) fail(9, `Unrecognized argument to ${operator}: ${name}`);
  for (const name of known)
    if (!name.endsWith('?') && !operand.has(name)) fail(9, `Missing '${name}' parameter to ${operator}`);
  return Object.fromEntries([...operand].map(([name, value]) => [name, compileExpression(value)]));
}

type Given<Names extends string> = Record<Names, Expression>;

function listOf(operator: string, value: Maybe): Value[] | null {
  if (isNothing(value)) return null;
  return isArray(value) ? value : fail(28651, `input to ${operator} must be an array not ${typeName(value)}`);
}

const bind = (scope: Scope, name: string, value: Maybe): Scope => ({
  ...scope,
  variables: { ...scope.variables, [name]: value },
});

function variableName(value: Maybe, fallback = 'this'): string {
  if (value === undefined) return fallback;
  if (typeof value === 'string' && /^[a-z]\w*$/.test(value)) return value;
  return fail(9, `${display(value)} is not a valid variable name`);
}

const FORMS: Record<string, Form> = {
  $literal: (operand) => () => operand,
  $expr: compileExpression,
  $and: (operand) => {
    const items = compileList(operand);
    return (scope) => items.every((item) => isTruthy(item(scope)));
  },
  $or: (operand) => {
    const items = compileList(operand);
    return (scope) => items.some((item) => isTruthy(item(scope)));
  },
  $cond: (operand) => {
    if (isArray(operand) && operand.length !== 3) fail(16020, 'Expression $cond takes exactly 3 arguments');
    const parts = isArray(operand)
      ? operand.map(compileExpression)
      : pick(named('$cond', operand, 'if then else'), 'if then else');
    const [test, yes, no] = parts as [Expression, Expression, Expression];
    return (scope) => (isTruthy(test(scope)) ? yes(scope) : no(scope));
  },
  $ifNull: (operand) => {
    const items = compileList(operand);
    if (items.length < 2) fail(1257300, '$ifNull needs at least two arguments');
    return (scope) => {
      let value: Maybe;
      for (const item of items) if (!isNothing((value = item(scope)))) return value;
      return value;
    };
  },
  $switch: switchForm,
  $let: (operand) => {
    const vars = isDoc(operand) ? operand.get('vars') : undefined;
    const body = named('$let', operand, 'vars in').in as Expression;
    if (!isDoc(vars)) fail(16876, 'invalid parameter: expected an object (vars)');
    const given = [...vars].map(([name, value]) => [variableName(name), compileExpression(value)] as const);
    return (scope) => {
      const variables = { ...scope.variables };
      for (const [name, value] of given) variables[name] = value(scope);
      return body({ ...scope, variables });
    };
  },
  $map: (operand) => {
    const { input, in: body } = named('$map', operand, 'input as? in') as Given<'input' | 'in'>;
    const name = variableName((operand as Doc).get('as'));
    return (scope) => listOf('$map', input(scope))?.map((item) => body(bind(scope, name, item)) ?? null) ?? null;
  },
  $filter: (operand) => {
    const given = named('$filter', operand, 'input as? cond limit?');
    const { input, cond } = given as Given<'input' | 'cond'>;
    const name = variableName((operand as Doc).get('as'));
    return (scope) => {
      const kept = listOf('$filter', input(scope))?.filter((item) => isTruthy(cond(bind(scope, name, item))));
      const most = given.limit?.(scope);
      return (isNumeric(most) ? kept?.slice(0, toNumber(most)) : kept) ?? null;
    };
  },
  $reduce: (operand) => {
    const given = named('$reduce', operand, 'input initialValue in');
    const { input, initialValue, in: body } = given as Given<'input' | 'initialValue' | 'in'>;
    return (scope) => {
      const next = (value: Maybe, item: Value): Maybe => body(bind(bind(scope, 'value', value), 'this', item));
      return listOf('$reduce', input(scope))?.reduce<Maybe>(next, initialValue(scope)) ?? null;
    };
  },
  $getField: (operand) => {
    const isNamed = isDoc(operand) && operand.has('field');
    const { field, input } = isNamed
      ? named('$getField', operand, 'field input?')
      : { field: compileExpression(operand) };
    return (scope) => {
      const from = input ? input(scope) : scope.current;
      return isDoc(from) ? from.get(asText(field?.(scope))) : isNothing(from) ? null : undefined;
    };
  },
  $setField: (operand) => {
    const given = named('$setField', operand, 'field input value');
    const { field, input, value } = given as Given<'field' | 'input' | 'value'>;
    return (scope) => {
      const [from, next] = [input(scope), value(scope)];
      if (isNothing(from)) return null;
      if (!isDoc(from)) fail(4161105, "$setField requires 'input' to evaluate to type Object");
      const result: Doc = new Map(from);
      if (next === undefined) result.delete(asText(field(scope)));
      else result.set(asText(field(scope)), next);
      return result;
    };
  },
  $sortArray: (operand) => {
    const { input } = named('$sortArray', operand, 'input sortBy') as Given<'input'>;
    const by = (operand as Doc).get('sortBy') as Value;
    return (scope) => {
      const list = listOf('$sortArray', input(scope));
      return list && sortList(list, by);
    };
  },
  $convert: (operand) => {
    const { input, to, onError, onNull } = named('$convert', operand, 'input to onError? onNull?');
    return (scope) => {
      const value = input?.(scope);
      if (isNothing(value)) return onNull?.(scope) ?? null;
      try {
        return convert(value, to?.(scope));
      } catch (error) {
        if (onError && error instanceof CommandError && error.code === 241) return onError(scope);
        throw error;
      }
    };
  },
};

const pick = (given: Record<string, Expression | undefined>, names: string): (Expression | undefined)[] =>
  names.split(' ').map((name) => given[name]);

function switchForm(operand: Value): Expression {
  const branches = isDoc(operand) ? operand.get('branches') : undefined;
  const otherwise = named('$switch', operand, 'branches default?').default;
  if (!isArray(branches)) fail(40061, '$switch expected an array for branches');
  const compiled = branches.map((branch) => named('$switch', branch, 'case then') as Given<'case' | 'then'>);
  return (scope) => {
    const found = compiled.find((branch) => isTruthy(branch.case(scope)))?.then ?? otherwise;
    return found
      ? found(scope)
      : fail(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
}
