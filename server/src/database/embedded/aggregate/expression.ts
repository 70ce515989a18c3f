// Aggregation expressions, compiled to functions. Control flow, comparison, arithmetic, sets, dates and conversions are
// ours, because types matter there; strings and mathematics are mingo's, called with evaluated arguments only.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isNothing, isTruthy, typeName, wholeNumber } from '../bson/values.js';
import { asText, display, type Doc, type Maybe, type Value } from '../bson/values.js';
import { ACCUMULATORS, FUNCTIONS } from './functions.js';
import { mingoFunction } from './mingo.js';

export type Variables = Record<string, Maybe>;

interface Scope {
  readonly root: Doc;
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
  expression({ root, variables });

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
  if (Object.hasOwn(FORMS, name)) return FORMS[name]!(operand);
  const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const operation = own ?? mingoFunction(name);
  const args = compileList(operand);
  if (operation) return (scope) => operation(args.map((arg) => arg(scope)));
  const accumulator = ACCUMULATORS[name];
  if (!accumulator?.isExpression) return refuse(`Unrecognized expression '${name}', which`, 168);
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    // One operand that is an array is the list, several operands are one each.
    return accumulator.finish(values.length === 1 && isArray(values[0]) ? values[0] : values);
  };
}

function reference(text: string): Expression {
  const isVariable = text.startsWith('$$');
  const [first = '', ...rest] = text.slice(isVariable ? 2 : 1).split('.');
  if (first === '' || rest.includes('')) fail(40353, `'${text}' is not a valid FieldPath`);
  if (!isVariable) return (scope) => valueAt(scope.root, [first, ...rest]);
  if (first === 'ROOT' || first === 'CURRENT') return (scope) => valueAt(scope.root, rest);
  if (first === 'REMOVE') return () => undefined;
  return ({ variables }) => {
    if (!Object.hasOwn(variables, first)) fail(17276, `Use of undefined variable: ${first}`);
    return valueAt(variables[first], rest);
  };
}

/** A field path as aggregation reads it: through arrays of documents, without element numbers. */
export function valueAt(value: Maybe, parts: readonly string[], from = 0): Maybe {
  if (from === parts.length) return value;
  if (isDoc(value)) return valueAt(value.get(parts[from]!), parts, from + 1);
  if (!isArray(value)) return undefined;
  return value.map((item) => valueAt(item, parts, from)).filter((item) => item !== undefined);
}

/** The top-level fields an expression reads, or null when it may read all. */
export function fieldsOf(source: Value): Set<string> | null {
  const fields = new Set<string>();
  const collect = (part: Value): boolean => {
    if (typeof part === 'string' && /^\$(?!\$)/.test(part)) fields.add(part.slice(1).split('.', 1)[0]!);
    if (typeof part === 'string') return !/^\$\$(ROOT|CURRENT)/.test(part);
    if (isArray(part)) return part.every(collect);
    return !isDoc(part) || (!part.has('$getField') && [...part.values()].every(collect));
  };
  return collect(source) ? fields : null;
}

/** Decides itself what is evaluated, and in which scope. */
type Form = (operand: Value) => Expression;

/** The named arguments of an operator such as {$filter: {input, as, cond}}, each compiled. */
function named<Needed extends string, Optional extends string = never>(
  operator: string,
  operand: Value,
  needed: Needed[],
  optional: Optional[] = [],
): Record<Needed, Expression> & Partial<Record<Optional, Expression>> {
  if (!isDoc(operand)) fail(9, `${operator} only supports an object as its argument`);
  const wrong = [...operand.keys()].find((name) => ![...needed, ...optional].includes(name as Needed));
  if (wrong !== undefined) fail(9, `Unrecognized argument to ${operator}: ${wrong}`);
  for (const name of needed) if (!operand.has(name)) fail(9, `Missing '${name}' parameter to ${operator}`);
  const compiled = [...operand].map(([name, value]) => [name, compileExpression(value)] as const);
  return Object.fromEntries(compiled) as ReturnType<typeof named<Needed, Optional>>;
}

function listOf(operator: string, value: Maybe): Value[] | null {
  if (isNothing(value)) return null;
  return isArray(value) ? value : fail(28651, `input to ${operator} must be an array not ${typeName(value)}`);
}

const bind = ({ root, variables }: Scope, more: Variables): Scope => ({ root, variables: { ...variables, ...more } });

function variableName(value: Maybe): string {
  if (value === undefined) return 'this';
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
    const names = ['if', 'then', 'else'] as const;
    const parts = isArray(operand) ? new Map(operand.map((item, i) => [names[i]!, item])) : operand;
    const { if: test, then: yes, else: no } = named('$cond', parts, [...names]);
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
  $switch: (operand) => {
    const branches = isDoc(operand) ? operand.get('branches') : undefined;
    const otherwise = named('$switch', operand, ['branches'], ['default']).default;
    if (!isArray(branches)) fail(40061, '$switch expected an array for branches');
    const compiled = branches.map((branch) => named('$switch', branch, ['case', 'then']));
    return (scope) => {
      const found = compiled.find((branch) => isTruthy(branch.case(scope)))?.then ?? otherwise;
      return found
        ? found(scope)
        : fail(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    };
  },
  $let: (operand) => {
    const vars = isDoc(operand) ? operand.get('vars') : undefined;
    const { in: body } = named('$let', operand, ['vars', 'in']);
    if (!isDoc(vars)) fail(16876, 'invalid parameter: expected an object (vars)');
    const given = [...vars].map(([name, value]) => [variableName(name), compileExpression(value)] as const);
    return (scope) => body(bind(scope, Object.fromEntries(given.map(([name, value]) => [name, value(scope)]))));
  },
  $map: (operand) => {
    const { input, in: body } = named('$map', operand, ['input', 'in'], ['as']);
    const name = variableName((operand as Doc).get('as'));
    return (scope) => listOf('$map', input(scope))?.map((item) => body(bind(scope, { [name]: item })) ?? null) ?? null;
  },
  $filter: (operand) => {
    const { input, cond, limit } = named('$filter', operand, ['input', 'cond'], ['as', 'limit']);
    const name = variableName((operand as Doc).get('as'));
    return (scope) => {
      const kept = listOf('$filter', input(scope))?.filter((item) => isTruthy(cond(bind(scope, { [name]: item }))));
      return kept?.slice(0, wholeNumber(limit?.(scope)) ?? Infinity) ?? null;
    };
  },
  $reduce: (operand) => {
    const { input, initialValue, in: body } = named('$reduce', operand, ['input', 'initialValue', 'in']);
    return (scope) => {
      const next = (value: Maybe, item: Value): Maybe => body(bind(scope, { value, this: item }));
      return listOf('$reduce', input(scope))?.reduce<Maybe>(next, initialValue(scope)) ?? null;
    };
  },
  $getField: (operand) => {
    const isNamed = isDoc(operand) && operand.has('field');
    const spec = isNamed ? operand : new Map([['field', operand]]);
    const { field, input } = named('$getField', spec, ['field'], ['input']);
    return (scope) => {
      const from = input ? input(scope) : scope.root;
      return isDoc(from) ? from.get(asText(field(scope))) : isNothing(from) ? null : undefined;
    };
  },
  $setField: (operand) => {
    const { field, input, value } = named('$setField', operand, ['field', 'input', 'value']);
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
};
