// $group and the stages that are short forms of it.
import { CommandError } from '../errors.js';
import { keyText } from '../bson/order.js';
import { isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { ACCUMULATORS, type Accumulator } from './accumulators.js';
import { sortList } from './forms.js';
import { compileExpression, evaluate } from './expression.js';
import { type Expression, type Variables } from './scope.js';

interface Field {
  readonly name: string;
  readonly accumulator: Accumulator;
  readonly expression: Expression;
}

export type GroupStage = (documents: readonly Doc[], variables: Variables) => Doc[];

export function compileGroup(spec: Value): GroupStage {
  if (!isDoc(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!spec.has('_id')) throw new CommandError(15955, 'a group specification must include an _id');
  const id = compileExpression(spec.get('_id') as Value);
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => compileField(name, value));
  return (documents, variables) => {
    const groups = new Map<string, { id: Maybe; values: Maybe[][] }>();
    for (const document of documents) {
      const value = evaluate(id, document, variables);
      const key = keyText(value ?? null);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { id: value ?? null, values: fields.map(() => []) }));
      for (let i = 0; i < fields.length; i++)
        (group.values[i] as Maybe[]).push(evaluate((fields[i] as Field).expression, document, variables));
    }
    return [...groups.values()].map((group) => finishGroup(group, fields));
  };
}

function finishGroup(group: { id: Maybe; values: Maybe[][] }, fields: readonly Field[]): Doc {
  const result: Doc = new Map([['_id', group.id as Value]]);
  fields.forEach((field, i) => result.set(field.name, field.accumulator.finish(group.values[i] as Maybe[]) ?? null));
  return result;
}

function compileField(name: string, spec: Value): Field {
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new CommandError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDoc(spec)) throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  if (spec.size !== 1) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  const [operator, operand] = [...spec][0] as [string, Value];
  const ranked = rankedField(operator, operand);
  if (ranked) return { name, ...ranked };
  const accumulator = ACCUMULATORS[operator];
  if (!accumulator) throw new CommandError(15952, `unknown group operator '${operator}'`);
  return { name, accumulator, expression: compileExpression(operand) };
}

/** $top, $bottom and the …N accumulators: sorted or cut lists of outputs. */
function rankedField(operator: string, operand: Value): Omit<Field, 'name'> | null {
  const match = /^\$(top|bottom|first|last|min|max)(N?)$/.exec(operator);
  if (!match || !isDoc(operand) || (!match[2] && !operand.has('sortBy'))) return null;
  const [, kind, many] = match as unknown as [string, string, string];
  const n = many ? Number(operand.get('n')) : 1;
  if (!Number.isInteger(n) || n < 1) throw new CommandError(5787908, "'n' must be greater than 0");
  const sortBy = operand.get('sortBy');
  const isSorted = kind === 'top' || kind === 'bottom';
  if (isSorted && !isDoc(sortBy)) throw new CommandError(5788005, `Missing value for 'sortBy' in ${operator}`);
  const output = operand.get(isSorted ? 'output' : 'input') as Value;
  const expression = compileExpression(
    isSorted
      ? new Map<string, Value>([
          ['d', '$$ROOT'],
          ['o', output],
        ])
      : output,
  );
  const finish = (values: Maybe[]): Maybe => {
    const list = pickRanked(kind, values as Value[], n, sortBy);
    return many ? list : (list[0] ?? null);
  };
  return { accumulator: { finish, isExpression: false }, expression };
}

function pickRanked(kind: string, values: Value[], n: number, sortBy: Maybe): Value[] {
  if (kind === 'first') return values.slice(0, n).map((value) => value ?? null);
  if (kind === 'last') return values.slice(-n).map((value) => value ?? null);
  const present = values.filter((value: Maybe) => value !== undefined && value !== null);
  if (kind === 'min' || kind === 'max') return (sortList(present, kind === 'min' ? 1 : -1) as Value[]).slice(0, n);
  const order = new Map([...(sortBy as Doc)].map(([path, direction]) => [`d.${path}`, direction]));
  const sorted = sortList(values, order) as Doc[];
  return (kind === 'top' ? sorted.slice(0, n) : sorted.slice(-n)).map((item) => item.get('o') ?? null);
}

export function compileBucket(spec: Value): GroupStage {
  if (!isDoc(spec)) throw new CommandError(40201, 'Argument to $bucket stage must be an object');
  const boundaries = spec.get('boundaries') as Value[] | undefined;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const by = spec.get('groupBy') as Value;
  const branches = boundaries.slice(0, -1).map((low, i): Doc => {
    const inside = [
      new Map([['$gte', [by, literal(low)]]]),
      new Map([['$lt', [by, literal(boundaries[i + 1] as Value)]]]),
    ];
    return new Map<string, Value>([
      ['case', new Map([['$and', inside]])],
      ['then', literal(low)],
    ]);
  });
  const choice: Doc = new Map<string, Value>([['branches', branches]]);
  if (spec.has('default')) choice.set('default', literal(spec.get('default') as Value));
  const output = (spec.get('output') as Doc | undefined) ?? new Map([['count', new Map([['$sum', 1]])]]);
  const group = compileGroup(new Map<string, Value>([['_id', new Map([['$switch', choice]])], ...output]));
  return (documents, variables) => sortList(group(documents, variables), new Map([['_id', 1]])) as Doc[];
}

const literal = (value: Value): Doc => new Map([['$literal', value]]);
