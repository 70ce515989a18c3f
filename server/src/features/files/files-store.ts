import { Schema, type Connection } from 'mongoose';
import type { FileKind } from '@enishi/shared/files';
import type { Audience, TalkSide, TalkSubject } from '@enishi/shared/talk';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface StoredFile {
  id: string;
  subjectKind: TalkSubject['kind'];
  subjectId: string;
  audience: Audience;
  name: string;
  /** Null until the bytes have been looked through. */
  kind: FileKind | null;
  size: number;
  sha256: string;
  storageKey: string;
  authorId: string;
  authorSide: TalkSide;
  clientId: string;
  /** arriving: written before the first byte, so that no byte is ever without an owner; kept: acknowledged. */
  state: 'arriving' | 'kept' | 'removed';
  createdAt: Date;
  removedAt: Date | null;
  removedById: string | null;
  /** False once the bytes of a removed file are gone. */
  hasBytes: boolean;
}
type FileDocument = Omit<StoredFile, 'id'>;
export type NewFile = Pick<
  StoredFile,
  | 'subjectKind'
  | 'subjectId'
  | 'audience'
  | 'name'
  | 'storageKey'
  | 'authorId'
  | 'authorSide'
  | 'clientId'
  | 'createdAt'
>;

const schema = new Schema<FileDocument>(
  {
    subjectKind: { type: String, required: true },
    subjectId: { type: String, required: true },
    audience: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, default: null },
    size: { type: Number, default: 0 },
    sha256: { type: String, default: '' },
    storageKey: { type: String, required: true },
    authorId: { type: String, required: true },
    authorSide: { type: String, required: true },
    clientId: { type: String, required: true },
    state: { type: String, required: true },
    createdAt: { type: Date, required: true },
    removedAt: { type: Date, default: null },
    removedById: { type: String, default: null },
    hasBytes: { type: Boolean, default: true },
  },
  { versionKey: false, collection: 'files' },
);
schema.index({ subjectKind: 1, subjectId: 1, createdAt: -1 });
// Of two tries of the same upload, one is kept.
schema.index(
  { authorId: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { state: { $in: ['kept', 'removed'] } } },
);
schema.index({ state: 1, hasBytes: 1, createdAt: 1 });

type Found = FileDocument & { _id: { toString(): string } };
const toFile = ({ _id, ...rest }: Found): StoredFile => ({ ...rest, id: _id.toString() });

const of = ({ kind, id }: TalkSubject) => ({ subjectKind: kind, subjectId: id });

export function createFilesStore(connection: Connection) {
  const model = connection.model<FileDocument>('File', schema);
  const list = async (where: object, limit: number) =>
    (await model.find(where).sort({ createdAt: -1, _id: -1 }).limit(limit).lean<Found[]>()).map(toFile);
  const change = async (where: object, set: object) => {
    const found = await model.findOneAndUpdate(where, { $set: set }, { returnDocument: 'after' }).lean<Found>();
    return found && toFile(found);
  };
  return {
    async begin(file: NewFile): Promise<StoredFile> {
      const created = await model.create({ ...file, state: 'arriving' });
      return toFile(created.toObject<Found>());
    },
    /** Null when the same upload has been kept before, or this one was given up meanwhile. */
    async keep(id: string, found: Pick<StoredFile, 'name' | 'size' | 'sha256'> & { kind: FileKind }) {
      try {
        return await change({ _id: id, state: 'arriving' }, { ...found, state: 'kept' });
      } catch (error) {
        if (duplicateKeyField(error)) return null;
        throw error;
      }
    },
    async discard(id: string): Promise<void> {
      await model.deleteOne({ _id: id, state: 'arriving' });
    },
    async find(id: string): Promise<StoredFile | null> {
      if (!isId(id)) return null;
      const found = await model.findOne({ _id: id, state: { $ne: 'arriving' } }).lean<Found>();
      return found && toFile(found);
    },
    async findSent(authorId: string, clientId: string): Promise<StoredFile | null> {
      const found = await model.findOne({ authorId, clientId, state: { $in: ['kept', 'removed'] } }).lean<Found>();
      return found && toFile(found);
    },
    /** Those on their way included. */
    count: (subject: TalkSubject): Promise<number> =>
      model.countDocuments({ ...of(subject), state: { $in: ['arriving', 'kept'] } }),
    listKept: (subject: TalkSubject, audiences: readonly Audience[], limit: number) =>
      list({ ...of(subject), audience: { $in: [...audiences] }, state: 'kept' }, limit),
    /** Removed ones too. */
    listOf: (subjects: readonly TalkSubject[], limit: number) =>
      subjects.length === 0
        ? Promise.resolve([])
        : list({ $or: subjects.map(of), state: { $in: ['kept', 'removed'] } }, limit),
    listByIds: (ids: readonly string[]) =>
      list({ _id: { $in: ids.filter(isId) }, state: { $in: ['kept', 'removed'] } }, ids.length || 1),
    /** Null when it was removed before. */
    remove: (id: string, removedById: string, removedAt: Date) =>
      change({ _id: id, state: 'kept' }, { state: 'removed', removedById, removedAt }),
    async markEmptied(id: string): Promise<void> {
      await model.updateOne({ _id: id, state: 'removed' }, { $set: { hasBytes: false } });
    },
    listForgotten: (before: Date, limit: number) => list({ state: 'arriving', createdAt: { $lt: before } }, limit),
    listToEmpty: (limit: number) => list({ state: 'removed', hasBytes: true }, limit),
  };
}
export type FilesStore = ReturnType<typeof createFilesStore>;
