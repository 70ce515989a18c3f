// Where people write freely, found in the schemas of the contracts: a new field is found by itself.
import { z } from 'zod';
import type { Contract } from '@enishi/shared/contract';

export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
}

export const describeSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref', reused: 'inline' }) as JsonSchema;

export const choicesOf = (schema: JsonSchema): JsonSchema[] => schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [schema];

/** Text that nobody reads as text: what opens a door, names an attempt or points at something. */
const notRead = new Set(['password', 'current', 'next', 'code', 'email', 'key', 'owner', 'slotId', 'remove[]']);
const lastName = (path: string) => path.split('.').at(-1) ?? '';
/** `next` of a report of work is what comes next; that of a password is the new one. */
const isSecret = (contract: Contract, path: string) =>
  notRead.has(lastName(path)) && !(lastName(path) === 'next' && contract.name !== 'changePassword');

export const isFreeText = (contract: Contract, path: string, schema: JsonSchema): boolean =>
  schema.type === 'string' &&
  !schema.enum &&
  schema.const === undefined &&
  !schema.pattern &&
  !schema.format &&
  !isSecret(contract, path);
/** A field for the address of a page elsewhere. */
export const isAddress = ({ format, pattern }: JsonSchema): boolean =>
  format === 'uri' || pattern?.startsWith('^http') === true;

export interface Leaf {
  contract: Contract;
  /** Dotted; `[]` after the name of a list. */
  path: string;
  schema: JsonSchema;
}

const inside = (path: string, name: string) => (path ? `${path}.${name}` : name);

export function* leavesOf(contract: Contract, schema: JsonSchema, path = ''): Generator<Leaf> {
  const choices = choicesOf(schema);
  if (choices[0] !== schema) for (const choice of choices) yield* leavesOf(contract, choice, path);
  else if (schema.type === 'array') yield* leavesOf(contract, schema.items ?? {}, `${path}[]`);
  else if (schema.type === 'object') {
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      yield* leavesOf(contract, field, inside(path, name));
    if (typeof schema.additionalProperties === 'object')
      yield* leavesOf(contract, schema.additionalProperties, `${path}{}`);
  } else yield { contract, path, schema };
}

export const bodyLeaves = (contracts: readonly Contract[]): Leaf[] =>
  contracts.flatMap((contract) => (contract.body ? [...leavesOf(contract, describeSchema(contract.body))] : []));

export const nameOfLeaf = ({ contract, path }: Pick<Leaf, 'contract' | 'path'>): string => `${contract.name} ${path}`;

/** Each free text of every body once. */
export const freeTexts = (contracts: readonly Contract[]): Leaf[] => {
  const found = bodyLeaves(contracts).filter(({ contract, path, schema }) => isFreeText(contract, path, schema));
  return [...new Map(found.map((leaf) => [nameOfLeaf(leaf), leaf])).values()];
};

export type Choose = (path: string, schema: JsonSchema) => string | undefined;

const isFitting = (schema: JsonSchema, value: unknown): boolean => {
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Record<string, unknown>;
    return Object.entries(schema.properties ?? {}).every(([name, field]) => {
      if (!(name in given)) return !schema.required?.includes(name) || field.default !== undefined;
      return isFitting(field, given[name]);
    });
  }
  if (schema.anyOf ?? schema.oneOf) return choicesOf(schema).some((choice) => isFitting(choice, value));
  if (schema.type === 'array') return Array.isArray(value);
  if (schema.type === 'integer') return Number.isInteger(value);
  if (schema.type === 'null') return value === null;
  return schema.type === undefined || schema.type === typeof value;
};

const samples: Record<string, string> = {
  date: '2026-12-01',
  'date-time': '2026-12-01T01:00:00.000Z',
  uuid: '00000000-0000-4000-8000-000000000001',
  '^(0[1-9]|[1-3][0-9]|4[0-7])$': '06',
  '^(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}$': '06202',
  '^\\d{4}-(0[1-9]|1[0-2])$': '2026-04',
  '^[A-T]$': 'E',
};
const sampleText = (name: string, { pattern = '', format = '', minLength = 0 }: JsonSchema): string | undefined => {
  if (name === 'email') return `somebody-${(serial += 1)}@mail.example`;
  if (['password', 'current', 'next'].includes(name)) return 'a long enough phrase';
  if (name === 'key' || /_-\]/.test(pattern)) return `attempt-${(serial += 1)}`;
  return samples[format] ?? samples[pattern] ?? (minLength === 0 && !pattern ? '' : undefined);
};
let serial = 0;

/** Something that the schema takes, as small as it can be but with every free text in it; undefined where nobody can tell. */
export function fill(contract: Contract, schema: JsonSchema, choose: Choose, path = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = choicesOf(schema);
  if (first && first !== schema) return fill(contract, first, choose, path);
  if (schema.type === 'string') {
    if (isAddress(schema) || isFreeText(contract, path, schema)) return choose(path, schema);
    return sampleText(lastName(path), schema);
  }
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 0);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  if (schema.type === 'array') {
    const item = fill(contract, schema.items ?? {}, choose, `${path}[]`);
    return item === undefined ? undefined : [item];
  }
  if (schema.type !== 'object') return undefined;
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, fill(contract, field, choose, inside(path, name))] as const,
  );
  if (fields.some(([name, value]) => value === undefined && schema.required?.includes(name))) return undefined;
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const hasText = (contract: Contract, schema: JsonSchema, path: string): boolean =>
  [...leavesOf(contract, schema, path)].some(
    (leaf) => isFreeText(contract, leaf.path, leaf.schema) || isAddress(leaf.schema),
  );

/** The value with what was chosen in place of every free text, and in those that it leaves out. */
export function poison(contract: Contract, schema: JsonSchema, value: unknown, choose: Choose, path = ''): unknown {
  const choices = choicesOf(schema);
  if (choices[0] !== schema) {
    const fitting = choices.find((choice) => isFitting(choice, value));
    return fitting ? poison(contract, fitting, value, choose, path) : value;
  }
  if (schema.type === 'string')
    return isFreeText(contract, path, schema) || isAddress(schema) ? (choose(path, schema) ?? value) : value;
  if (Array.isArray(value)) return value.map((item) => poison(contract, schema.items ?? {}, item, choose, `${path}[]`));
  if (typeof value !== 'object' || value === null) return value;
  const result = { ...(value as Record<string, unknown>) };
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const at = inside(path, name);
    const isEmpty = Array.isArray(result[name]) && (result[name] as unknown[]).length === 0;
    if (result[name] !== undefined && result[name] !== null && !isEmpty)
      result[name] = poison(contract, field, result[name], choose, at);
    else if (hasText(contract, field, at)) {
      const made = fill(contract, field, choose, at);
      if (made !== undefined) result[name] = made;
    }
  }
  return result;
}
