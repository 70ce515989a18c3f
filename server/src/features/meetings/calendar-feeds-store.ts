import { Schema, type Connection } from 'mongoose';
import { duplicateKeyField } from '../../database/model-helpers.js';

interface Feed {
  userId: string;
  /** What the address is signed with; null once it was stopped. */
  nonce: string | null;
  createdAt: Date;
  /** Addresses from before, so that they can say that they are over. */
  revoked: string[];
}

const schema = new Schema<Feed>(
  {
    userId: { type: String, required: true },
    nonce: { type: String, default: null },
    createdAt: { type: Date, required: true },
    revoked: { type: [String], default: [] },
  },
  { versionKey: false, collection: 'calendar_feeds' },
);
schema.index({ userId: 1 }, { unique: true });

/** How many old addresses are remembered. */
const remembered = 20;

export function createCalendarFeedsStore(connection: Connection) {
  const model = connection.model<Feed>('CalendarFeed', schema);
  return {
    find: (userId: string) => model.findOne({ userId }).lean<Feed>(),
    async put(userId: string, nonce: string | null, createdAt: Date): Promise<void> {
      const before = (await model.findOne({ userId }).lean<Feed>())?.nonce;
      const change = {
        $set: { nonce, createdAt },
        ...(before && { $push: { revoked: { $each: [before], $slice: -remembered } } }),
      };
      try {
        await model.updateOne({ userId }, change, { upsert: true });
      } catch (error) {
        // Two tabs made the first address at the same moment; the later one counts.
        if (!duplicateKeyField(error)) throw error;
        await model.updateOne({ userId }, change);
      }
    },
  };
}
export type CalendarFeedsStore = ReturnType<typeof createCalendarFeedsStore>;
