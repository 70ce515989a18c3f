// $group.
import { fail, refuse } from '../errors.js';
import { keyText } from '../bson/order.js';
import { isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { mapSteps } from '../query/turns.js';
import { compileExpression, type Expression } from './expression.js';
import { ACCUMULATORS, type Accumulator } from './functions.js';
import type { Stage } from './pipeline.js';

interface Field {
  readonly name: string;
  readonly accumulator: Accumulator;
  readonly expression: Expression;
}

export function groupStage(spec: Value): Stage {
  if (!isDoc(spec)) fail(15947, "a group's fields must be specified in an object");
  if (!spec.has('_id')) fail(15955, 'a group specification must include an _id');
  const id = compileExpression(spec.get('_id')!);
  const fields = [...spec].filter(([name]) => name !== '_id').map(compileField);
  return function* (documents, { variables }) {
    const groups = new Map<string, { id: Value; values: Maybe[][] }>();
    yield* mapSteps(documents, (root) => {
      const value = id({ root, variables }) ?? null;
      const key = keyText(value);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { id: value, values: fields.map(() => []) }));
      const { values } = group;
      fields.forEach(({ expression }, i) => values[i]!.push(expression({ root, variables })));
    });
    return [...groups.values()].map((group) => {
      const result: Doc = new Map([['_id', group.id]]);
      fields.forEach(({ name, accumulator }, i) => result.set(name, accumulator.finish(group.values[i]!) ?? null));
      return result;
    });
  };
}

function compileField([name, spec]: [string, Value]): Field {
  if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
  if (!isDoc(spec) || spec.size !== 1) fail(40234, `The field '${name}' must be an accumulator object`);
  const [operator, operand] = [...spec][0]!;
  const accumulator = ACCUMULATORS[operator];
  if (!accumulator) refuse(`unknown group operator '${operator}', which`, 15952);
  return { name, accumulator, expression: compileExpression(operand) };
}
