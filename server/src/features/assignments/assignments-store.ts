import { Schema, type Connection } from 'mongoose';
import type {
  AcceptedOffer,
  AssignmentSide,
  AssignmentState,
  DeliveryState,
  Review,
  StopReason,
} from '@enishi/shared/assignments';
import type { TermsSheet } from '@enishi/shared/terms';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';

/** Who changed a thing last, and what; told to whoever comes second. */
export interface LastChange {
  by: string;
  at: Date;
  fields: string[];
}

export interface Delivery {
  id: string;
  /** Of the attempt that handed it over. */
  key: string;
  at: Date;
  note: string;
  links: { title: string; url: string }[];
  fileIds: string[];
  /** Last day for the inspection. */
  inspectBy: string;
  state: DeliveryState;
  answeredAt: Date | null;
  reason: string;
}

export interface RecordedPayment {
  key: string;
  paidOn: string;
  /** What it covered; null where no amount was agreed. */
  yen: number | null;
}

export interface Assignment extends AcceptedOffer {
  id: string;
  version: number;
  state: AssignmentState;
  deliveries: Delivery[];
  payments: RecordedPayment[];
  reviews: (Review & { side: AssignmentSide; at: Date })[];
  stopped: { by: AssignmentSide; reason: StopReason; text: string } | null;
  endedAt: Date | null;
  createdAt: Date;
  lastChange: LastChange;
  /** When something of it becomes late next; null while nothing can. */
  nextClockAt: Date | null;
  /** False until notices and clocks have followed the last change. */
  isSettled: boolean;
}
export type AssignmentDocument = Omit<Assignment, 'id'>;

const checked = { type: Schema.Types.Mixed, required: true };
const schema = new Schema<AssignmentDocument>(
  {
    version: { type: Number, default: 0 },
    applicationId: { type: String, required: true },
    clientUserId: { type: String, required: true },
    clientOrganisationId: { type: String, required: true },
    workerUserId: { type: String, required: true },
    openingId: { type: String, required: true },
    expertId: { type: String, required: true },
    title: { type: String, required: true },
    // Checked by the contracts' schemas before they come here.
    terms: checked,
    workPackage: { type: Schema.Types.Mixed, default: null },
    prefecture: { type: String, default: null },
    state: { type: String, required: true },
    deliveries: { type: [Schema.Types.Mixed], default: [] } as never,
    payments: { type: [Schema.Types.Mixed], default: [] } as never,
    reviews: { type: [Schema.Types.Mixed], default: [] } as never,
    stopped: { type: Schema.Types.Mixed, default: null },
    endedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    lastChange: { type: new Schema<LastChange>({ by: String, at: Date, fields: [String] }, { _id: false }) },
    nextClockAt: { type: Date, default: null },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'assignments' },
);
// However often an accepted offer is announced, it begins one assignment.
schema.index({ applicationId: 1 }, { unique: true });
schema.index({ prefecture: 1, createdAt: -1 });
schema.index({ clientUserId: 1, createdAt: -1 });
schema.index({ workerUserId: 1, createdAt: -1 });
schema.index({ isSettled: 1 });
schema.index({ nextClockAt: 1 });

type Found = AssignmentDocument & { _id: { toString(): string } };
const toAssignment = ({ _id, ...rest }: Found): Assignment => ({ ...rest, id: _id.toString() });

export function createAssignmentsStore(connection: Connection) {
  const model = connection.model<AssignmentDocument>('Assignment', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toAssignment);
  const findWhere = async (where: object): Promise<Assignment | null> => {
    const found = await model.findOne(where).lean<Found>();
    return found && toAssignment(found);
  };
  return {
    find: (id: string): Promise<Assignment | null> => (isId(id) ? findWhere({ _id: id }) : Promise.resolve(null)),
    findOfApplication: (applicationId: string) => findWhere({ applicationId }),
    listByIds: (ids: readonly string[]) => list({ _id: { $in: ids.filter(isId) } }, { createdAt: -1 }, ids.length || 1),
    /** `visible` is the policy's filter. */
    async page(
      visible: object,
      filter: { state?: AssignmentState },
      limit: number,
      before?: { createdAt: Date; id: string },
    ) {
      const where = { $and: [visible, filter] };
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toAssignment });
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    listDue: (now: Date, limit: number) => list({ nextClockAt: { $ne: null, $lte: now } }, { nextClockAt: 1 }, limit),
    /** False when the application has its assignment already. */
    async create(assignment: AssignmentDocument): Promise<boolean> {
      try {
        await model.create(assignment);
        return true;
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        return false;
      }
    },
    /** Null when somebody else changed it first. */
    async update(
      { id, version }: Pick<Assignment, 'id' | 'version'>,
      set: Partial<AssignmentDocument>,
    ): Promise<Assignment | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          { $set: { ...set, isSettled: false }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toAssignment(found);
    },
    /** False when that side has looked back already; the other side may do so at the same moment. */
    async addReview(id: string, review: Assignment['reviews'][number], lastChange: LastChange): Promise<boolean> {
      const { modifiedCount } = await model.updateOne(
        { _id: id, 'reviews.side': { $ne: review.side } },
        { $push: { reviews: review }, $set: { lastChange, isSettled: false }, $inc: { version: 1 } },
      );
      return modifiedCount === 1;
    },
    async markSettled({ id, version }: Pick<Assignment, 'id' | 'version'>, nextClockAt: Date | null): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true, nextClockAt } });
    },
    /** Settled terms of the same offer, agreed later. */
    async setTerms({ id }: Pick<Assignment, 'id'>, terms: TermsSheet): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { terms, isSettled: false }, $inc: { version: 1 } });
    },
  };
}
export type AssignmentsStore = ReturnType<typeof createAssignmentsStore>;
