// Changing one place in a document: finding it, making what is missing on the way, and saying why it cannot be.
import { badValue, CommandError } from '../errors.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { display } from '../store/records.js';

const MOST_PADDING = 1_500_000;

export type Path = readonly string[];

/** What an operator answers: a new value, or one of these. */
export const REMOVE = Symbol('remove');
export const KEEP = Symbol('keep');
export type Outcome = Value | typeof REMOVE | typeof KEEP;

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

export function valueAtPath(document: Doc, path: Path): Maybe {
  let value: Maybe = document;
  for (const part of path) {
    if (isDoc(value)) value = value.get(part);
    else if (isArray(value) && isIndex(part)) value = value[Number(part)];
    else return undefined;
  }
  return value;
}

/** Runs `change` on the value at the path; containers on the way are made when `creates`. */
export function changeAt(document: Doc, path: Path, creates: boolean, change: (before: Maybe) => Outcome): void {
  const before = valueAtPath(document, path);
  if (!creates && before === undefined) return;
  const outcome = change(before);
  if (outcome === KEEP) return;
  let holder: Value = document;
  for (let i = 0; i < path.length - 1; i++) holder = enter(holder, path, i);
  const last = path[path.length - 1] as string;
  if (isDoc(holder)) {
    if (outcome === REMOVE) holder.delete(last);
    else holder.set(last, outcome);
  } else if (isArray(holder) && isIndex(last)) setElement(holder, Number(last), outcome);
  else throw cannotCreate(last, path, holder);
}

function enter(holder: Value, path: Path, at: number): Value {
  const part = path[at] as string;
  if (isDoc(holder)) {
    if (!holder.has(part)) holder.set(part, new Map());
    const next = holder.get(part) as Value;
    if (isDoc(next) || isArray(next)) return next;
    throw cannotCreate(path[at + 1] as string, path.slice(0, at + 1), next);
  }
  if (!isArray(holder) || !isIndex(part)) throw cannotCreate(part, path.slice(0, at), holder);
  if (holder[Number(part)] === undefined) setElement(holder, Number(part), new Map());
  const next = holder[Number(part)] as Value;
  if (isDoc(next) || isArray(next)) return next;
  throw cannotCreate(path[at + 1] as string, path.slice(0, at + 1), next);
}

const cannotCreate = (field: string, path: Path, holder: Value): CommandError =>
  new CommandError(28, `Cannot create field '${field}' in element {${path.at(-1) ?? ''}: ${display(holder)}}`);

function setElement(array: Value[], index: number, value: Value | typeof REMOVE): void {
  if (index - array.length > MOST_PADDING) throw badValue(`can't backfill more than ${MOST_PADDING} elements`);
  while (array.length < index) array.push(null);
  array[index] = value === REMOVE ? null : value;
}

export type ElementTest = (element: Value) => boolean;

export interface Positions {
  /** Index of the array element that the query matched, for `$`. */
  readonly matched: number | undefined;
  readonly filters: ReadonlyMap<string, ElementTest>;
}

/** Replaces `$`, `$[]` and `$[name]` by the element numbers they stand for. */
export function concretePaths(document: Doc, path: Path, positions: Positions): Path[] {
  const at = path.findIndex((part, i) => i > 0 && /^\$(\[\w*\])?$/.test(part));
  if (at < 0) return [path];
  const part = path[at] as string;
  const head = path.slice(0, at);
  const tail = path.slice(at + 1);
  const indexes =
    part === '$' ? [matchedIndex(positions)] : selected(valueAtPath(document, head), part, head, positions);
  return indexes.flatMap((index) => concretePaths(document, [...head, String(index), ...tail], positions));
}

function matchedIndex({ matched }: Positions): number {
  if (matched === undefined) throw badValue('The positional operator did not find the match needed from the query.');
  return matched;
}

function selected(array: Maybe, part: string, head: Path, positions: Positions): number[] {
  if (array === undefined)
    throw badValue(`The path '${head.join('.')}' must exist in the document in order to apply array updates.`);
  if (!isArray(array))
    throw badValue(`Cannot apply array updates to non-array element ${head.at(-1)}: ${display(array)}`);
  const test = part === '$[]' ? () => true : positions.filters.get(part.slice(2, -1));
  if (!test)
    throw badValue(
      `No array filter found for identifier '${part.slice(2, -1)}' in path '${[...head, part].join('.')}'`,
    );
  return array.flatMap((element, index) => (test(element) ? [index] : []));
}
