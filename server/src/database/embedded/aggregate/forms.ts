// Expressions that decide themselves what is evaluated, and in which scope.
import { CommandError, failedToParse } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { compareValues } from '../bson/order.js';
import { isArray, isDoc, typeName, type Doc, type Maybe, type Value, asText } from '../bson/values.js';
import { isTruthy } from '../query/truth.js';
import { convert } from './convert.js';
import { namedArguments, type Expression, type Scope } from './scope.js';

type Compile = (source: Value) => Expression;
type Form = (operand: Value, compile: Compile) => Expression;

const isNothing = (value: Maybe): value is null | undefined => value === undefined || value === null;

const bind = (scope: Scope, name: string, value: Maybe): Scope => ({
  ...scope,
  variables: { ...scope.variables, [name]: value },
});

function listOf(operator: string, value: Maybe): Value[] | null {
  if (isNothing(value)) return null;
  if (!isArray(value)) throw new CommandError(28651, `input to ${operator} must be an array not ${typeName(value)}`);
  return value;
}

const list = (operand: Value, compile: Compile): Expression[] => (isArray(operand) ? operand : [operand]).map(compile);

function variableName(value: Maybe, fallback: string): string {
  if (value === undefined) return fallback;
  if (typeof value !== 'string' || !/^[a-z][\w]*$/.test(value))
    throw failedToParse(`'${asText(value)}' is not a valid variable name`);
  return value;
}

export const FORMS: Record<string, Form> = {
  $literal: (operand) => () => operand,
  $expr: (operand, compile) => compile(operand),
  $and: (operand, compile) => {
    const items = list(operand, compile);
    return (scope) => items.every((item) => isTruthy(item(scope)));
  },
  $or: (operand, compile) => {
    const items = list(operand, compile);
    return (scope) => items.some((item) => isTruthy(item(scope)));
  },
  $cond: (operand, compile) => {
    const parts = isArray(operand)
      ? operand
      : [
          ...['if', 'then', 'else'].map(
            (name) => namedArguments('$cond', operand, ['if', 'then', 'else']).get(name) as Value,
          ),
        ];
    if (parts.length !== 3)
      throw new CommandError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
    const [test, yes, no] = parts.map(compile) as [Expression, Expression, Expression];
    return (scope) => (isTruthy(test(scope)) ? yes(scope) : no(scope));
  },
  $ifNull: (operand, compile) => {
    const items = list(operand, compile);
    if (items.length < 2) throw new CommandError(1257300, '$ifNull needs at least two arguments');
    return (scope) => {
      let value: Maybe;
      for (const item of items) if (!isNothing((value = item(scope)))) return value;
      return value;
    };
  },
  $switch: switchForm,
  $let: (operand, compile) => {
    const args = namedArguments('$let', operand, ['vars', 'in']);
    if (!isDoc(args.get('vars'))) throw new CommandError(16876, 'invalid parameter: expected an object (vars)');
    const variables = [...(args.get('vars') as Doc)].map(
      ([name, value]) => [variableName(name, name), compile(value)] as const,
    );
    const body = compile(args.get('in') as Value);
    return (scope) => {
      const bound = { ...scope.variables };
      for (const [name, value] of variables) bound[name] = value(scope);
      return body({ ...scope, variables: bound });
    };
  },
  $map: (operand, compile) => {
    const args = namedArguments('$map', operand, ['input', 'in'], ['as']);
    const input = compile(args.get('input') as Value);
    const body = compile(args.get('in') as Value);
    const name = variableName(args.get('as'), 'this');
    return (scope) => listOf('$map', input(scope))?.map((item) => body(bind(scope, name, item)) ?? null) ?? null;
  },
  $filter: filterForm,
  $reduce: (operand, compile) => {
    const args = namedArguments('$reduce', operand, ['input', 'initialValue', 'in']);
    const [input, start, body] = ['input', 'initialValue', 'in'].map((name) => compile(args.get(name) as Value)) as [
      Expression,
      Expression,
      Expression,
    ];
    return (scope) => {
      const items = listOf('$reduce', input(scope));
      if (!items) return null;
      return items.reduce<Maybe>((value, item) => body(bind(bind(scope, 'value', value), 'this', item)), start(scope));
    };
  },
  $getField: (operand, compile) => {
    const isNamed = isDoc(operand) && operand.has('field');
    const name = compile(isNamed ? (operand.get('field') as Value) : operand);
    const input =
      isNamed && operand.has('input') ? compile(operand.get('input') as Value) : (scope: Scope) => scope.current;
    return (scope) => {
      const from = input(scope);
      return isDoc(from) ? from.get(asText(name(scope))) : isNothing(from) ? null : undefined;
    };
  },
  $setField: (operand, compile) => fieldChange('$setField', operand, compile),
  $unsetField: (operand, compile) => fieldChange('$unsetField', operand, compile),
  $sortArray: (operand, compile) => {
    const args = namedArguments('$sortArray', operand, ['input', 'sortBy']);
    const input = compile(args.get('input') as Value);
    const by = args.get('sortBy') as Value;
    return (scope) => sortList(listOf('$sortArray', input(scope)), by);
  },
  $convert: (operand, compile) => {
    const args = namedArguments('$convert', operand, ['input', 'to'], ['onError', 'onNull', 'format']);
    const part = (name: string): Expression | undefined =>
      args.has(name) ? compile(args.get(name) as Value) : undefined;
    const [input, to, onError, onNull] = ['input', 'to', 'onError', 'onNull'].map(part);
    return (scope) => {
      const value = input?.(scope);
      if (isNothing(value)) return onNull ? onNull(scope) : null;
      try {
        return convert(value, to?.(scope));
      } catch (error) {
        if (onError && error instanceof CommandError && error.code === 241) return onError(scope);
        throw error;
      }
    };
  },
};

