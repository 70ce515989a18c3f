import { Schema, type Connection } from 'mongoose';
import type { DisclosureGroup } from '@enishi/shared/disclosure';
import type { ListingKind } from '@enishi/shared/listings';
import { readPage } from '../../database/read-page.js';

export interface Disclosed {
  id: string;
  viewerId: string;
  group: DisclosureGroup;
  firstAt: Date;
  lastAt: Date;
  times: number;
}
interface DisclosedDocument extends Omit<Disclosed, 'id'> {
  kind: ListingKind;
  listingId: string;
}

const schema = new Schema<DisclosedDocument>(
  {
    kind: { type: String, required: true },
    listingId: { type: String, required: true },
    viewerId: { type: String, required: true },
    group: { type: String, required: true },
    firstAt: { type: Date, required: true },
    lastAt: { type: Date, required: true },
    times: { type: Number, required: true },
  },
  { versionKey: false, collection: 'disclosures' },
);
schema.index({ kind: 1, listingId: 1, viewerId: 1, group: 1 }, { unique: true });
schema.index({ kind: 1, listingId: 1, lastAt: -1, _id: -1 });

type Found = DisclosedDocument & { _id: { toString(): string } };
const toDisclosed = ({ _id, viewerId, group, firstAt, lastAt, times }: Found): Disclosed => ({
  id: _id.toString(),
  viewerId,
  group,
  firstAt,
  lastAt,
  times,
});

export interface Showing {
  kind: ListingKind;
  id: string;
  groups: readonly DisclosureGroup[];
}

export interface Shown {
  kind: ListingKind;
  id: string;
  group: DisclosureGroup;
}

export function createLedgerStore(connection: Connection) {
  const model = connection.model<DisclosedDocument>('Disclosure', schema);
  return {
    /** @returns which groups this viewer was shown for the first time */
    async note(viewerId: string, showings: readonly Showing[], at: Date): Promise<Shown[]> {
      const writes = showings.flatMap(({ kind, id, groups }) =>
        groups.map((group) => ({
          updateOne: {
            filter: { kind, listingId: id, viewerId, group },
            update: { $setOnInsert: { firstAt: at }, $set: { lastAt: at }, $inc: { times: 1 } },
            upsert: true,
          },
        })),
      );
      if (writes.length === 0) return [];
      const { upsertedIds } = await model.bulkWrite(writes, { ordered: false });
      const shown = showings.flatMap(({ kind, id, groups }) => groups.map((group) => ({ kind, id, group })));
      return shown.filter((_, index) => index in upsertedIds);
    },
    async page(of: { kind: ListingKind; id: string }, limit: number, before?: { lastAt: Date; id: string }) {
      const where = { kind: of.kind, listingId: of.id };
      return readPage(model, where, { by: 'lastAt', limit, last: before, as: toDisclosed });
    },
  };
}
export type LedgerStore = ReturnType<typeof createLedgerStore>;
