// Whole stages by mingo: windows, densify, fill and automatic buckets. Documents are handed over as plain data.
import { Context } from 'mingo/core';
import { Aggregator } from 'mingo/aggregator';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipelines from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { CommandError, unsupported } from '../errors.js';
import { isArray, isDoc, type Doc, type Value } from '../bson/values.js';
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

/** mingo's windows call functions of their own, so scripts are on; those of a client must not get there. */
function refuseScripts(spec: Value): void {
  if (isArray(spec)) spec.forEach(refuseScripts);
  if (!isDoc(spec)) return;
  for (const [name, value] of spec) {
    if (['$function', '$accumulator', '$where'].includes(name)) throw unsupported(`The operator ${name}`, 168);
    refuseScripts(value);
  }
}

export function compileMingoStage(name: string, spec: Value): Stage {
  refuseScripts(spec);
  const aggregator = new Aggregator([{ [name]: toPlain(spec) }] as never[], { context, scriptEnabled: true });
  return (documents) => {
    try {
      return (aggregator.run(documents.map(toPlain) as never[]) as unknown[]).map((item) => fromPlain(item) as Doc);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(2, `${name}: ${(error as Error).message}`);
    }
  };
}
