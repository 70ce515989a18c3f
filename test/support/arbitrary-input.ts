// Random input made from the very schemas of the contracts: mostly right, sometimes broken in one place.
import fc from 'fast-check';
import { z } from 'zod';

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  minItems?: number;
  $ref?: string;
}

/** What breaks careless code. */
const nasty = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  '$where',
  '$ne',
  "'; DROP TABLE needs; --",
  '=1+1',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'Infinity',
  '1e400',
  '有機ＥＬ',
  '👩‍👩‍👧‍👦',
  'a'.repeat(5000),
];
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...nasty));
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.anything({ maxDepth: 2, key: anyText, values: [anyText, fc.double(), fc.boolean(), fc.constant(null)] }),
  fc.constantFrom<unknown>({ $gt: '' }, { $ne: null }, [], {}, null, -1, 1e308, 2 ** 53),
);

const idText = fc.stringMatching(/^[0-9a-f]{24}$/);
const dateText = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

function textFor(
  ids: readonly string[],
  { format, pattern, minLength = 0, maxLength = 200 }: JsonSchema,
): fc.Arbitrary<unknown> {
  if (format === 'date-time') return dateText;
  if (format === 'date') return dateText.map((moment) => moment.slice(0, 10));
  if (format === 'email') return fc.emailAddress({ size: 'small' });
  if (format === 'uri') return fc.webUrl();
  if (pattern === '^[0-9a-f]{24}$') return fc.oneof(fc.constantFrom(...ids), idText);
  if (pattern) return fc.oneof(idText, anyText);
  const max = Math.min(maxLength, minLength + 60);
  return fc.string({
    unit: fc.constantFrom('電', '池', 'の', '評', '価', 'a', 'b', ' ', '1', '-', '。', '\n'),
    minLength,
    maxLength: max,
  });
}

/** Something that the schema would most likely take. */
function rightFor(ids: readonly string[], schema: JsonSchema): fc.Arbitrary<unknown> {
  const within = (part: JsonSchema) => rightFor(ids, part);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(within));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(within)).map((parts) => Object.assign({}, ...parts) as unknown);
  switch (schema.type) {
    case 'string':
      return textFor(ids, schema);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 3, 1e9) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(within(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, within(field)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
    }
    default:
      return anything;
  }
}

/** Breaks one place of what was right. */
const broken = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(right, anyText, anything, fc.nat()).map(([value, name, wrong, at]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const names = Object.keys(value);
    const key = names.length > 0 ? (names[at % names.length] ?? name) : name;
    return { ...value, [at % 3 === 0 ? name : key]: wrong };
  });

/**
 * Input for a part of a contract: right more often than not, else broken in one place or nothing like it.
 * @param ids of things that exist
 */
export function inputFor(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const described = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    cycles: 'ref',
    reused: 'inline',
  }) as JsonSchema;
  const right = rightFor(ids, described);
  return fc.oneof(
    { arbitrary: right, weight: 6 },
    { arbitrary: broken(right), weight: 3 },
    { arbitrary: anything, weight: 1 },
  );
}
