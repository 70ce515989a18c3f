// A compiled pipeline and what runs it; apart from the stages, because some of them run pipelines of their own.
import type { Collation } from '../bson/order.js';
import type { Doc, Value } from '../bson/values.js';
import type { Deadline } from '../query/turns.js';
import type { Variables } from './expression.js';

/** What a running pipeline may ask of the server. */
export interface PipelineContext {
  readonly variables: Variables;
  readonly collation: Collation | null;
  readonly deadline: Deadline;
  /** Documents of another collection of the same database. */
  read(collection: string, filter: Doc): Promise<Doc[]>;
}

export type Stage = (documents: Doc[], context: PipelineContext) => Doc[] | Promise<Doc[]>;

export async function runStages(stages: readonly Stage[], documents: Doc[], context: PipelineContext): Promise<Doc[]> {
  let current = documents;
  for (const stage of stages) {
    context.deadline.check();
    current = await stage(current, context);
  }
  return current;
}

/** Compiles the pipeline within a stage. */
export type Compile = (pipeline: readonly Value[], isNested: boolean) => Stage[];
