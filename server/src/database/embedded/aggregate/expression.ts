// Aggregation expressions, compiled to functions. Control flow, comparison, arithmetic, sets and conversions are ours,
// because types matter there; strings, dates and mathematics are mingo's, called with evaluated arguments only.
import { CommandError, unsupported } from '../errors.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { FUNCTIONS } from './functions.js';
import { FORMS } from './forms.js';
import { isMingoOperator, mingoFunction } from './mingo.js';
import { ACCUMULATORS } from './accumulators.js';
import type { Expression, Operation, Variables } from './scope.js';

export function compileExpression(source: Value): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return reference(source);
  if (isArray(source)) {
    const items = source.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDoc(source)) return () => source;
  const first = source.keys().next().value;
  if (first?.startsWith('$')) {
    if (source.size !== 1)
      throw new CommandError(
        15983,
        `an object representing an expression must have exactly one field: ${[...source.keys()].join(', ')}`,
      );
    return operator(first, source.get(first) as Value);
  }
  return objectLiteral(source);
}

function objectLiteral(source: Doc): Expression {
  const fields = [...source].map(([name, value]) => {
    if (name.includes('.')) throw new CommandError(16412, `FieldPath field names may not contain '.': ${name}`);
    return [name, compileExpression(value)] as const;
  });
  return (scope) => {
    const result: Doc = new Map();
    for (const [name, field] of fields) {
      const value = field(scope);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

function operator(name: string, operand: Value): Expression {
  const form = FORMS[name];
  if (form) return form(operand, compileExpression);
  const operation = FUNCTIONS[name] ?? (isMingoOperator(name) ? mingoFunction(name) : undefined);
  if (operation) return call(operation, operand);
  const accumulator = ACCUMULATORS[name];
  if (accumulator?.isExpression) return overList(accumulator.finish, operand);
  if (REFUSED.has(name)) throw unsupported(`The expression ${name}`, 168);
  throw new CommandError(168, `Unrecognized expression '${name}'`);
}

const REFUSED = new Set(['$function', '$accumulator', '$meta', '$toHashedIndexKey', '$toDecimal', '$encStrContains']);

function call(operation: Operation, operand: Value): Expression {
  const args = (isArray(operand) ? operand : [operand]).map(compileExpression);
  return (scope) =>
    operation(
      args.map((arg) => arg(scope)),
      scope,
    );
}

/** $sum and its kind outside $group: one operand that is an array is the list, several operands are one each. */
function overList(finish: (values: Maybe[]) => Maybe, operand: Value): Expression {
  const args = (isArray(operand) ? operand : [operand]).map(compileExpression);
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    return finish(values.length === 1 && isArray(values[0]) ? values[0] : values);
  };
}

function reference(text: string): Expression {
  const isVariable = text.startsWith('$$');
  const parts = text.slice(isVariable ? 2 : 1).split('.');
  if (parts.some((part) => part === '')) throw new CommandError(40353, `'${text}' is not a valid FieldPath`);
  if (!isVariable) {
    if (parts.length === 1)
      return (scope) => (isDoc(scope.current) ? scope.current.get(parts[0] as string) : undefined);
    return (scope) => valueAt(scope.current, parts, 0);
  }
  const name = parts[0] as string;
  switch (name) {
    case 'ROOT':
      return (scope) => valueAt(scope.root, parts, 1);
    case 'CURRENT':
      return (scope) => valueAt(scope.current, parts, 1);
    case 'REMOVE':
      return () => undefined;
    case 'DESCEND':
    case 'PRUNE':
    case 'KEEP':
      return () => text;
  }
  return (scope) => {
    if (!(name in scope.variables)) {
      if (name === 'NOW') return new Date();
      throw new CommandError(17276, `Use of undefined variable: ${name}`);
    }
    return valueAt(scope.variables[name], parts, 1);
  };
}

/** A field path as aggregation reads it: through arrays of documents, without element numbers. */
export function valueAt(value: Maybe, parts: readonly string[], from: number): Maybe {
  if (from === parts.length) return value;
  if (isDoc(value)) return valueAt(value.get(parts[from] as string), parts, from + 1);
  if (!isArray(value)) return undefined;
  return value.map((item) => valueAt(item, parts, from)).filter((item) => item !== undefined);
}

export const evaluate = (expression: Expression, root: Doc, variables: Variables = {}): Maybe =>
  expression({ root, current: root, variables });

/** The top-level fields an expression reads, or null when it may read all. */
export function fieldsOf(source: Value): Set<string> | null {
  const fields = new Set<string>();
  return collectFields(source, fields) ? fields : null;
}

function collectFields(source: Value, fields: Set<string>): boolean {
  if (typeof source === 'string') {
    if (source.startsWith('$$ROOT') || source.startsWith('$$CURRENT')) return false;
    if (source.startsWith('$') && !source.startsWith('$$')) fields.add(source.slice(1).split('.', 1)[0] as string);
    return true;
  }
  if (isArray(source)) return source.every((item) => collectFields(item, fields));
  if (!isDoc(source)) return true;
  if (source.has('$getField')) return false;
  return [...source.values()].every((item) => collectFields(item, fields));
}
