// Which fields each kind of part has, in the order in which they are asked for.
import type { PartKind } from '@enishi/shared/projects';

export type FieldType =
  'line' | 'text' | 'day' | 'number' | 'share' | 'source' | 'organisation' | 'person' | 'month' | 'light';

export interface PartField {
  name: string;
  type: FieldType;
  isOptional?: boolean;
}

export const partFields: Record<PartKind, readonly PartField[]> = {
  work_package: [
    { name: 'title', type: 'line' },
    { name: 'organisation', type: 'organisation' },
    { name: 'from', type: 'day' },
    { name: 'to', type: 'day' },
    { name: 'doneShare', type: 'share' },
    { name: 'note', type: 'text', isOptional: true },
  ],
  milestone: [
    { name: 'title', type: 'line' },
    { name: 'dueOn', type: 'day' },
    { name: 'reachedOn', type: 'day', isOptional: true },
  ],
  budget: [
    { name: 'title', type: 'line' },
    { name: 'source', type: 'source' },
    { name: 'yen', type: 'number' },
  ],
  team: [
    { name: 'person', type: 'person' },
    { name: 'role', type: 'line' },
    { name: 'hours', type: 'number' },
    { name: 'from', type: 'day' },
    { name: 'to', type: 'day' },
  ],
  measure: [
    { name: 'menu', type: 'line' },
    { name: 'usedOn', type: 'day' },
    { name: 'result', type: 'text', isOptional: true },
  ],
  review: [
    { name: 'month', type: 'month' },
    { name: 'light', type: 'light' },
    { name: 'wentWell', type: 'text' },
    { name: 'hinders', type: 'text', isOptional: true },
    { name: 'next', type: 'text' },
    { name: 'nextOn', type: 'day', isOptional: true },
  ],
};

/** What is typed: numbers and days as text until they are checked. */
export type Draft = Record<string, string | null>;

const numeric = new Set(['yen', 'hours', 'doneShare']);

const nullable = /(On|Id)$/;

function valueOf(name: string, typed: string | null): string | number | null | undefined {
  const isEmpty = typed === null || typed.trim() === '';
  if (numeric.has(name)) return isEmpty ? undefined : Number(typed);
  if (nullable.test(name)) return isEmpty ? null : typed;
  return typed ?? undefined;
}

/** The draft as the contract's schema wants it. */
export function contentOf(kind: PartKind, draft: Draft): Record<string, unknown> {
  const names = partFields[kind].flatMap(({ name, type }) =>
    type === 'organisation' ? ['organisationId', 'organisationName'] : type === 'person' ? ['userId', 'name'] : [name],
  );
  return Object.fromEntries(names.map((name) => [name, valueOf(name, draft[name] ?? null)]));
}

/** A draft from what is known, for changing it. */
export const draftOf = (content: Record<string, unknown>): Draft =>
  Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
