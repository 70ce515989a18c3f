// A compiled pipeline and what runs it; apart from the stages, because some of them run pipelines of their own.
import type { Doc } from '../bson/values.js';
import type { Steps } from '../query/turns.js';
import type { Variables } from './expression.js';

/** What a running pipeline may ask of the server. */
export interface PipelineContext {
  readonly variables: Variables;
  /** Documents of another collection of the same database. */
  read(collection: string, filter: Doc): Steps<Doc[]>;
}

/** Long work is given as steps. */
export type Stage = (documents: Doc[], context: PipelineContext) => Doc[] | Steps<Doc[]>;

export function* runStages(stages: readonly Stage[], documents: Doc[], context: PipelineContext): Steps<Doc[]> {
  let current = documents;
  for (const stage of stages) {
    const result = stage(current, context);
    current = Array.isArray(result) ? result : yield* result;
    yield;
  }
  return current;
}