function switchForm(operand: Value, compile: Compile): Expression {
  const args = namedArguments('$switch', operand, ['branches'], ['default']);
  const branches = (args.get('branches') as Doc[]).map((branch) => {
    const checked = namedArguments('$switch branch', branch, ['case', 'then']);
    return [compile(checked.get('case') as Value), compile(checked.get('then') as Value)] as const;
  });
  const otherwise = args.has('default') ? compile(args.get('default') as Value) : null;
  return (scope) => {
    for (const [test, result] of branches) if (isTruthy(test(scope))) return result(scope);
    if (!otherwise)
      throw new CommandError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise(scope);
  };
}

function filterForm(operand: Value, compile: Compile): Expression {
  const args = namedArguments('$filter', operand, ['input', 'cond'], ['as', 'limit']);
  const input = compile(args.get('input') as Value);
  const test = compile(args.get('cond') as Value);
  const limit = args.has('limit') ? compile(args.get('limit') as Value) : null;
  const name = variableName(args.get('as'), 'this');
  return (scope) => {
    const items = listOf('$filter', input(scope));
    if (!items) return null;
    const most = limit?.(scope);
    const kept = items.filter((item) => isTruthy(test(bind(scope, name, item))));
    return isNumeric(most) ? kept.slice(0, toNumber(most)) : kept;
  };
}

function fieldChange(operator: string, operand: Value, compile: Compile): Expression {
  const hasValue = operator === '$setField';
  const args = namedArguments(operator, operand, hasValue ? ['field', 'input', 'value'] : ['field', 'input']);
  const name = compile(args.get('field') as Value);
  const input = compile(args.get('input') as Value);
  const value = hasValue ? compile(args.get('value') as Value) : () => undefined;
  return (scope) => {
    const from = input(scope);
    if (isNothing(from)) return null;
    if (!isDoc(from)) throw new CommandError(4161105, `${operator} requires 'input' to evaluate to type Object`);
    const result: Doc = new Map(from);
    const next = value(scope);
    if (next === undefined) result.delete(asText(name(scope)));
    else result.set(asText(name(scope)), next);
    return result;
  };
}

/** Sorts by value (1 or -1) or by fields of documents; stable. */
export function sortList(items: Value[] | null, by: Value): Value[] | null {
  if (!items) return null;
  if (!isDoc(by)) return [...items].sort((a, b) => compareValues(a, b) * (Number(by) < 0 ? -1 : 1));
  const keys = [...by].map(([path, direction]) => [path.split('.'), Number(direction) < 0 ? -1 : 1] as const);
  const at = (item: Maybe, path: readonly string[]): Maybe =>
    path.reduce<Maybe>((value, part) => (isDoc(value) ? value.get(part) : undefined), item);
  return [...items].sort((a, b) => {
    for (const [path, direction] of keys) {
      const order = compareValues(at(a, path), at(b, path)) * direction;
      if (order !== 0) return order;
    }
    return 0;
  });
}
