import { Schema, type Connection } from 'mongoose';
import type { OutcomeCertainty, OutcomeForm, OutcomeKind } from '@enishi/shared/outcomes';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface Outcome {
  id: string;
  version: number;
  caseId: string;
  /** Of the attempt that made it, or of the question it answers: the same key makes one outcome. */
  key: string;
  kind: OutcomeKind;
  certainty: OutcomeCertainty;
  fiscalYear: number;
  yen: number | null;
  count: number;
  text: string;
  /** Null for what the company answered. */
  createdById: string | null;
  createdAt: Date;
  changedById: string | null;
  changedAt: Date;
  changedFields: string[];
  removedAt: Date | null;
  /** False until its case has moved on and the questions after it are planned. */
  isSettled: boolean;
}
type OutcomeDocument = Omit<Outcome, 'id'>;

const schema = new Schema<OutcomeDocument>(
  {
    version: { type: Number, default: 0 },
    caseId: { type: String, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    certainty: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    yen: { type: Number, default: null },
    count: { type: Number, required: true },
    text: { type: String, default: '' },
    createdById: { type: String, default: null },
    createdAt: { type: Date, required: true },
    changedById: { type: String, default: null },
    changedAt: { type: Date, required: true },
    changedFields: { type: [String], default: [] },
    removedAt: { type: Date, default: null },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'outcomes' },
);
schema.index({ caseId: 1, key: 1 }, { unique: true });
schema.index({ caseId: 1, createdAt: 1 });
schema.index({ fiscalYear: 1 });
schema.index({ isSettled: 1 });

type Found = OutcomeDocument & { _id: { toString(): string } };
const toOutcome = ({ _id, ...rest }: Found): Outcome => ({ ...rest, id: _id.toString() });

export type NewOutcome = Omit<OutcomeDocument, 'version' | 'removedAt' | 'isSettled'>;
type Change = Pick<Outcome, 'changedById' | 'changedAt' | 'changedFields'>;

export function createOutcomesStore(connection: Connection) {
  const model = connection.model<OutcomeDocument>('Outcome', schema);
  const list = async (where: object) =>
    (
      await model
        .find({ ...where, removedAt: null })
        .sort({ createdAt: 1, _id: 1 })
        .lean<Found[]>()
    ).map(toOutcome);
  const findByKey = async (caseId: string, key: string): Promise<Outcome | null> => {
    const found = await model.findOne({ caseId, key }).lean<Found>();
    return found && toOutcome(found);
  };
  /** The one of the same attempt, if it was made already, even if it was taken out since. */
  const create = async (outcome: NewOutcome): Promise<Outcome> => {
    try {
      const created = await model.create({ ...outcome, version: 0, removedAt: null, isSettled: false });
      return toOutcome(created.toObject<Found>());
    } catch (error) {
      const found = duplicateKeyField(error) ? await findByKey(outcome.caseId, outcome.key) : null;
      if (!found) throw error;
      return found;
    }
  };
  return {
    async find(id: string, caseId: string): Promise<Outcome | null> {
      if (!isId(id)) return null;
      const found = await model.findOne({ _id: id, caseId, removedAt: null }).lean<Found>();
      return found && toOutcome(found);
    },
    listOf: (caseIds: readonly string[]) => list({ caseId: { $in: [...caseIds] } }),
    listOfYear: (fiscalYear: number) => list({ fiscalYear }),
    async listUnsettled(limit: number): Promise<Outcome[]> {
      return (await model.find({ isSettled: false }).sort({ createdAt: 1 }).limit(limit).lean<Found[]>()).map(
        toOutcome,
      );
    },
    create,
    /** Null when somebody else changed it first. */
    async update(
      { id, caseId }: Outcome,
      version: number,
      form: OutcomeForm | { removedAt: Date },
      change: Change,
    ): Promise<Outcome | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, caseId, version, removedAt: null },
          { $set: { ...form, ...change }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toOutcome(found);
    },
    /**
     * What an answer says, as long as no coordinator has made it their own. Null takes back what was said before.
     * @param key of the answer, within the case
     */
    async putReported(caseId: string, key: string, given: Omit<NewOutcome, 'caseId' | 'key'> | null): Promise<void> {
      const known = await findByKey(caseId, key);
      if (!known) {
        if (given) await create({ ...given, caseId, key });
        return;
      }
      const where = { caseId, key, certainty: 'reported' as const, version: known.version };
      if (!given) {
        if (known.removedAt === null)
          await model.updateOne(where, { $set: { removedAt: known.changedAt }, $inc: { version: 1 } });
        return;
      }
      const { yen, count, text, changedAt, fiscalYear } = given;
      await model.updateOne(where, {
        $set: { yen, count, text, changedAt, fiscalYear, removedAt: null },
        $inc: { version: 1 },
      });
    },
    async markSettled(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { isSettled: true } });
    },
  };
}
export type OutcomesStore = ReturnType<typeof createOutcomesStore>;
