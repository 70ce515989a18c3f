// Aggregation expressions, compiled to functions. Control flow, comparison, arithmetic, arrays and conversions are ours,
// because types matter there; strings and mathematics are mingo's, called with evaluated arguments only.
import { fail, refuse } from '../errors.js';
import { valuesThrough } from '../bson/paths.js';
import { display, doc, isArray, isDoc, isNothing, isTruthy, setField, table } from '../bson/values.js';
import { wholeNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { FUNCTIONS, listIn } from './functions.js';
import { mingoFunction } from './mingo.js';

export type Variables = Record<string, Maybe>;
export type Expression = (root: Doc, variables: Variables) => Maybe;

export function compileExpression(source: Value): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return reference(source);
  if (isArray(source)) {
    const items = source.map(compileExpression);
    return (root, variables) => items.map((item) => item(root, variables) ?? null);
  }
  if (!isDoc(source)) return () => source;
  const [name, operand] = source.entries().next().value ?? ['', null];
  if (!name.startsWith('$')) return objectLiteral(source);
  if (source.size > 1) fail(15983, 'an object representing an expression must have exactly one field');
  const form = FORMS.get(name);
  if (form) return form(operand);
  const operation =
    FUNCTIONS.get(name) ?? mingoFunction(name) ?? refuse(`Unrecognized expression '${name}', which`, 168);
  const args = compileList(operand);
  return (root, variables) => operation(args.map((arg) => arg(root, variables)));
}

const compileList = (operand: Value): Expression[] => (isArray(operand) ? operand : [operand]).map(compileExpression);

function objectLiteral(source: Doc): Expression {
  const fields = [...source].map(([name, value]) => [name, compileExpression(value)] as const);
  const dotted = fields.find(([name]) => name.includes('.'));
  if (dotted) fail(16412, `FieldPath field names may not contain '.': ${dotted[0]}`);
  return (root, variables) => {
    const result: Doc = new Map();
    for (const [name, field] of fields) setField(result, name, field(root, variables));
    return result;
  };
}

function reference(text: string): Expression {
  const parts = text.startsWith('$$') ? text.slice(2).split('.') : ['ROOT', ...text.slice(1).split('.')];
  if (parts.includes('')) fail(40353, `'${text}' is not a valid FieldPath`);
  const [first = '', ...rest] = parts;
  if (first === 'ROOT' || first === 'CURRENT') return (root) => valuesThrough(root, rest);
  if (first === 'REMOVE') return () => undefined;
  return (_root, variables) => {
    if (!Object.hasOwn(variables, first)) fail(17276, `Use of undefined variable: ${first}`);
    return valuesThrough(variables[first], rest);
  };
}

/** The top-level fields an expression reads, or null when it may read all. */
export function fieldsOf(source: Value): Set<string> | null {
  const fields = new Set<string>();
  const collect = (part: Value): boolean => {
    if (typeof part === 'string' && /^\$(?!\$)/.test(part)) fields.add(part.slice(1).split('.', 1)[0]!);
    if (typeof part === 'string') return !/^\$\$(ROOT|CURRENT)/.test(part);
    return isArray(part) ? part.every(collect) : !isDoc(part) || [...part.values()].every(collect);
  };
  return collect(source) ? fields : null;
}

/** Decides itself what is evaluated, and with which variables. */
type Form = (operand: Value) => Expression;

/** A document of arguments: all that are needed, and none that is not known. */
export function argumentsOf(operator: string, operand: Value, needed: string[], optional: string[]): Doc {
  if (!isDoc(operand)) fail(9, `${operator} only supports an object as its argument`);
  const wrong = [...operand.keys()].find((name) => ![...needed, ...optional].includes(name));
  if (wrong !== undefined) fail(9, `Unrecognized argument to ${operator}: ${wrong}`);
  for (const name of needed) if (!operand.has(name)) fail(9, `Missing '${name}' parameter to ${operator}`);
  return operand;
}

/** The named arguments of an operator such as {$filter: {input, as, cond}}, each compiled. */
function named<Needed extends string, Optional extends string = never>(
  operator: string,
  operand: Value,
  needed: Needed[],
  optional: Optional[] = [],
): Record<Needed, Expression> & Partial<Record<Optional, Expression>> {
  const given = argumentsOf(operator, operand, needed, optional);
  const compiled = [...given].map(([name, value]) => [name, compileExpression(value)] as const);
  return Object.fromEntries(compiled) as ReturnType<typeof named<Needed, Optional>>;
}

