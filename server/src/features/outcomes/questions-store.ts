// What is asked after an outcome: when the next round of a case is due, and each question with its answer.
import { Schema, type Connection } from 'mongoose';
import type { Language } from '@enishi/shared/fields';
import type { QuestionAnswer } from '@enishi/shared/outcomes';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';

export interface Question {
  id: string;
  version: number;
  caseId: string;
  needId: string | null;
  /** Which round: months after the outcome. */
  months: number;
  /** Id of the account that was asked, or "contact". */
  holder: string;
  userId: string | null;
  name: string;
  email: string;
  language: Language;
  /** Part of the link; another one makes the link useless. */
  nonce: string;
  askedAt: Date;
  expiresAt: Date;
  /** Letter or notice was handed over. */
  isTold: boolean;
  answer: QuestionAnswer | null;
  answeredAt: Date | null;
  revokedAt: Date | null;
  /** False from an answer until it has landed among the outcomes. */
  isSettled: boolean;
}
type QuestionDocument = Omit<Question, 'id'>;

const schema = new Schema<QuestionDocument>(
  {
    version: { type: Number, default: 0 },
    caseId: { type: String, required: true },
    needId: { type: String, default: null },
    months: { type: Number, required: true },
    holder: { type: String, required: true },
    userId: { type: String, default: null },
    name: { type: String, default: '' },
    email: { type: String, default: '' },
    language: { type: String, default: 'ja' },
    nonce: { type: String, required: true },
    askedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    isTold: { type: Boolean, default: false },
    answer: { type: Schema.Types.Mixed, default: null },
    answeredAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    isSettled: { type: Boolean, default: true },
  },
  { versionKey: false, minimize: false, collection: 'outcome_questions' },
);
// However often a round is begun, each person is asked once.
schema.index({ caseId: 1, months: 1, holder: 1 }, { unique: true });
schema.index({ userId: 1, askedAt: -1 });
schema.index({ isTold: 1 });
schema.index({ isSettled: 1 });

export interface QuestionSchedule {
  caseId: string;
  /** The day from which the rounds are counted. */
  since: string;
  /** The day of the next round; null when all are over. */
  nextOn: string | null;
}
const scheduleSchema = new Schema<QuestionSchedule>(
  {
    caseId: { type: String, required: true },
    since: { type: String, required: true },
    nextOn: { type: String, default: null },
  },
  { versionKey: false, collection: 'outcome_schedules' },
);
scheduleSchema.index({ caseId: 1 }, { unique: true });
scheduleSchema.index({ nextOn: 1 });

type Found = QuestionDocument & { _id: { toString(): string } };
const toQuestion = ({ _id, ...rest }: Found): Question => ({ ...rest, id: _id.toString() });

export function createQuestionsStore(connection: Connection) {
  const model = connection.model<QuestionDocument>('OutcomeQuestion', schema);
  const schedules = connection.model<QuestionSchedule>('OutcomeSchedule', scheduleSchema);
  const list = async (where: object, limit: number, sort: Record<string, 1 | -1> = { askedAt: 1 }) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toQuestion);
  const ignoreKnown = (error: unknown) => {
    if (!duplicateKeyField(error)) throw error;
  };
  return {
    async find(id: string): Promise<Question | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toQuestion(found);
    },
    listOf: (caseId: string) => list({ caseId }, 200),
    /** The latest question to this person about this need. */
    async findLatest(userId: string, needId: string): Promise<Question | null> {
      return (await list({ userId, needId }, 1, { askedAt: -1 }))[0] ?? null;
    },
    listUntold: (limit: number) => list({ isTold: false }, limit),
    listUnsettled: (limit: number) => list({ isSettled: false }, limit),
    async create(question: QuestionDocument): Promise<void> {
      await model.create(question).catch(ignoreKnown);
    },
    async markTold(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { isTold: true } });
    },
    /** Null when it was answered from elsewhere meanwhile. */
    async answer(id: string, version: number, answer: QuestionAnswer, answeredAt: Date): Promise<Question | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version, revokedAt: null },
          { $set: { answer, answeredAt, isSettled: false }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toQuestion(found);
    },
    async revoke(id: string, caseId: string, nonce: string, revokedAt: Date): Promise<boolean> {
      if (!isId(id)) return false;
      const where = { _id: id, caseId };
      await model.updateOne({ ...where, revokedAt: null }, { $set: { nonce, revokedAt }, $inc: { version: 1 } });
      return (await model.exists(where)) !== null;
    },
    async markSettled(id: string, version: number): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },

    findSchedule: (caseId: string) => schedules.findOne({ caseId }).lean<QuestionSchedule>(),
    listDue: (today: string, limit: number) =>
      schedules
        .find({ nextOn: { $ne: null, $lte: today } })
        .limit(limit)
        .lean<QuestionSchedule[]>(),
    /** The first plan of a case counts. */
    async plan(schedule: QuestionSchedule): Promise<void> {
      if ((await schedules.exists({ caseId: schedule.caseId })) === null)
        await schedules.create(schedule).catch(ignoreKnown);
    },
    async moveOn(caseId: string, from: string, nextOn: string | null): Promise<void> {
      await schedules.updateOne({ caseId, nextOn: from }, { $set: { nextOn } });
    },
  };
}
export type QuestionsStore = ReturnType<typeof createQuestionsStore>;
