// Which listings changed, whoever changed them: what one process needs in order to follow all the others.
import type { Connection, mongo } from 'mongoose';
import type { ListingKind } from '@enishi/shared/listings';

export interface ListingChange {
  id: string;
  version: number;
  isPublished: boolean;
  updatedAt: Date;
}
interface Found {
  _id: mongo.ObjectId;
  version: number;
  status: string;
  updatedAt: Date;
}

const newestFirst = { updatedAt: -1 } as const;
const seen = { version: 1, status: 1, updatedAt: 1 } as const;

export function createListingChangesStore(connection: Connection) {
  const collection = (kind: ListingKind) => connection.collection(`${kind}s`) as unknown as mongo.Collection<Found>;
  return {
    /** When the newest change was; null in an empty collection. */
    async findNewest(kind: ListingKind): Promise<Date | null> {
      const found = await collection(kind).findOne({}, { sort: newestFirst, projection: seen });
      return found && found.updatedAt;
    },
    /** Oldest first, drafts too. */
    async listAfter(kind: ListingKind, after: Date): Promise<ListingChange[]> {
      const where = { updatedAt: { $gt: after } };
      const found = await collection(kind)
        .find(where, { sort: { updatedAt: 1 }, projection: seen })
        .toArray();
      return found.map(({ _id, version, status, updatedAt }) => ({
        id: _id.toHexString(),
        version,
        isPublished: status === 'published',
        updatedAt,
      }));
    },
    /** Called when this process lets go of the database, not when the line is lost for a while. */
    onClose: (listener: () => void): void => void connection.once('close', listener),
  };
}
export type ListingChangesStore = ReturnType<typeof createListingChangesStore>;
