// The parts of projects, each a document of its own: two people who change two of them never meet.
import { Schema, type Connection } from 'mongoose';
import type { PartForm, PartKind } from '@enishi/shared/projects';
import { duplicateKeyField, isId, newId } from '../../database/model-helpers.js';
import { alreadyExists } from '../../errors.js';
import { lastChange, type LastChange } from './projects-store.js';

interface PartFacts {
  id: string;
  projectId: string;
  version: number;
  key: string;
  /** What there may be once only, such as the review of a month; otherwise its own id. */
  slot: string;
  createdById: string;
  createdAt: Date;
  lastChange: LastChange;
  /** When and by whom a milestone was called reached. */
  reached: { by: string; at: Date } | null;
  removedAt: Date | null;
  isSettled: boolean;
}
export type Part = PartFacts & PartForm;
export type PartOf<K extends PartKind> = Extract<Part, { kind: K }>;
type PartDocument = Omit<PartFacts, 'id'> & { kind: PartKind; content: object };

const schema = new Schema<PartDocument>(
  {
    projectId: { type: String, required: true },
    version: { type: Number, default: 0 },
    kind: { type: String, required: true },
    key: { type: String, required: true },
    slot: { type: String, required: true },
    // Checked by the contract's schema before it comes here.
    content: { type: Schema.Types.Mixed, required: true },
    createdById: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastChange,
    reached: { type: new Schema({ by: String, at: Date }, { _id: false }), default: null },
    removedAt: { type: Date, default: null },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'project_parts' },
);
schema.index({ projectId: 1, key: 1 }, { unique: true });
schema.index({ projectId: 1, slot: 1 }, { unique: true });
schema.index({ kind: 1, 'content.userId': 1 });
schema.index({ isSettled: 1 });

type Found = PartDocument & { _id: { toString(): string } };
const toPart = ({ _id, ...rest }: Found): Part => ({ ...rest, id: _id.toString() }) as Part;

const slotOf = ({ kind, content }: PartForm, id: string): string =>
  kind === 'review' ? `review:${content.month}` : id;

export type NewPart = Pick<PartFacts, 'projectId' | 'key' | 'createdById' | 'createdAt' | 'lastChange' | 'reached'> &
  PartForm;

export function createProjectPartsStore(connection: Connection) {
  const model = connection.model<PartDocument>('ProjectPart', schema);
  const list = async (where: object) =>
    (
      await model
        .find({ ...where, removedAt: null })
        .sort({ createdAt: 1, _id: 1 })
        .lean<Found[]>()
    ).map(toPart);
  return {
    async find(id: string, projectId: string): Promise<Part | null> {
      if (!isId(id)) return null;
      const found = await model.findOne({ _id: id, projectId, removedAt: null }).lean<Found>();
      return found && toPart(found);
    },
    listOf: (projectIds: readonly string[]) => list({ projectId: { $in: [...projectIds] } }),
    count: (projectId: string, kind: PartKind) => model.countDocuments({ projectId, kind, removedAt: null }),
    /** Projects that have this person in the team. */
    async projectIdsOf(userId: string): Promise<string[]> {
      const found: unknown[] = await model.distinct('projectId', {
        kind: 'team',
        'content.userId': userId,
        removedAt: null,
      });
      return found.map(String);
    },
    async unsettledProjectIds(): Promise<string[]> {
      const found: unknown[] = await model.distinct('projectId', { isSettled: false });
      return found.map(String);
    },
    /** The one of the same attempt, if it was made already. @throws already_exists when its place is taken */
    async create(part: NewPart): Promise<Part> {
      const id = newId();
      const slot = slotOf(part, id);
      try {
        const created = await model.create({ _id: id, ...part, slot, version: 0, removedAt: null, isSettled: false });
        return toPart(created.toObject<Found>());
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        const { projectId, key } = part;
        const found = await model.findOne({ projectId, key }).lean<Found>();
        if (!found) throw alreadyExists();
        return toPart(found);
      }
    },
    /** Null when somebody else changed it first. */
    async update(
      part: Part,
      version: number,
      form: PartForm,
      set: Pick<PartFacts, 'lastChange' | 'reached'>,
    ): Promise<Part | null> {
      try {
        const found = await model
          .findOneAndUpdate(
            { _id: part.id, projectId: part.projectId, version, removedAt: null },
            {
              $set: { ...set, content: form.content, slot: slotOf(form, part.id), isSettled: false },
              $inc: { version: 1 },
            },
            { returnDocument: 'after' },
          )
          .lean<Found>();
        return found && toPart(found);
      } catch (error) {
        if (duplicateKeyField(error)) throw alreadyExists();
        throw error;
      }
    },
    /** It stays as a trace of its attempt, but gives its place free. False when somebody else changed it first. */
    async remove(part: Part, version: number, change: LastChange): Promise<boolean> {
      const found = await model.updateOne(
        { _id: part.id, version, removedAt: null },
        { $set: { removedAt: change.at, lastChange: change, slot: part.id, isSettled: false }, $inc: { version: 1 } },
      );
      return found.modifiedCount === 1;
    },
    async markSettled(parts: readonly Pick<Part, 'id' | 'version'>[]): Promise<void> {
      for (const { id, version } of parts) await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
    async listUnsettled(projectId: string): Promise<Part[]> {
      return (await model.find({ projectId, isSettled: false }).lean<Found[]>()).map(toPart);
    },
  };
}
export type ProjectPartsStore = ReturnType<typeof createProjectPartsStore>;
