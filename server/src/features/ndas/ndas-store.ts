import { Schema, type Connection } from 'mongoose';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface Nda {
  id: string;
  introductionId: string;
  needId: string;
  /** Both, in the order of their ids. */
  organisationIds: string[];
  /** Days in Asia/Tokyo. */
  signedOn: string;
  validUntil: string | null;
  fileId: string | null;
  recordedById: string;
  recordedAt: Date;
  withdrawnAt: Date | null;
  isCurrent: boolean;
  /** False until its case has moved on; a sweep repairs what a crash cut off. */
  isSettled: boolean;
}
type NdaDocument = Omit<Nda, 'id'>;

const schema = new Schema<NdaDocument>(
  {
    introductionId: { type: String, required: true },
    needId: { type: String, required: true },
    organisationIds: { type: [String], required: true },
    signedOn: { type: String, required: true },
    validUntil: { type: String, default: null },
    fileId: { type: String, default: null },
    recordedById: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    withdrawnAt: { type: Date, default: null },
    isCurrent: { type: Boolean, default: true },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'ndas' },
);
// A double click records one; after it was taken back the same day may be recorded again.
schema.index({ introductionId: 1, signedOn: 1 }, { unique: true, partialFilterExpression: { isCurrent: true } });
schema.index({ organisationIds: 1 });
schema.index({ isSettled: 1 });

type Found = NdaDocument & { _id: { toString(): string } };
const toNda = ({ _id, ...rest }: Found): Nda => ({ ...rest, id: _id.toString() });

export function createNdasStore(connection: Connection) {
  const model = connection.model<NdaDocument>('Nda', schema);
  const list = async (where: object, limit: number) =>
    (await model.find(where).sort({ recordedAt: -1, _id: -1 }).limit(limit).lean<Found[]>()).map(toNda);
  return {
    async find(id: string): Promise<Nda | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toNda(found);
    },
    /** Null when that day was recorded before. */
    async create(nda: NdaDocument): Promise<Nda | null> {
      try {
        const created = await model.create(nda);
        return toNda(created.toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error)) return null;
        throw error;
      }
    },
    async findRecorded(introductionId: string, signedOn: string): Promise<Nda | null> {
      const found = await model.findOne({ introductionId, signedOn, isCurrent: true }).lean<Found>();
      return found && toNda(found);
    },
    listBetween: (organisationIds: readonly string[]) => list({ organisationIds: { $all: [...organisationIds] } }, 50),
    /** Organisations bound to this one on that day. */
    async partnersOf(organisationId: string, day: string): Promise<string[]> {
      const found = await model
        .find({
          organisationIds: organisationId,
          isCurrent: true,
          signedOn: { $lte: day },
          $or: [{ validUntil: null }, { validUntil: { $gte: day } }],
        })
        .lean<Found[]>();
      return [...new Set(found.flatMap((nda) => nda.organisationIds))].filter((id) => id !== organisationId);
    },
    /** Null when it was taken back before. */
    async withdraw(id: string, withdrawnAt: Date): Promise<Nda | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, isCurrent: true },
          { $set: { withdrawnAt, isCurrent: false } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toNda(found);
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, limit),
    async markSettled(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { isSettled: true } });
    },
  };
}
export type NdasStore = ReturnType<typeof createNdasStore>;
