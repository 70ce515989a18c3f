import { Schema, type Connection } from 'mongoose';
import type { ProjectState } from '@enishi/shared/projects';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';

/** Who changed a thing last, and what; told to whoever comes second. */
export interface LastChange {
  by: string;
  at: Date;
  fields: string[];
}

export interface Project {
  id: string;
  version: number;
  caseId: string;
  /** Of the attempt that made it: the same attempt makes it once. */
  key: string;
  /** Of the case, so that lists can be asked for by it. */
  prefecture: string | null;
  title: string;
  goal: string;
  scenario: string;
  state: ProjectState;
  startsOn: string;
  targetOn: string;
  endedOn: string | null;
  /** When and by whom it was brought to its end. */
  ended: { by: string; at: Date } | null;
  /** Owners of both sides of the introduction that it goes back to. */
  partyIds: string[];
  createdById: string;
  createdAt: Date;
  lastChange: LastChange;
  /** Latest month (YYYY-MM) in which coordinators were asked for the review of the month before. */
  reviewAskedIn: string;
  /** Whether its case was moved to the plan; done once, so that a case that went back since stays where it was put. */
  hasMovedCase: boolean;
  /** False until case, notices and outcomes have followed the last change. */
  isSettled: boolean;
}
type ProjectDocument = Omit<Project, 'id'>;

export const lastChange = new Schema<LastChange>({ by: String, at: Date, fields: [String] }, { _id: false });

const schema = new Schema<ProjectDocument>(
  {
    version: { type: Number, default: 0 },
    caseId: { type: String, required: true },
    key: { type: String, required: true },
    prefecture: { type: String, default: null },
    title: { type: String, required: true },
    goal: { type: String, required: true },
    scenario: { type: String, default: '' },
    state: { type: String, required: true },
    startsOn: { type: String, required: true },
    targetOn: { type: String, required: true },
    endedOn: { type: String, default: null },
    ended: { type: new Schema({ by: String, at: Date }, { _id: false }), default: null },
    partyIds: { type: [String], default: [] },
    createdById: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastChange,
    reviewAskedIn: { type: String, required: true },
    hasMovedCase: { type: Boolean, default: false },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'projects' },
);
// Sending the same form twice, even at the same moment, makes one project.
schema.index({ caseId: 1, key: 1 }, { unique: true });
schema.index({ prefecture: 1, createdAt: -1 });
schema.index({ partyIds: 1, createdAt: -1 });
schema.index({ state: 1, reviewAskedIn: 1 });
schema.index({ isSettled: 1 });

type Found = ProjectDocument & { _id: { toString(): string } };
const toProject = ({ _id, ...rest }: Found): Project => ({ ...rest, id: _id.toString() });

export function createProjectsStore(connection: Connection) {
  const model = connection.model<ProjectDocument>('Project', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toProject);
  return {
    async find(id: string): Promise<Project | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toProject(found);
    },
    listByIds: (ids: readonly string[]) => list({ _id: { $in: ids.filter(isId) } }, { createdAt: -1 }, ids.length || 1),
    listOfCase: (caseId: string) => list({ caseId }, { createdAt: 1 }, 100),
    listOfCases: (caseIds: readonly string[]) => list({ caseId: { $in: [...caseIds] } }, { createdAt: 1 }, 5000),
    /** `visible` is the policy's filter. */
    async page(
      visible: object,
      filter: { state?: ProjectState; caseId?: string },
      limit: number,
      before?: { createdAt: Date; id: string },
    ) {
      const where = { $and: [visible, filter] };
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toProject });
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    /** Under way, and not asked for a review yet in this month. */
    listUnasked: (month: string, limit: number) =>
      list({ state: 'under_way', reviewAskedIn: { $lt: month } }, { reviewAskedIn: 1 }, limit),
    /** The one of the same attempt, if it was made already. */
    async create(project: ProjectDocument): Promise<Project> {
      try {
        return toProject((await model.create(project)).toObject<Found>());
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        const { caseId, key } = project;
        const found = await model.findOne({ caseId, key }).lean<Found>();
        if (!found) throw error;
        return toProject(found);
      }
    },
    /** Null when somebody else changed it first. */
    async update(id: string, version: number, set: Partial<ProjectDocument>): Promise<Project | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          { $set: { ...set, isSettled: false }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toProject(found);
    },
    async markSettled(id: string, version: number): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
    /** Only where there are none yet. */
    async setParties(id: string, partyIds: readonly string[]): Promise<void> {
      await model.updateOne({ _id: id, partyIds: [] }, { $set: { partyIds: [...partyIds] } });
    },
    async markCaseMoved(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { hasMovedCase: true } });
    },
    async markAsked(id: string, month: string): Promise<void> {
      await model.updateOne({ _id: id, reviewAskedIn: { $lt: month } }, { $set: { reviewAskedIn: month } });
    },
  };
}
export type ProjectsStore = ReturnType<typeof createProjectsStore>;
