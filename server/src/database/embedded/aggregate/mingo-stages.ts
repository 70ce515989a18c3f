// Whole stages by mingo: windows, densify, fill and automatic buckets. Documents are handed over as plain data.
import { Context } from 'mingo/core';
import { Aggregator } from 'mingo/aggregator';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipelines from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { CommandError } from '../errors.js';
import type { Doc, Value } from '../bson/values.js';
import { fromPlain, toPlain } from './mingo.js';
import type { Stage } from './stages.js';

const all = (operators: object): never => ({ ...operators }) as never;

const context = Context.init({
  accumulator: all(accumulators),
  expression: all(expressions),
  pipeline: all(pipelines),
  projection: all(projections),
  query: all(queries),
  window: all(windows),
});

const STAGES = new Set(['$setWindowFields', '$densify', '$fill', '$bucketAuto', '$redact']);

export const isMingoStage = (name: string): boolean => STAGES.has(name);

export function compileMingoStage(name: string, spec: Value): Stage {
  const aggregator = new Aggregator([{ [name]: toPlain(spec) }] as never[], { context, scriptEnabled: false });
  return (documents) => {
    try {
      return (aggregator.run(documents.map(toPlain) as never[]) as unknown[]).map((item) => fromPlain(item) as Doc);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(2, `${name}: ${(error as Error).message}`);
    }
  };
}
