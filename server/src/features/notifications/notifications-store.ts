import { Schema, type Connection } from 'mongoose';
import type { ListingKind } from '@enishi/shared/listings';
import type { DeliveryMode, NotificationKind } from '@enishi/shared/notification-kinds';
import type { NoticeSubject } from '@enishi/shared/notifications';
import { isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';

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
  mail: DeliveryMode;
  /** When its mail is due; for a daily one, at the digest. */
  mailAt: Date;
  /** True once a letter stands in the outbox, or none is wanted. */
  isMailed: boolean;
  /** Key of the letter of the morning that it stood in. */
  mailedIn: string | null;
}
type NoticeDocument = Omit<Notice, 'id'>;
export type NewNotice = Omit<Notice, 'id' | 'readAt' | 'isTold' | 'mailedIn'>;

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
    mail: { type: String, default: 'off' },
    mailAt: { type: Date },
    isMailed: { type: Boolean, default: true },
    mailedIn: { type: String, default: null },
  },
  { versionKey: false, collection: 'notifications' },
);
schema.index({ userId: 1, key: 1 }, { unique: true });
schema.index({ userId: 1, deliverAt: -1, _id: -1 });
schema.index({ userId: 1, readAt: 1, deliverAt: 1 });
schema.index({ isTold: 1, deliverAt: 1 });
schema.index({ isMailed: 1, mailAt: 1 });

type Found = NoticeDocument & { _id: { toString(): string } };
const toNotice = ({ _id, ...rest }: Found): Notice => ({ ...rest, id: _id.toString() });

export function createNotificationsStore(connection: Connection) {
  const model = connection.model<NoticeDocument>('Notification', schema);
  const arrived = (userId: string, now: Date) => ({ userId, deliverAt: { $lte: now } });
  return {
    /** Null when it was there before. */
    async add({ userId, key, ...rest }: NewNotice): Promise<Notice | null> {
      const fresh = { ...rest, readAt: null, isTold: false, mailedIn: null };
      const result = await model.updateOne({ userId, key }, { $setOnInsert: fresh }, { upsert: true });
      return result.upsertedId ? { ...fresh, userId, key, id: String(result.upsertedId) } : null;
    },
    async find(id: string): Promise<Notice | null> {
      const found = await model.findById(id).lean<Found>();
      return found && toNotice(found);
    },
    /** Those whose mail is due at once and stands in no outbox yet. */
    async listUnmailed(now: Date, limit: number): Promise<Notice[]> {
      const due = { isMailed: false, mailAt: { $lte: now }, mail: 'at_once' as const };
      return (await model.find(due).sort({ mailAt: 1 }).limit(limit).lean<Found[]>()).map(toNotice);
    },
    /** People whom something waits for in the letter of the morning. */
    async usersAwaitingDigest(now: Date): Promise<string[]> {
      const due = { isMailed: false, mailAt: { $lte: now }, mail: 'daily' as const };
      return ((await model.distinct('userId', due)) as unknown[]).map(String);
    },
    async listForDigest(userId: string, now: Date): Promise<Notice[]> {
      const due = { userId, isMailed: false, mailAt: { $lte: now }, mail: 'daily' as const, readAt: null };
      return (await model.find(due).sort({ mailAt: 1, _id: 1 }).limit(200).lean<Found[]>()).map(toNotice);
    },
    async listMailedIn(userId: string, mailedIn: string): Promise<Notice[]> {
      return (await model.find({ userId, mailedIn }).sort({ mailAt: 1, _id: 1 }).limit(200).lean<Found[]>()).map(
        toNotice,
      );
    },
    async markMailed(ids: readonly string[], mailedIn: string): Promise<void> {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { isMailed: true, mailedIn } });
    },
    async page(
      userId: string,
      isUnread: boolean | undefined,
      now: Date,
      limit: number,
      before?: { deliverAt: Date; id: string },
    ) {
      const where = { ...arrived(userId, now), ...(isUnread === true && { readAt: null }) };
      return readPage(model, where, { by: 'deliverAt', limit, last: before, as: toNotice });
    },
    countUnread: (userId: string, now: Date) => model.countDocuments({ ...arrived(userId, now), readAt: null }),
    async markRead(userId: string, ids: readonly string[] | 'all', now: Date): Promise<void> {
      const which = ids === 'all' ? {} : { _id: { $in: ids.filter(isId) } };
      // What was read on a screen needs no mail.
      const set = { readAt: now, isMailed: true };
      await model.updateMany({ ...arrived(userId, now), readAt: null, ...which }, { $set: set });
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
