// What an expression is once compiled, and how operators read their named arguments.
import { failedToParse } from '../errors.js';
import { isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';

export type Variables = Record<string, Maybe>;

export interface Scope {
  readonly root: Doc;
  readonly current: Maybe;
  readonly variables: Variables;
}

export type Expression = (scope: Scope) => Maybe;

/** An argument list evaluated to a value. */
export type Operation = (args: Maybe[], scope: Scope) => Maybe;

/** The named arguments of an operator such as {$filter: {input, as, cond}}, checked. */
export function namedArguments(operator: string, operand: Value, required: string[], optional: string[] = []): Doc {
  if (!isDoc(operand)) throw failedToParse(`${operator} only supports an object as its argument`);
  for (const name of operand.keys())
    if (!required.includes(name) && !optional.includes(name))
      throw failedToParse(`Unrecognized argument to ${operator}: ${name}`);
  for (const name of required)
    if (!operand.has(name)) throw failedToParse(`Missing '${name}' parameter to ${operator}`);
  return operand;
}