function variableName(value: Maybe): string {
  if (value === undefined) return 'this';
  if (typeof value === 'string' && /^[a-z]\w*$/.test(value)) return value;
  return fail(9, `${display(value)} is not a valid variable name`);
}

/** The array that an operator works through; nothing stays nothing. */
const inputOf = (value: Maybe): Value[] | null => (isNothing(value) ? null : listIn(value, 28651));

function logical(operand: Value, which: 'every' | 'some'): Expression {
  const items = compileList(operand);
  return (root, variables) => items[which]((item) => isTruthy(item(root, variables)));
}

const FORMS = table<Form>({
  $literal: (operand) => () => operand,
  $expr: compileExpression,
  $and: (operand) => logical(operand, 'every'),
  $or: (operand) => logical(operand, 'some'),
  $cond: (operand) => {
    if (isArray(operand) && operand.length !== 3) fail(16020, 'Expression $cond takes exactly 3 arguments');
    const parts = isArray(operand) ? doc({ if: operand[0], then: operand[1], else: operand[2] }) : operand;
    const { if: test, then: yes, else: no } = named('$cond', parts, ['if', 'then', 'else']);
    return (root, variables) => (isTruthy(test(root, variables)) ? yes : no)(root, variables);
  },
  $ifNull: (operand) => {
    const items = compileList(operand);
    if (items.length < 2) fail(1257300, '$ifNull needs at least two arguments');
    return (root, variables) => items.reduce<Maybe>((value, item) => value ?? item(root, variables), undefined);
  },
  $switch: (operand) => {
    const branches = isDoc(operand) ? operand.get('branches') : undefined;
    const otherwise = named('$switch', operand, ['branches'], ['default']).default;
    if (!isArray(branches)) fail(40061, '$switch expected an array for branches');
    const compiled = branches.map((branch) => named('$switch', branch, ['case', 'then']));
    return (root, variables) => {
      const found = compiled.find((branch) => isTruthy(branch.case(root, variables)))?.then ?? otherwise;
      return found ? found(root, variables) : fail(40066, '$switch could not find a matching branch for an input');
    };
  },
  $let: (operand) => {
    const vars = isDoc(operand) ? operand.get('vars') : undefined;
    const { in: body } = named('$let', operand, ['vars', 'in']);
    if (!isDoc(vars)) fail(16876, 'invalid parameter: expected an object (vars)');
    const given = compileVariables(vars);
    return (root, variables) => body(root, given(root, variables));
  },
  $map: (operand) => {
    const { input, in: body } = named('$map', operand, ['input', 'in'], ['as']);
    const as = variableName((operand as Doc).get('as'));
    return (root, variables) => {
      const call = (item: Value): Value => body(root, { ...variables, [as]: item }) ?? null;
      return inputOf(input(root, variables))?.map(call) ?? null;
    };
  },
  $filter: (operand) => {
    const { input, cond, limit } = named('$filter', operand, ['input', 'cond'], ['as', 'limit']);
    const as = variableName((operand as Doc).get('as'));
    return (root, variables) => {
      const passes = (item: Value): boolean => isTruthy(cond(root, { ...variables, [as]: item }));
      const kept = inputOf(input(root, variables))?.filter(passes);
      return kept?.slice(0, wholeNumber(limit?.(root, variables)) ?? Infinity) ?? null;
    };
  },
  $reduce: (operand) => {
    const { input, initialValue, in: body } = named('$reduce', operand, ['input', 'initialValue', 'in']);
    return (root, variables) => {
      const next = (value: Maybe, item: Value): Maybe => body(root, { ...variables, value, this: item });
      return inputOf(input(root, variables))?.reduce<Maybe>(next, initialValue(root, variables)) ?? null;
    };
  },
  $setField: (operand) => {
    const { field, input, value } = named('$setField', operand, ['field', 'input', 'value']);
    return (root, variables) => {
      const [name, from, next] = [field, input, value].map((part) => part(root, variables));
      if (typeof name !== 'string') fail(4161108, "$setField requires 'field' to evaluate to type String");
      if (isNothing(from)) return null;
      if (!isDoc(from)) fail(4161105, "$setField requires 'input' to evaluate to type Object");
      const result: Doc = new Map(from);
      setField(result, name, next);
      return result;
    };
  },
});

/** The variables there are, and those that a `let` adds; each may be missing. */
export function compileVariables(given: Doc): (root: Doc, variables: Variables) => Variables {
  const added = [...given].map(([name, value]) => [variableName(name), compileExpression(value)] as const);
  return (root, variables) => {
    const values = added.map(([name, value]) => [name, value(root, variables)] as const);
    return { ...variables, ...Object.fromEntries(values) };
  };
}
