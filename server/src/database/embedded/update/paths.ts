// Changing one place in a document: finding it, making what is missing on the way, and saying why it cannot be.
import { fail } from '../errors.js';
import { isIndex, valueAt, type Path } from '../bson/paths.js';
import { display, isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';

const MOST_PADDING = 1_500_000;

/** What an operator answers: a new value, or one of these. */
export const REMOVE = Symbol('remove');
export const KEEP = Symbol('keep');
export type Outcome = Value | typeof REMOVE | typeof KEEP;

/** Runs `change` on the value at the path; containers on the way are made when `creates`. */
export function changeAt(document: Doc, path: Path, creates: boolean, change: (before: Maybe) => Outcome): void {
  const before = valueAt(document, path);
  const outcome = before === undefined && !creates ? KEEP : change(before);
  if (outcome === KEEP) return;
  let holder: Value = document;
  for (const [i, part] of path.slice(0, -1).entries()) {
    const inside = valueAt(holder, [part]);
    holder = inside === undefined ? put(holder, part, new Map(), path[i - 1]) : inside;
  }
  put(holder, path.at(-1)!, outcome, path.at(-2));
}

/** Puts a value into its holder, which is called `name`. */
function put(holder: Value, part: string, value: Value | typeof REMOVE, name = ''): Value {
  if (isDoc(holder)) {
    if (value === REMOVE) holder.delete(part);
    else holder.set(part, value);
  } else if (isArray(holder) && isIndex(part)) {
    if (Number(part) - holder.length > MOST_PADDING) fail(2, `can't backfill more than ${MOST_PADDING} elements`);
    while (holder.length < Number(part)) holder.push(null);
    holder[Number(part)] = value === REMOVE ? null : value;
  } else fail(28, `Cannot create field '${part}' in element {${name}: ${display(holder)}}`);
  return value === REMOVE ? null : value;
}

export interface Positions {
  /** Index of the array element that the query matched, for `$`. */
  readonly matched: number | undefined;
  /** For `$[name]`: which elements it stands for. */
  readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
}

/** Replaces `$`, `$[]` and `$[name]` by the element numbers they stand for. */
export function concretePaths(document: Doc, path: Path, positions: Positions): Path[] {
  const at = path.findIndex((part, i) => i > 0 && /^\$(\[\w*\])?$/.test(part));
  if (at < 0) return [path];
  const head = path.slice(0, at);
  const indexes = selected(document, head, path[at] as string, positions);
  return indexes.flatMap((index) =>
    concretePaths(document, [...head, String(index), ...path.slice(at + 1)], positions),
  );
}

function selected(document: Doc, head: Path, part: string, { matched, filters }: Positions): number[] {
  if (part === '$')
    return [matched ?? fail(2, 'The positional operator did not find the match needed from the query.')];
  const array = valueAt(document, head);
  if (!isArray(array)) fail(2, `Cannot apply array updates to non-array element ${head.join('.')}: ${display(array)}`);
  const test = filters.get(part.slice(2, -1));
  return array.flatMap((element, index) => (!test || test(element) ? [index] : []));
}
