import { Schema, type Connection } from 'mongoose';
import type { ListingKind } from '@enishi/shared/listings';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { NoticeSubject } from '@enishi/shared/notifications';
import { below, isId } from '../../database/model-helpers.js';

export interface Notice {
  id: string;
  userId: string;
  /** One notice per person and subject: writing the same key again changes nothing. */
  key: string;
  kind: NotificationKind;
  subject: { kind: NoticeSubject; id: string };
  other: { kind: ListingKind; id: string } | null;
  score: number | null;
  count: number | null;
  reason: string | null;
  createdAt: Date;
  /** When it shows; later than `createdAt` for whoever wants a daily digest. */
  deliverAt: Date;
  readAt: Date | null;
  /** False until its receiver's screens were told. */
  isTold: boolean;
}
type NoticeDocument = Omit<Notice, 'id'>;
export type NewNotice = Omit<Notice, 'id' | 'readAt' | 'isTold'>;

const schema = new Schema<NoticeDocument>(
  {
    userId: { type: String, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    subject: { type: Schema.Types.Mixed, required: true },
    other: { type: Schema.Types.Mixed, default: null },
    score: { type: Number, default: null },
    count: { type: Number, default: null },
    reason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    deliverAt: { type: Date, required: true },
    readAt: { type: Date, default: null },
    isTold: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'notifications' },
);
schema.index({ userId: 1, key: 1 }, { unique: true });
schema.index({ userId: 1, deliverAt: -1, _id: -1 });
schema.index({ userId: 1, readAt: 1, deliverAt: 1 });
schema.index({ isTold: 1, deliverAt: 1 });

type Found = NoticeDocument & { _id: { toString(): string } };
const toNotice = ({ _id, ...rest }: Found): Notice => ({ ...rest, id: _id.toString() });

export function createNotificationsStore(connection: Connection) {
  const model = connection.model<NoticeDocument>('Notification', schema);
  const arrived = (userId: string, now: Date) => ({ userId, deliverAt: { $lte: now } });
  return {
    /** @returns true when it was not there before */
    async add({ userId, key, ...rest }: NewNotice): Promise<boolean> {
      const result = await model.updateOne(
        { userId, key },
        { $setOnInsert: { ...rest, readAt: null, isTold: false } },
        { upsert: true },
      );
      return result.upsertedCount === 1;
    },
    async page(
      userId: string,
      isUnread: boolean | undefined,
      now: Date,
      limit: number,
      before?: { deliverAt: Date; id: string },
    ) {
      const where = { ...arrived(userId, now), ...(isUnread === true && { readAt: null }) };
      const next = before && below('deliverAt', before.deliverAt, before.id);
      const [found, total] = await Promise.all([
        model
          .find(next ? { $and: [where, next] } : where)
          .sort({ deliverAt: -1, _id: -1 })
          .limit(limit)
          .lean<Found[]>(),
        model.countDocuments(where),
      ]);
      return { items: found.map(toNotice), total };
    },
    countUnread: (userId: string, now: Date) => model.countDocuments({ ...arrived(userId, now), readAt: null }),
    async markRead(userId: string, ids: readonly string[] | 'all', now: Date): Promise<void> {
      const which = ids === 'all' ? {} : { _id: { $in: ids.filter(isId) } };
      await model.updateMany({ ...arrived(userId, now), readAt: null, ...which }, { $set: { readAt: now } });
    },
    /** People whose waiting notices have come due, each once; they count as told from now on. */
    async takeDue(now: Date): Promise<string[]> {
      const due = { isTold: false, deliverAt: { $lte: now } };
      const users: unknown[] = await model.distinct('userId', due);
      await model.updateMany(due, { $set: { isTold: true } });
      return users.map(String);
    },
  };
}
export type NotificationsStore = ReturnType<typeof createNotificationsStore>;
