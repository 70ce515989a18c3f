import { Schema, type Connection } from 'mongoose';
import type {
  DispatchDecline,
  DispatchEnd,
  DispatchPlace,
  DispatchReport,
  DispatchState,
  DispatchStep,
} from '@enishi/shared/dispatches';
import { below, duplicateKeyField, isId } from '../../database/model-helpers.js';
import { withNewCode } from '../../listings/listing-code.js';

export interface StoredStep {
  kind: DispatchStep;
  /** Null for a clock, or where it followed from a meeting. */
  by: string | null;
  at: Date;
}

export interface Dispatch {
  id: string;
  code: string;
  version: number;
  key: string;
  createdById: string;
  /** Null where a coordinator asks for a company. */
  clientUserId: string | null;
  clientOrganisationId: string;
  prefecture: string;
  theme: string;
  text: string;
  tags: string[];
  hours: number;
  place: DispatchPlace;
  municipality: string | null;
  wantedBy: string | null;
  state: DispatchState;
  wishedExpertId: string | null;
  expertId: string | null;
  expertUserId: string | null;
  askedById: string | null;
  answerBy: Date | null;
  declines: { expertId: string; reason: DispatchDecline | null; text: string }[];
  caseId: string | null;
  visit: { meetingId: string; startsAt: Date; endsAt: Date } | null;
  isReminded: boolean;
  report: (DispatchReport & { by: string; at: Date }) | null;
  end: { reason: DispatchEnd; text: string; by: string } | null;
  createdAt: Date;
  steps: StoredStep[];
  /** How many of the steps everybody concerned was told of. */
  toldSteps: number;
  /** False until hours, case and notices have followed the last change; a sweep repairs what a crash cut off. */
  isSettled: boolean;
}
export type NewDispatch = Omit<Dispatch, 'id' | 'code'>;
type Stored = Omit<Dispatch, 'id'>;

const mixed = { type: Schema.Types.Mixed, default: null };
const schema = new Schema<Stored>(
  {
    code: { type: String, required: true },
    version: { type: Number, default: 0 },
    key: { type: String, required: true },
    createdById: { type: String, required: true },
    clientUserId: { type: String, default: null },
    clientOrganisationId: { type: String, required: true },
    prefecture: { type: String, required: true },
    theme: { type: String, required: true },
    text: { type: String, required: true },
    tags: { type: [String], default: [] },
    hours: { type: Number, required: true },
    place: { type: String, required: true },
    municipality: { type: String, default: null },
    wantedBy: { type: String, default: null },
    state: { type: String, required: true },
    wishedExpertId: { type: String, default: null },
    expertId: { type: String, default: null },
    expertUserId: { type: String, default: null },
    askedById: { type: String, default: null },
    answerBy: { type: Date, default: null },
    // Checked by the schemas of shared before they come here.
    declines: { type: [Schema.Types.Mixed], default: [] } as never,
    caseId: { type: String, default: null },
    visit: mixed,
    isReminded: { type: Boolean, default: false },
    report: mixed,
    end: mixed,
    createdAt: { type: Date, required: true },
    steps: { type: [Schema.Types.Mixed], default: [] } as never,
    toldSteps: { type: Number, default: 0 },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'dispatches' },
);
schema.index({ code: 1 }, { unique: true });
// Of a form that is sent twice at the same moment, one is told that it is there already.
schema.index({ createdById: 1, key: 1 }, { unique: true });
schema.index({ clientUserId: 1, createdAt: -1 });
schema.index({ expertUserId: 1, createdAt: -1 });
schema.index({ prefecture: 1, createdAt: -1 });
schema.index({ caseId: 1 });
schema.index({ state: 1, answerBy: 1 });
schema.index({ isSettled: 1 });

type Found = Stored & { _id: { toString(): string } };
const toDispatch = ({ _id, ...rest }: Found): Dispatch => ({ ...rest, id: _id.toString() });

export function createDispatchesStore(connection: Connection) {
  const model = connection.model<Stored>('Dispatch', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toDispatch);
  const findByKey = async (createdById: string, key: string): Promise<Dispatch | null> => {
    const found = await model.findOne({ createdById, key }).lean<Found>();
    return found && toDispatch(found);
  };
  return {
    findByKey,
    async find(id: string): Promise<Dispatch | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toDispatch(found);
    },
    listByIds: (ids: readonly string[]) => list({ _id: { $in: ids.filter(isId) } }, { createdAt: -1 }, 500),
    async findOfCase(caseId: string): Promise<Dispatch | null> {
      const found = await model.findOne({ caseId }).lean<Found>();
      return found && toDispatch(found);
    },
    async create(dispatch: NewDispatch): Promise<{ made: Dispatch; isNew: boolean }> {
      try {
        const created = await withNewCode('D', (code) => model.create({ ...dispatch, code }));
        return { made: toDispatch(created.toObject<Found>()), isNew: true };
      } catch (error) {
        const there = duplicateKeyField(error) ? await findByKey(dispatch.createdById, dispatch.key) : null;
        if (!there) throw error;
        return { made: there, isNew: false };
      }
    },
    /** @returns null when somebody else was quicker */
    async update(id: string, version: number, set: Partial<Stored>, step: StoredStep | null): Promise<Dispatch | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          { $set: { ...set, isSettled: false }, $inc: { version: 1 }, ...(step && { $push: { steps: step } }) },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toDispatch(found);
    },
    async setCase(id: string, caseId: string): Promise<void> {
      await model.updateOne({ _id: id, caseId: null }, { $set: { caseId } });
    },
    async setReminded(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { isReminded: true } });
    },
    async markSettled({ id, version, steps }: Dispatch): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true, toldSteps: steps.length } });
    },
    async page(where: object, limit: number, before?: { createdAt: Date; id: string }) {
      const next = before && below('createdAt', before.createdAt, before.id);
      const [items, total] = await Promise.all([
        list(next ? { $and: [where, next] } : where, { createdAt: -1, _id: -1 }, limit),
        model.countDocuments(where),
      ]);
      return { items, total };
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    listUnanswered: (at: Date, limit: number) =>
      list({ state: 'asked', answerBy: { $lte: at } }, { answerBy: 1 }, limit),
    listUnreported: (at: Date, limit: number) =>
      list({ state: 'accepted', isReminded: false, 'visit.endsAt': { $lte: at } }, { createdAt: 1 }, limit),
  };
}
export type DispatchesStore = ReturnType<typeof createDispatchesStore>;
