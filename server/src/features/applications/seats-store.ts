// Places (募集人数) of an opening that are offered or taken: never more than it has, however many offer at the same moment.
import { Schema, type Connection } from 'mongoose';
import { duplicateKeyField } from '../../database/model-helpers.js';

interface Seat {
  openingId: string;
  seat: number;
  applicationId: string;
}

const schema = new Schema<Seat>(
  {
    openingId: { type: String, required: true },
    seat: { type: Number, required: true },
    applicationId: { type: String, required: true },
  },
  { versionKey: false, collection: 'application_seats' },
);
schema.index({ openingId: 1, seat: 1 }, { unique: true });
schema.index({ applicationId: 1 }, { unique: true });

export function createSeatsStore(connection: Connection) {
  const model = connection.model<Seat>('ApplicationSeat', schema);
  return {
    /** True when the application has a place, now or from before. */
    async take(openingId: string, people: number, applicationId: string): Promise<boolean> {
      for (let seat = 0; seat < people; seat += 1) {
        try {
          await model.create({ openingId, seat, applicationId });
          return true;
        } catch (error) {
          const field = duplicateKeyField(error);
          if (!field) throw error;
          if (await model.exists({ applicationId })) return true;
        }
      }
      return false;
    },
    async release(applicationId: string): Promise<void> {
      await model.deleteOne({ applicationId });
    },
    /** Is every place offered or taken, by others than this one? */
    async isFull(openingId: string, people: number, applicationId: string): Promise<boolean> {
      const taken = await model.find({ openingId }, { applicationId: 1 }).lean<Seat[]>();
      return taken.length >= people && !taken.some((one) => one.applicationId === applicationId);
    },
  };
}
export type SeatsStore = ReturnType<typeof createSeatsStore>;
