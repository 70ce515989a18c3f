// Lists that are read page by page, ordered by one field and then by id, so that a page goes on exactly where the one
// before it ended.
import type { Model, QueryFilter } from 'mongoose';

interface Wanted<By extends string, Found, Item> {
  /** The field that orders the list. */
  by: By;
  /** Falling unless it says 1. */
  direction?: 1 | -1;
  limit: number;
  /** The last one of the page before. */
  last: ({ id: string } & Record<By, Date | string>) | undefined;
  as: (found: Found) => Item;
}

/** One page, and how many there are in all. */
export async function readPage<Document, By extends string, Found, Item>(
  model: Model<Document>,
  where: object,
  { by, direction = -1, limit, last, as }: Wanted<By, Found, Item>,
): Promise<{ items: Item[]; total: number }> {
  const beyond = direction === 1 ? '$gt' : '$lt';
  const next = last && {
    $or: [{ [by]: { [beyond]: last[by] } }, { [by]: last[by], _id: { [beyond]: last.id } }],
  };
  const [found, total] = await Promise.all([
    model
      .find((next ? { $and: [where, next] } : where) as QueryFilter<Document>)
      .sort({ [by]: direction, _id: direction })
      .limit(limit)
      .lean<Found[]>(),
    model.countDocuments(where as QueryFilter<Document>),
  ]);
  return { items: found.map(as), total };
}
