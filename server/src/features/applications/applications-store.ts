import { Schema, type Connection } from 'mongoose';
import type { termsStates } from '@enishi/shared/applications';
import {
  openApplicationStates,
  type ApplicationState,
  type ApplicationStep,
  type EndReason,
} from '@enishi/shared/applications';
import type { Side } from '@enishi/shared/introductions';
import type { TermsSheet } from '@enishi/shared/terms';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';

/** One version of the terms sheet. Once sent its words never change; only what became of it is added. */
export interface StoredTerms {
  number: number;
  purpose: 'offer' | 'settling';
  state: (typeof termsStates)[number];
  by: Side;
  byUserId: string;
  sentAt: Date;
  answeredAt: Date | null;
  answeredById: string | null;
  sha256: string;
  /** `orderedOn` is the day of sending until it was accepted. */
  sheet: TermsSheet;
}

export interface StoredStep {
  kind: ApplicationStep;
  /** Null for a clock, or where a listing was closed. */
  by: string | null;
  as: Side | 'desk' | 'clock';
  at: Date;
}

export interface Application {
  id: string;
  version: number;
  /** Of the attempt that made it: sending the same form again makes nothing new. */
  key: string;
  openingId: string;
  expertId: string;
  /** Owner of the opening, and the organisation it is for. */
  clientUserId: string;
  clientOrganisationId: string;
  workerUserId: string;
  /** Of the opening; decides which coordinators look after it. */
  prefecture: string | null;
  state: ApplicationState;
  letter: string;
  invitation: { text: string; by: string; as: 'company' | 'coordinator'; at: Date } | null;
  createdAt: Date;
  changedAt: Date;
  dueAt: Date | null;
  expiresAt: Date | null;
  isReminded: boolean;
  end: { reason: EndReason; text: string; by: Side | null } | null;
  terms: StoredTerms[];
  history: StoredStep[];
  /** How many steps of the history everybody concerned was told of. */
  toldSteps: number;
  /** False until listings, places and notices have followed the last change; a sweep repairs what a crash cut off. */
  isSettled: boolean;
}
export type NewApplication = Omit<Application, 'id'>;

const schema = new Schema<NewApplication>(
  {
    version: { type: Number, default: 0 },
    key: { type: String, required: true },
    openingId: { type: String, required: true },
    expertId: { type: String, required: true },
    clientUserId: { type: String, required: true },
    clientOrganisationId: { type: String, required: true },
    workerUserId: { type: String, required: true },
    prefecture: { type: String, default: null },
    state: { type: String, required: true },
    letter: { type: String, default: '' },
    // Checked by the schemas of shared before they come here.
    invitation: { type: Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    dueAt: { type: Date, default: null },
    expiresAt: { type: Date, default: null },
    isReminded: { type: Boolean, default: false },
    end: { type: Schema.Types.Mixed, default: null },
    terms: { type: [Schema.Types.Mixed], default: [] } as never,
    history: { type: [Schema.Types.Mixed], default: [] } as never,
    toldSteps: { type: Number, default: 0 },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'applications' },
);
// Of two attempts at the same moment, one is told that it is there already.
schema.index({ openingId: 1, expertId: 1 }, { unique: true });
schema.index({ clientUserId: 1, createdAt: -1 });
schema.index({ workerUserId: 1, createdAt: -1 });
schema.index({ prefecture: 1, createdAt: -1 });
schema.index({ expertId: 1, state: 1 });
schema.index({ state: 1, expiresAt: 1 });
schema.index({ isSettled: 1 });

type Found = NewApplication & { _id: { toString(): string } };
const toApplication = ({ _id, ...rest }: Found): Application => ({ ...rest, id: _id.toString() });

/** Those in which one side may see more of the other than strangers may. */
const live: ApplicationState[] = ['applied', 'shortlisted', 'offered', 'accepted'];
const open = { $in: [...openApplicationStates] };

export function createApplicationsStore(connection: Connection) {
  const model = connection.model<NewApplication>('Application', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toApplication);

  return {
    async find(id: string): Promise<Application | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toApplication(found);
    },
    async findPair(openingId: string, expertId: string): Promise<Application | null> {
      const found = await model.findOne({ openingId, expertId }).lean<Found>();
      return found && toApplication(found);
    },
    async listByIds(ids: readonly string[]): Promise<Application[]> {
      return (await model.find({ _id: { $in: ids.filter(isId) } }).lean<Found[]>()).map(toApplication);
    },
    /** `visible` is the policy's filter. */
    async page(visible: object, filter: object, limit: number, before?: { createdAt: Date; id: string }) {
      const where = { $and: [visible, filter] };
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toApplication });
    },
    listOpenOf: ({ kind, id }: { kind: 'opening' | 'expert'; id: string }) =>
      list(kind === 'opening' ? { openingId: id, state: open } : { expertId: id, state: open }, { createdAt: 1 }, 500),
    /** Ids of openings and profiles that somebody still waits on. */
    async openRefs(): Promise<{ openingIds: string[]; expertIds: string[] }> {
      const [openings, experts]: unknown[][] = await Promise.all([
        model.distinct('openingId', { state: open }),
        model.distinct('expertId', { state: open }),
      ]);
      return { openingIds: (openings ?? []).map(String), expertIds: (experts ?? []).map(String) };
    },
    countAccepted: (openingId: string) => model.countDocuments({ openingId, state: 'accepted' }),
    /** Does an application still open this listing to that person? */
    async isHeldOpen(
      where: { openingId: string; workerUserId: string } | { expertId: string; clientUserId: string },
    ): Promise<boolean> {
      // Whoever was invited sees the opening; the company sees no more of the invited than before.
      const states: ApplicationState[] = 'openingId' in where ? ['invited', ...live] : live;
      return (await model.exists({ ...where, state: { $in: states } })) !== null;
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { changedAt: 1 }, limit),
    listExpired: (now: Date, limit: number) => list({ state: open, expiresAt: { $lte: now } }, { expiresAt: 1 }, limit),
    listOverdue: (now: Date, limit: number) =>
      list(
        { state: { $in: ['applied', 'shortlisted'] }, dueAt: { $lte: now }, isReminded: false },
        { dueAt: 1 },
        limit,
      ),
    async markReminded(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { isReminded: true } });
    },
    /** Null when this pair has one already. */
    async create(application: NewApplication): Promise<Application | null> {
      try {
        return toApplication((await model.create(application)).toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error)) return null;
        throw error;
      }
    },
    /** Null when somebody else changed it first. */
    async update(
      id: string,
      version: number,
      set: Partial<NewApplication>,
      step: StoredStep,
    ): Promise<Application | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          { $set: { ...set, isSettled: false }, $push: { history: step }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toApplication(found);
    },
    async markTold(id: string, steps: number): Promise<void> {
      await model.updateOne({ _id: id }, { $max: { toldSteps: steps } });
    },
    async markSettled(id: string, version: number): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
  };
}
export type ApplicationsStore = ReturnType<typeof createApplicationsStore>;
