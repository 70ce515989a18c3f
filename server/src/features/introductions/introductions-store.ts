import { Schema, type Connection } from 'mongoose';
import type { CandidateKind, DeclineReason } from '@enishi/shared/matches';
import type { IntroductionOrigin, IntroductionState, Side, StandardReply } from '@enishi/shared/introductions';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';
import { alreadyExists } from '../../errors.js';
import type { PairedRef } from '../../listings/listing.js';

export interface Answer {
  state: 'pending' | 'accepted' | 'declined';
  at: Date | null;
  reason: DeclineReason | null;
  text: string;
}

export const stepKinds = ['proposed', 'interest', 'accepted', 'declined', 'connected', 'ended', 'expired'] as const;
export interface IntroductionStep {
  kind: (typeof stepKinds)[number];
  by: string | null;
  at: Date;
  reason: DeclineReason | null;
  text: string;
}

export interface Introduction {
  id: string;
  version: number;
  needId: string;
  itemKind: CandidateKind;
  itemId: string;
  needOwnerId: string;
  itemOwnerId: string;
  /** Of the need; decides which coordinators look after it. */
  prefecture: string | null;
  origin: IntroductionOrigin;
  createdById: string;
  coordinatorId: string | null;
  reply: StandardReply;
  state: IntroductionState;
  answers: Record<Side, Answer>;
  createdAt: Date;
  dueAt: Date;
  endedAt: Date | null;
  history: IntroductionStep[];
  /** When each side opened it first. */
  readAt: Record<Side, Date | null>;
  /** False until listings, pair and notices have followed the last change; a sweep repairs what a crash cut off. */
  isSettled: boolean;
}
type IntroductionDocument = Omit<Introduction, 'id'>;

const answer = new Schema<Answer>(
  {
    state: String,
    at: { type: Date, default: null },
    reason: { type: String, default: null },
    text: { type: String, default: '' },
  },
  { _id: false },
);
const step = new Schema<IntroductionStep>(
  {
    kind: String,
    by: { type: String, default: null },
    at: Date,
    reason: { type: String, default: null },
    text: { type: String, default: '' },
  },
  { _id: false },
);
const schema = new Schema<IntroductionDocument>(
  {
    version: { type: Number, default: 0 },
    needId: { type: String, required: true },
    itemKind: { type: String, required: true },
    itemId: { type: String, required: true },
    needOwnerId: { type: String, required: true },
    itemOwnerId: { type: String, required: true },
    prefecture: { type: String, default: null },
    origin: { type: String, required: true },
    createdById: { type: String, required: true },
    coordinatorId: { type: String, default: null },
    reply: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    answers: { need: answer, item: answer },
    createdAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    history: { type: [step], default: [] },
    readAt: {
      need: { type: Date, default: null },
      item: { type: Date, default: null },
    },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'introductions' },
);
// Of two who introduce the same pair at the same moment, one is told that it is there already.
schema.index(
  { needId: 1, itemKind: 1, itemId: 1 },
  { unique: true, partialFilterExpression: { state: { $in: ['open', 'connected'] } } },
);
schema.index({ needOwnerId: 1, createdAt: -1 });
schema.index({ itemOwnerId: 1, createdAt: -1 });
schema.index({ prefecture: 1, state: 1, createdAt: -1 });
schema.index({ isSettled: 1 });

/** Older ones have one message, and nobody noted who had read them. */
type Found = Omit<IntroductionDocument, 'reply' | 'readAt'> &
  Partial<Pick<IntroductionDocument, 'reply' | 'readAt'>> & { message?: string; _id: { toString(): string } };
const toIntroduction = ({ _id, message = '', reply, readAt, ...rest }: Found): Introduction => ({
  ...rest,
  reply: reply ?? { whyUs: message, offer: '', firstStep: '', question: '' },
  readAt: readAt ?? { need: null, item: null },
  id: _id.toString(),
});

