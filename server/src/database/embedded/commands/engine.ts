// What every command works with.
import { fail } from '../errors.js';
import { isDoc, type Doc } from '../bson/values.js';
import { compileExpression, evaluate, type Variables } from '../aggregate/expression.js';
import type { Deadline } from '../query/turns.js';
import type { Catalog } from '../store/catalog.js';
import type { Environment } from '../store/environment.js';
import type { Records } from '../store/records.js';
import type { Cursors } from './cursors.js';

export interface Engine {
  readonly env: Environment;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors: Cursors;
  readonly startedAt: Date;
}

/** One command as it came in. */
export interface Request {
  readonly name: string;
  readonly database: string;
  readonly body: Doc;
  /** Documents sent beside the body, untouched. */
  readonly sequences: ReadonlyMap<string, Buffer[]>;
  readonly deadline: Deadline;
  readonly connectionId: number;
}

/** The fields of an answer; a batch of raw documents travels to the client untouched, as its cursor. */
export interface Answer {
  readonly fields: Doc;
  readonly batch?: { readonly name: 'firstBatch' | 'nextBatch'; readonly documents: Buffer[]; readonly cursor: Doc };
}

export function createDeadline(milliseconds: number, isClosed: () => boolean): Deadline {
  const end = milliseconds > 0 ? performance.now() + milliseconds : Infinity;
  return {
    check: () => {
      if (performance.now() > end) fail(50, 'operation exceeded time limit');
      if (isClosed()) fail(279, 'client disconnected');
    },
  };
}

/** Variables of `let`, with $$NOW fixed for the whole command. */
export function commandVariables(body: Doc): Variables {
  const variables: Variables = { NOW: new Date() };
  const given = body.get('let');
  if (isDoc(given))
    for (const [name, value] of given) variables[name] = evaluate(compileExpression(value), new Map(), variables);
  return variables;
}
