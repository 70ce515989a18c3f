// Booked time in cells of half an hour. One person has each cell once: the unique index decides between two who book it
// at the same moment.
import { Schema, type Connection } from 'mongoose';
import { duplicateKeyField } from '../../database/model-helpers.js';
import type { Booking } from './meeting.js';

interface Hold extends Booking {
  meetingId: string;
  /** Of one try to book; a try that fails takes back only what it took itself. */
  attempt: string;
  /** False until the meeting it is for has been written: then a crash in between can leave it behind. */
  isSure: boolean;
  createdAt: Date;
}

export interface Try {
  meetingId: string;
  attempt: string;
  at: Date;
}

const schema = new Schema<Hold>(
  {
    person: { type: String, required: true },
    cell: { type: Date, required: true },
    isFirm: { type: Boolean, required: true },
    meetingId: { type: String, required: true },
    attempt: { type: String, required: true },
    isSure: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'slot_holds' },
);
schema.index({ person: 1, cell: 1 }, { unique: true });
schema.index({ meetingId: 1 });
schema.index({ isSure: 1, createdAt: 1 });

/** How often it is tried again when somebody was there in the same moment. */
const tries = 5;

const keyOf = ({ person, cell }: Pick<Booking, 'person' | 'cell'>) => `${person} ${cell.toISOString()}`;

export function createSlotHoldsStore(connection: Connection) {
  const model = connection.model<Hold>('SlotHold', schema);

  const inWay = async (bookings: readonly Booking[]) => {
    const found = await model
      .find({
        person: { $in: [...new Set(bookings.map(({ person }) => person))] },
        cell: { $in: [...new Map(bookings.map(({ cell }) => [cell.getTime(), cell])).values()] },
      })
      .lean<Hold[]>();
    const wanted = new Set(bookings.map(keyOf));
    return found.filter((hold) => wanted.has(keyOf(hold)));
  };

  const book = async (bookings: readonly Booking[], given: Try, left: number): Promise<Booking | null> => {
    const { meetingId, attempt, at } = given;
    const there = await inWay(bookings);
    const taken = there.find((hold) => hold.meetingId !== meetingId);
    if (taken) return taken;
    const own = new Set(there.map(keyOf));
    // Always in the same order, so that of two who want the same cells one gets them all.
    const missing = bookings
      .filter((booking) => !own.has(keyOf(booking)))
      .sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
    const rows = missing.map((booking) => ({ ...booking, meetingId, attempt, isSure: false, createdAt: at }));
    try {
      if (rows.length > 0) await model.insertMany(rows, { ordered: true });
      return null;
    } catch (error) {
      await model.deleteMany({ attempt, isSure: false });
      if (!duplicateKeyField(error)) throw error;
      // Somebody was there in the same moment: for another meeting, which the next look tells, or for this very one.
      return left > 1 ? book(bookings, given, left - 1) : (missing[0] ?? null);
    }
  };

  return {
    /**
     * Books everything or nothing.
     * @returns the first cell that somebody has already, or null when all was booked
     */
    book: (bookings: readonly Booking[], given: Try): Promise<Booking | null> => book(bookings, given, tries),
    /** Takes back what one try booked, unless another change of the same meeting has come to rely on it. */
    async giveBack(attempt: string): Promise<void> {
      await model.deleteMany({ attempt, isSure: false });
    },
    /**
     * Makes the booked time of a meeting be these cells. What was booked since `before` without being sure may belong
     * to a change that is being written right now, and stays.
     */
    async align(meetingId: string, bookings: readonly Booking[], before: Date): Promise<void> {
      const wanted = new Map(bookings.map((booking) => [keyOf(booking), booking]));
      const found = await model.find({ meetingId }).lean<(Hold & { _id: unknown })[]>();
      const needless = found.filter((hold) => !wanted.has(keyOf(hold)) && (hold.isSure || hold.createdAt < before));
      const changed = found.filter((hold) => {
        const booking = wanted.get(keyOf(hold));
        return booking && (!hold.isSure || hold.isFirm !== booking.isFirm);
      });
      if (needless.length > 0) await model.deleteMany({ _id: { $in: needless.map(({ _id }) => _id) } } as object);
      for (const isFirm of [true, false]) {
        const ids = changed.filter((hold) => wanted.get(keyOf(hold))?.isFirm === isFirm).map(({ _id }) => _id);
        if (ids.length > 0) await model.updateMany({ _id: { $in: ids } } as object, { $set: { isFirm, isSure: true } });
      }
    },
    /** Meetings with time that was booked before this moment and never became sure. */
    async listUnsure(before: Date): Promise<string[]> {
      const found: unknown[] = await model.distinct('meetingId', { isSure: false, createdAt: { $lt: before } });
      return found.map(String);
    },
    async listOf(person: string, from: Date, to: Date): Promise<Pick<Hold, 'cell' | 'isFirm' | 'meetingId'>[]> {
      return model
        .find({ person, cell: { $gte: from, $lt: to } })
        .sort({ cell: 1 })
        .lean<Hold[]>();
    },
  };
}
export type SlotHoldsStore = ReturnType<typeof createSlotHoldsStore>;
