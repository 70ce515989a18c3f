// How far somebody is with a pair of a board; pairs that nobody has touched are not kept.
import { Schema, type Connection } from 'mongoose';
import type { BoardCandidateKind, PairState } from '@enishi/shared/themed-boards';
import { duplicateKeyField } from '../../database/model-helpers.js';

export interface BoardPair {
  id: string;
  boardId: string;
  needId: string;
  kind: BoardCandidateKind;
  candidateId: string;
  version: number;
  state: PairState;
  note: string;
  by: string;
  at: Date;
}
type PairDocument = Omit<BoardPair, 'id'>;
export type PairRef = Pick<BoardPair, 'needId' | 'kind' | 'candidateId'>;

const schema = new Schema<PairDocument>(
  {
    boardId: { type: String, required: true },
    needId: { type: String, required: true },
    kind: { type: String, required: true },
    candidateId: { type: String, required: true },
    version: { type: Number, default: 0 },
    state: { type: String, required: true },
    note: { type: String, default: '' },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, collection: 'themed_board_pairs' },
);
schema.index({ boardId: 1, needId: 1, kind: 1, candidateId: 1 }, { unique: true });

type Found = PairDocument & { _id: { toString(): string } };
const toPair = ({ _id, ...rest }: Found): BoardPair => ({ ...rest, id: _id.toString() });

export function createBoardPairsStore(connection: Connection) {
  const model = connection.model<PairDocument>('ThemedBoardPair', schema);
  return {
    async find(boardId: string, { needId, kind, candidateId }: PairRef): Promise<BoardPair | null> {
      const found = await model.findOne({ boardId, needId, kind, candidateId }).lean<Found>();
      return found && toPair(found);
    },
    async listOf(boardIds: readonly string[]): Promise<BoardPair[]> {
      return (await model.find({ boardId: { $in: [...boardIds] } }).lean<Found[]>()).map(toPair);
    },
    count: (boardId: string): Promise<number> => model.countDocuments({ boardId }),
    /** Null when somebody else has written about it meanwhile. */
    async create(pair: Omit<PairDocument, 'version'>): Promise<BoardPair | null> {
      try {
        return toPair((await model.create({ ...pair, version: 0 })).toObject<Found>());
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        return null;
      }
    },
    async update(
      id: string,
      version: number,
      set: Pick<PairDocument, 'state' | 'note' | 'by' | 'at'>,
    ): Promise<BoardPair | null> {
      const found = await model
        .findOneAndUpdate({ _id: id, version }, { $set: set, $inc: { version: 1 } }, { returnDocument: 'after' })
        .lean<Found>();
      return found && toPair(found);
    },
  };
}
export type BoardPairsStore = ReturnType<typeof createBoardPairsStore>;
