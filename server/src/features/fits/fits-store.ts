import { Schema, type Connection } from 'mongoose';
import type { FitEvidence, FitGap, FitHint, FitPartPoints } from '@enishi/shared/fits';

export interface FitPair {
  openingId: string;
  expertId: string;
  score: number;
  parts: FitPartPoints;
  evidence: FitEvidence;
  missing: FitHint[];
  gaps: FitGap[];
}

const schema = new Schema<FitPair>(
  {
    openingId: { type: String, required: true },
    expertId: { type: String, required: true },
    score: { type: Number, required: true },
    parts: { type: Schema.Types.Mixed, required: true },
    evidence: { type: Schema.Types.Mixed, required: true },
    missing: { type: [String], default: [] },
    gaps: { type: Schema.Types.Mixed, default: [] },
  },
  { versionKey: false, minimize: false, collection: 'fits' },
);
schema.index({ openingId: 1, expertId: 1 }, { unique: true });
schema.index({ openingId: 1, score: -1 });
schema.index({ expertId: 1, score: -1 });

interface Wake {
  expertId: string;
  on: string;
}
const wakeSchema = new Schema<Wake>(
  { expertId: { type: String, required: true }, on: { type: String, required: true } },
  { versionKey: false, collection: 'fit_wakes' },
);
wakeSchema.index({ expertId: 1 }, { unique: true });
wakeSchema.index({ on: 1 });

const bestFirst = { score: -1, _id: 1 } as const;
const withoutId = { _id: 0 } as const;

export function createFitsStore(connection: Connection) {
  const model = connection.model<FitPair>('Fit', schema);
  const wakes = connection.model<Wake>('FitWake', wakeSchema);

  const write = async (pairs: readonly FitPair[]) => {
    if (pairs.length === 0) return;
    await model.bulkWrite(
      pairs.map(({ openingId, expertId, ...rest }) => ({
        updateOne: { filter: { openingId, expertId }, update: { $set: rest }, upsert: true },
      })),
      { ordered: false },
    );
  };

  return {
    /** Best first; equal scores in a fixed order. */
    listOfOpening: (openingId: string, limit: number): Promise<FitPair[]> =>
      model.find({ openingId }, withoutId).sort(bestFirst).limit(limit).lean<FitPair[]>(),
    listOfExpert: (expertId: string, limit: number): Promise<FitPair[]> =>
      model.find({ expertId }, withoutId).sort(bestFirst).limit(limit).lean<FitPair[]>(),
    /** These are the pairs of an opening now, and no others. @returns profiles that were paired with it until now */
    async replaceOfOpening(openingId: string, pairs: readonly FitPair[]): Promise<string[]> {
      await write(pairs);
      const others = { openingId, expertId: { $nin: pairs.map((pair) => pair.expertId) } };
      const gone: unknown[] = await model.distinct('expertId', others);
      await model.deleteMany(others);
      return gone.map(String);
    },
    /** The same for a profile. @returns openings that were paired with it until now */
    async replaceOfExpert(expertId: string, pairs: readonly FitPair[]): Promise<string[]> {
      await write(pairs);
      const others = { expertId, openingId: { $nin: pairs.map((pair) => pair.openingId) } };
      const gone: unknown[] = await model.distinct('openingId', others);
      await model.deleteMany(others);
      return gone.map(String);
    },
    /** This profile takes work again after that day, and has then to be matched without anybody changing it. */
    async wakeAfter(expertId: string, on: string): Promise<void> {
      await wakes.updateOne({ expertId }, { $set: { on } }, { upsert: true });
    },
    async forgetWake(expertId: string): Promise<void> {
      await wakes.deleteOne({ expertId });
    },
    async listToWake(today: string, limit: number): Promise<string[]> {
      const found = await wakes
        .find({ on: { $lt: today } })
        .limit(limit)
        .lean<Wake[]>();
      return found.map((wake) => wake.expertId);
    },
  };
}
export type FitsStore = ReturnType<typeof createFitsStore>;
