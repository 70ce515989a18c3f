import { Schema, type Connection } from 'mongoose';
import type { MinutesAction } from '@enishi/shared/minutes';

export interface SentMinutes {
  number: number;
  at: Date;
  by: string;
  text: string;
  decisions: string[];
  actions: MinutesAction[];
}

/** The draft, and everything that was sent of it. */
export interface Minutes {
  meetingId: string;
  version: number;
  text: string;
  decisions: string[];
  actions: MinutesAction[];
  sent: SentMinutes[];
  /** False until notices, letters and the actions of the case have followed the last sending. */
  isSettled: boolean;
}

const schema = new Schema<Minutes>(
  {
    meetingId: { type: String, required: true },
    version: { type: Number, default: 0 },
    text: { type: String, default: '' },
    decisions: { type: [String], default: [] },
    actions: { type: [Schema.Types.Mixed], default: [] } as never,
    sent: { type: [Schema.Types.Mixed], default: [] } as never,
    isSettled: { type: Boolean, default: true },
  },
  { versionKey: false, minimize: false, collection: 'minutes' },
);
schema.index({ meetingId: 1 }, { unique: true });
schema.index({ isSettled: 1 });

type Content = Pick<Minutes, 'text' | 'decisions' | 'actions'>;

export function createMinutesStore(connection: Connection) {
  const model = connection.model<Minutes>('Minutes', schema);
  const update = (meetingId: string, version: number, change: object) =>
    model
      .findOneAndUpdate({ meetingId, version }, { ...change, $inc: { version: 1 } }, { returnDocument: 'after' })
      .lean<Minutes>();
  return {
    find: (meetingId: string) => model.findOne({ meetingId }).lean<Minutes>(),
    /** The empty draft, where nobody has begun one. */
    async begin(meetingId: string): Promise<void> {
      await model.updateOne({ meetingId }, { $setOnInsert: { version: 0, isSettled: true } }, { upsert: true });
    },
    /** Null when somebody else changed it first. */
    save: (meetingId: string, version: number, set: Partial<Content>) => update(meetingId, version, { $set: set }),
    /** Null when somebody else changed it first. */
    send: (meetingId: string, version: number, sent: SentMinutes) =>
      update(meetingId, version, { $set: { isSettled: false }, $push: { sent } }),
    async markSettled(meetingId: string, number: number): Promise<void> {
      await model.updateOne({ meetingId, sent: { $size: number } }, { $set: { isSettled: true } });
    },
    listUnsettled: (limit: number) => model.find({ isSettled: false }).limit(limit).lean<Minutes[]>(),
  };
}
export type MinutesStore = ReturnType<typeof createMinutesStore>;
