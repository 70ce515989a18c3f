// Weekly reports, each a document of its own, so that a report and its approval never meet another change.
import { Schema, type Connection } from 'mongoose';
import type { ReportState } from '@enishi/shared/assignments';
import { duplicateKeyField } from '../../database/model-helpers.js';
import type { LastChange } from './assignments-store.js';

export interface Report {
  id: string;
  assignmentId: string;
  /** Its Monday. */
  week: string;
  version: number;
  units: number;
  note: string;
  state: ReportState;
  submittedAt: Date;
  answeredAt: Date | null;
  reason: string;
  lastChange: LastChange;
  isSettled: boolean;
}
type ReportDocument = Omit<Report, 'id'>;

const schema = new Schema<ReportDocument>(
  {
    assignmentId: { type: String, required: true },
    week: { type: String, required: true },
    version: { type: Number, default: 0 },
    units: { type: Number, required: true },
    note: { type: String, default: '' },
    state: { type: String, required: true },
    submittedAt: { type: Date, required: true },
    answeredAt: { type: Date, default: null },
    reason: { type: String, default: '' },
    lastChange: { type: new Schema<LastChange>({ by: String, at: Date, fields: [String] }, { _id: false }) },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'assignment_reports' },
);
// A week is reported once, also when it is sent twice at the same moment.
schema.index({ assignmentId: 1, week: 1 }, { unique: true });
schema.index({ isSettled: 1 });

type Found = ReportDocument & { _id: { toString(): string } };
const toReport = ({ _id, ...rest }: Found): Report => ({ ...rest, id: _id.toString() });

export function createAssignmentReportsStore(connection: Connection) {
  const model = connection.model<ReportDocument>('AssignmentReport', schema);
  return {
    async find(assignmentId: string, week: string): Promise<Report | null> {
      const found = await model.findOne({ assignmentId, week }).lean<Found>();
      return found && toReport(found);
    },
    /** Oldest week first. */
    async listOf(assignmentIds: readonly string[]): Promise<Report[]> {
      const where = { assignmentId: { $in: [...assignmentIds] } };
      return (await model.find(where).sort({ week: 1 }).lean<Found[]>()).map(toReport);
    },
    /** Null when the week has a report already. */
    async create(report: Omit<ReportDocument, 'version' | 'isSettled'>): Promise<Report | null> {
      try {
        return toReport((await model.create(report)).toObject<Found>());
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        return null;
      }
    },
    /** Null when it was changed meanwhile. */
    async update(
      { id, version, state }: Pick<Report, 'id' | 'version' | 'state'>,
      set: Partial<ReportDocument>,
    ): Promise<Report | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version, state },
          { $set: { ...set, isSettled: false }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toReport(found);
    },
    async unsettledAssignmentIds(): Promise<string[]> {
      const found: unknown[] = await model.distinct('assignmentId', { isSettled: false });
      return found.map(String);
    },
    async markSettled(reports: readonly Pick<Report, 'id' | 'version'>[]): Promise<void> {
      for (const { id, version } of reports) await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
  };
}
export type AssignmentReportsStore = ReturnType<typeof createAssignmentReportsStore>;