export function createIntroductionsStore(connection: Connection) {
  const model = connection.model<IntroductionDocument>('Introduction', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toIntroduction);
  return {
    async find(id: string): Promise<Introduction | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toIntroduction(found);
    },
    async findOpenOfPair(pair: Pick<Introduction, 'needId' | 'itemKind' | 'itemId'>): Promise<Introduction | null> {
      const { needId, itemKind, itemId } = pair;
      const found = await model.findOne({ needId, itemKind, itemId, state: 'open' }).lean<Found>();
      return found && toIntroduction(found);
    },
    /** `visible` is the policy's filter. */
    async page(
      visible: object,
      filter: { state?: IntroductionState; needId?: string },
      limit: number,
      before?: { createdAt: Date; id: string },
    ) {
      const where = { $and: [visible, filter] };
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toIntroduction });
    },
    /** Is there an introduction that still lets one party see the other's listing? */
    isIntroduced: async (
      where: Partial<Pick<Introduction, 'needId' | 'itemKind' | 'itemId' | 'needOwnerId' | 'itemOwnerId'>>,
    ): Promise<boolean> => (await model.exists({ ...where, state: { $in: ['open', 'connected'] } })) !== null,
    listOfNeed: (needId: string) => list({ needId }, { createdAt: 1 }, 500),
    listOpenIn: (prefectures: readonly string[], limit: number) =>
      list({ prefecture: { $in: [...prefectures] }, state: 'open' }, { dueAt: 1 }, limit),
    listConnectedIn: (prefectures: readonly string[], since: Date, limit: number) =>
      list(
        { prefecture: { $in: [...prefectures] }, state: 'connected', endedAt: { $gte: since } },
        { endedAt: 1 },
        limit,
      ),
    /** Proposals that were sent between two moments. */
    listProposed: (prefectures: readonly string[], from: Date, to: Date) =>
      list(
        { prefecture: { $in: [...prefectures] }, origin: 'proposal', createdAt: { $gte: from, $lt: to } },
        { createdAt: 1 },
        100_000,
      ),
    /** Those of these needs that have been connected with somebody at any time. */
    async listConnectedNeeds(needIds: readonly string[]): Promise<Set<string>> {
      const found: unknown[] = await model.distinct('needId', { needId: { $in: [...needIds] }, state: 'connected' });
      return new Set(found.map(String));
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    /** Ids of listings that somebody still waits on. */
    async openIds(): Promise<Record<PairedRef['kind'], string[]>> {
      const [need, seed, expert]: unknown[][] = await Promise.all([
        model.distinct('needId', { state: 'open' }),
        model.distinct('itemId', { state: 'open', itemKind: 'seed' }),
        model.distinct('itemId', { state: 'open', itemKind: 'expert' }),
      ]);
      return { need: (need ?? []).map(String), seed: (seed ?? []).map(String), expert: (expert ?? []).map(String) };
    },
    /** Open ones that have this listing on either side. */
    listOpenOf: ({ kind, id }: { kind: 'need' | CandidateKind; id: string }) =>
      list(
        kind === 'need' ? { state: 'open', needId: id } : { state: 'open', itemKind: kind, itemId: id },
        { createdAt: 1 },
        500,
      ),
    listOverdue: (before: Date, limit: number) =>
      list({ state: 'open', createdAt: { $lt: before } }, { createdAt: 1 }, limit),
    async create(introduction: IntroductionDocument): Promise<Introduction> {
      try {
        const created = await model.create(introduction);
        return toIntroduction(created.toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error)) throw alreadyExists();
        throw error;
      }
    },
    /** Null when somebody else changed it first. */
    async update(
      id: string,
      version: number,
      set: object,
      steps: readonly IntroductionStep[],
    ): Promise<Introduction | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          { $set: { ...set, isSettled: false }, $push: { history: { $each: [...steps] } }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toIntroduction(found);
    },
    /** False when that side had opened it before. No change that anybody could overwrite, so the version stays. */
    async markRead(id: string, side: Side, at: Date): Promise<boolean> {
      const field = `readAt.${side}`;
      return (await model.updateOne({ _id: id, [field]: null }, { $set: { [field]: at } })).modifiedCount === 1;
    },
    async markSettled(id: string, version: number): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
  };
}
export type IntroductionsStore = ReturnType<typeof createIntroductionsStore>;
