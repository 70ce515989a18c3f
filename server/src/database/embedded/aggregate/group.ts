// $group, and $sortByCount in terms of it.
import { fail, refuse } from '../errors.js';
import { keyText } from '../bson/order.js';
import { doc, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { inSteps } from '../query/turns.js';
import { ACCUMULATORS, type Accumulator } from './accumulators.js';
import { compileExpression, type Expression } from './expression.js';
import type { Stage } from './pipeline.js';

interface Field {
  readonly name: string;
  readonly accumulator: Accumulator;
  readonly expression: Expression;
}

export function groupStage(spec: Value): Stage {
  if (!isDoc(spec)) fail(15947, "a group's fields must be specified in an object");
  if (!spec.has('_id')) fail(15955, 'a group specification must include an _id');
  const id = compileExpression(spec.get('_id') as Value);
  const fields = [...spec].filter(([name]) => name !== '_id').map(compileField);
  return async (documents, { variables, deadline }) => {
    const groups = new Map<string, { id: Value; values: Maybe[][] }>();
    await inSteps(documents, deadline, (document) => {
      const scope = { root: document, current: document, variables };
      const value = id(scope) ?? null;
      const key = keyText(value);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { id: value, values: fields.map(() => []) }));
      const { values } = group;
      fields.forEach(({ expression }, i) => values[i]?.push(expression(scope)));
    });
    return [...groups.values()].map((group) => {
      const result: Doc = new Map([['_id', group.id]]);
      fields.forEach(({ name, accumulator }, i) => result.set(name, accumulator.finish(group.values[i] ?? []) ?? null));
      return result;
    });
  };
}

const ELSEWHERE =
  '$stdDevPop $stdDevSamp $top $topN $bottom $bottomN $firstN $lastN $maxN $minN $accumulator $median $percentile $setUnion $concatArrays';

function compileField([name, spec]: [string, Value]): Field {
  if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
  if (!isDoc(spec) || spec.size !== 1) fail(40234, `The field '${name}' must be an accumulator object`);
  const [operator, operand] = [...spec][0] as [string, Value];
  const accumulator = ACCUMULATORS[operator];
  if (ELSEWHERE.split(' ').includes(operator)) refuse(`The accumulator ${operator}`, 15952);
  if (!accumulator) fail(15952, `unknown group operator '${operator}'`);
  return { name, accumulator, expression: compileExpression(operand) };
}

/** What $sortByCount stands for. */
export const sortByCountStages = (by: Value): Doc[] => [
  doc({
    $group: new Map<string, Value>([
      ['_id', by],
      ['count', doc({ $sum: 1 })],
    ]),
  }),
  doc({ $sort: { count: -1 } }),
];
