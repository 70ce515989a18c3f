import { Schema, Types, type Connection } from 'mongoose';
import type { Audience, TalkSide, TalkSubject } from '@enishi/shared/talk';
import { below, duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface Message {
  id: string;
  version: number;
  subjectKind: TalkSubject['kind'];
  subjectId: string;
  authorId: string;
  authorSide: TalkSide;
  audience: Audience;
  text: string;
  fileIds: string[];
  /** Made by the sender; unique for each author. */
  clientId: string;
  createdAt: Date;
  /** When it was last written, edited or withdrawn, or one of its files was taken away. */
  changedAt: Date;
  editedAt: Date | null;
  withdrawnAt: Date | null;
  /** False until whoever is concerned was told of the last change; a sweep repairs what a crash cut off. */
  isSettled: boolean;
}
type MessageDocument = Omit<Message, 'id'>;
export type NewMessage = Omit<MessageDocument, 'version' | 'changedAt' | 'editedAt' | 'withdrawnAt' | 'isSettled'>;

/** How far somebody has read in one thread. */
export interface ReadMark {
  userId: string;
  subjectKind: TalkSubject['kind'];
  subjectId: string;
  messageId: string;
  at: Date;
}

const messageSchema = new Schema<MessageDocument>(
  {
    version: { type: Number, default: 0 },
    subjectKind: { type: String, required: true },
    subjectId: { type: String, required: true },
    authorId: { type: String, required: true },
    authorSide: { type: String, required: true },
    audience: { type: String, required: true },
    text: { type: String, default: '' },
    fileIds: { type: [String], default: [] },
    clientId: { type: String, required: true },
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    editedAt: { type: Date, default: null },
    withdrawnAt: { type: Date, default: null },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'messages' },
);
messageSchema.index({ subjectKind: 1, subjectId: 1, createdAt: -1, _id: -1 });
messageSchema.index({ subjectKind: 1, subjectId: 1, changedAt: 1 });
messageSchema.index({ authorId: 1, clientId: 1 }, { unique: true });
messageSchema.index({ fileIds: 1 });
messageSchema.index({ isSettled: 1 });

const markSchema = new Schema<ReadMark>(
  {
    userId: { type: String, required: true },
    subjectKind: { type: String, required: true },
    subjectId: { type: String, required: true },
    messageId: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, collection: 'threadmarks' },
);
markSchema.index({ subjectKind: 1, subjectId: 1, userId: 1 }, { unique: true });

type Found = MessageDocument & { _id: { toString(): string } };
const toMessage = ({ _id, ...rest }: Found): Message => ({ ...rest, id: _id.toString() });

const of = ({ kind, id }: TalkSubject) => ({ subjectKind: kind, subjectId: id });

/** After what somebody read last. */
const beyond = ({ at, messageId }: Pick<ReadMark, 'at' | 'messageId'>) => ({
  // Inside an aggregation nothing turns text into an id by itself.
  $or: [{ createdAt: { $gt: at } }, { createdAt: at, _id: { $gt: new Types.ObjectId(messageId) } }],
});

export interface UnreadQuestion {
  subjectId: string;
  audiences: readonly Audience[];
}

export function createThreadsStore(connection: Connection) {
  const messages = connection.model<MessageDocument>('Message', messageSchema);
  const marks = connection.model<ReadMark>('ThreadMark', markSchema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await messages.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toMessage);
  const change = async (where: object, set: object) => {
    const found = await messages
      .findOneAndUpdate(
        where,
        { $set: { ...set, isSettled: false }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Found>();
    return found && toMessage(found);
  };
  return {
    /** Null when the author has sent the same one before. */
    async create(message: NewMessage): Promise<Message | null> {
      try {
        const created = await messages.create({ ...message, changedAt: message.createdAt });
        return toMessage(created.toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error)) return null;
        throw error;
      }
    },
    async find(id: string): Promise<Message | null> {
      if (!isId(id)) return null;
      const found = await messages.findById(id).lean<Found>();
      return found && toMessage(found);
    },
    async findSent(authorId: string, clientId: string): Promise<Message | null> {
      const found = await messages.findOne({ authorId, clientId }).lean<Found>();
      return found && toMessage(found);
    },
    /** Newest first. */
    page: (
      subject: TalkSubject,
      audiences: readonly Audience[],
      limit: number,
      before?: { createdAt: Date; id: string },
    ) => {
      const where = { ...of(subject), audience: { $in: [...audiences] } };
      const next = before && below('createdAt', before.createdAt, before.id);
      return list(next ? { $and: [where, next] } : where, { createdAt: -1, _id: -1 }, limit);
    },
    listChanged: (subject: TalkSubject, audiences: readonly Audience[], since: Date, limit: number) =>
      list(
        { ...of(subject), audience: { $in: [...audiences] }, changedAt: { $gte: since } },
        { createdAt: 1, _id: 1 },
        limit,
      ),
    /** Of several threads, newest first. */
    listOf: (subjects: readonly TalkSubject[], limit: number) =>
      subjects.length === 0 ? Promise.resolve([]) : list({ $or: subjects.map(of) }, { createdAt: -1, _id: -1 }, limit),
    /** Null when it was changed or withdrawn meanwhile. */
    edit: (id: string, version: number, text: string, at: Date) =>
      change({ _id: id, version, withdrawnAt: null }, { text, editedAt: at, changedAt: at }),
    /** Null when it was withdrawn before. The words are gone for good. */
    withdraw: (id: string, at: Date) =>
      change({ _id: id, withdrawnAt: null }, { text: '', withdrawnAt: at, changedAt: at }),
    /** Screens that ask what is new get the messages with this file again. */
    async touchFile(fileId: string, at: Date): Promise<void> {
      await messages.updateMany({ fileIds: fileId }, { $set: { changedAt: at } });
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    async markSettled(id: string, version: number): Promise<void> {
      await messages.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },

    /** Moves a mark forward; one that is further on already stays. */
    async markRead(mark: ReadMark): Promise<void> {
      const { userId, subjectKind, subjectId, messageId, at } = mark;
      const isBehind = { $or: [{ at: { $lt: at } }, { at, messageId: { $lt: messageId } }] };
      try {
        await marks.updateOne(
          { userId, subjectKind, subjectId, ...isBehind },
          { $set: { messageId, at } },
          { upsert: true },
        );
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
      }
    },
    async findMarks(subject: TalkSubject, userIds: readonly string[]): Promise<Map<string, ReadMark>> {
      const found = await marks.find({ ...of(subject), userId: { $in: [...userIds] } }).lean<ReadMark[]>();
      return new Map(found.map((mark) => [mark.userId, mark]));
    },
    /** Messages of others after one's mark, for several threads at once. */
    async countUnread(userId: string, kind: TalkSubject['kind'], asked: readonly UnreadQuestion[]) {
      if (asked.length === 0) return new Map<string, number>();
      const ids = asked.map(({ subjectId }) => subjectId);
      const own = await marks.find({ userId, subjectKind: kind, subjectId: { $in: ids } }).lean<ReadMark[]>();
      const markOf = new Map(own.map((mark) => [mark.subjectId, mark]));
      const each = asked.map(({ subjectId, audiences }) => {
        const mark = markOf.get(subjectId);
        return { subjectId, audience: { $in: [...audiences] }, ...(mark && beyond(mark)) };
      });
      const counts = await messages.aggregate<{ _id: string; unread: number }>([
        { $match: { subjectKind: kind, authorId: { $ne: userId }, withdrawnAt: null, $or: each } },
        { $group: { _id: '$subjectId', unread: { $sum: 1 } } },
      ]);
      return new Map(counts.map(({ _id, unread }) => [_id, unread]));
    },
  };
}
export type ThreadsStore = ReturnType<typeof createThreadsStore>;
