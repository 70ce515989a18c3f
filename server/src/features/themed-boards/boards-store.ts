import { Schema, type Connection } from 'mongoose';
import type { BoardForm } from '@enishi/shared/themed-boards';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface LastChange {
  by: string;
  at: Date;
  fields: string[];
}

export interface Board extends BoardForm {
  id: string;
  version: number;
  /** Of the attempt that made it: the same attempt makes it once. */
  key: string;
  keeperId: string;
  /** The centre that keeps it, and where its colleagues serve. */
  organisationId: string;
  servedPrefectures: string[];
  createdAt: Date;
  lastChange: LastChange;
  removedAt: Date | null;
}
type BoardDocument = Omit<Board, 'id'>;

const schema = new Schema<BoardDocument>(
  {
    version: { type: Number, default: 0 },
    key: { type: String, required: true },
    title: { type: String, required: true },
    tags: { type: [String], required: true },
    words: { type: String, default: '' },
    prefectures: { type: [String], default: [] },
    note: { type: String, default: '' },
    keeperId: { type: String, required: true },
    organisationId: { type: String, required: true },
    servedPrefectures: { type: [String], default: [] },
    createdAt: { type: Date, required: true },
    lastChange: { type: new Schema<LastChange>({ by: String, at: Date, fields: [String] }, { _id: false }) },
    removedAt: { type: Date, default: null },
  },
  { versionKey: false, collection: 'themed_boards' },
);
schema.index({ keeperId: 1, key: 1 }, { unique: true });
schema.index({ organisationId: 1, createdAt: -1 });
schema.index({ servedPrefectures: 1, createdAt: -1 });

type Found = BoardDocument & { _id: { toString(): string } };
const toBoard = ({ _id, ...rest }: Found): Board => ({ ...rest, id: _id.toString() });

export function createBoardsStore(connection: Connection) {
  const model = connection.model<BoardDocument>('ThemedBoard', schema);
  return {
    async find(id: string): Promise<Board | null> {
      if (!isId(id)) return null;
      const found = await model.findOne({ _id: id, removedAt: null }).lean<Found>();
      return found && toBoard(found);
    },
    /** Also of one that was taken away, so that screens hear of it. */
    async servedBy(id: string): Promise<string[]> {
      return (await model.findById(id).lean<Found>())?.servedPrefectures ?? [];
    },
    /** `visible` is the policy's filter; newest first. */
    async list(visible: object, limit: number): Promise<Board[]> {
      const where = { $and: [visible, { removedAt: null }] };
      return (await model.find(where).sort({ createdAt: -1, _id: -1 }).limit(limit).lean<Found[]>()).map(toBoard);
    },
    count: (keeperId: string): Promise<number> => model.countDocuments({ keeperId, removedAt: null }),
    /** The one of the same attempt, if it was made already. */
    async create(board: BoardDocument): Promise<Board> {
      try {
        return toBoard((await model.create(board)).toObject<Found>());
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        const found = await model.findOne({ keeperId: board.keeperId, key: board.key }).lean<Found>();
        if (!found) throw error;
        return toBoard(found);
      }
    },
    /** Null when somebody else changed it first. */
    async update(id: string, version: number, set: Partial<BoardDocument>): Promise<Board | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version, removedAt: null },
          { $set: set, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toBoard(found);
    },
  };
}
export type BoardsStore = ReturnType<typeof createBoardsStore>;
