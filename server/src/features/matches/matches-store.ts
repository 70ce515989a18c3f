import { Schema, type Connection } from 'mongoose';
import type {
  CandidateKind,
  DeclineReason,
  MatchEvidence,
  MatchParts,
  MatchState,
  MissingHint,
} from '@enishi/shared/matches';
import { createKnownDocuments } from '../../database/known-documents.js';
import { isId } from '../../database/model-helpers.js';
import { createListingChangesStore } from './listing-changes-store.js';

export interface MatchStep {
  state: MatchState;
  by: string | null;
  at: Date;
  reason: DeclineReason | null;
  text: string;
  /** The pair only followed its introduction, which tells the story itself. */
  isFollowing?: boolean;
}

export interface Pair {
  needId: string;
  itemKind: CandidateKind;
  itemId: string;
}

export interface Match extends Pair {
  id: string;
  version: number;
  needOwnerId: string;
  itemOwnerId: string;
  score: number;
  parts: MatchParts;
  evidence: MatchEvidence;
  missing: MissingHint[];
  computedAt: Date;
  state: MatchState;
  introductionId: string | null;
  /** Every state it was given, oldest first. */
  history: MatchStep[];
}
type MatchDocument = Omit<Match, 'id'>;

export type Scored = Pick<
  Match,
  'needId' | 'itemKind' | 'itemId' | 'needOwnerId' | 'itemOwnerId' | 'score' | 'parts' | 'evidence' | 'missing'
>;

const step = new Schema<MatchStep>(
  {
    state: String,
    by: { type: String, default: null },
    at: Date,
    reason: { type: String, default: null },
    text: { type: String, default: '' },
    isFollowing: Boolean,
  },
  { _id: false },
);
const schema = new Schema<MatchDocument>(
  {
    needId: { type: String, required: true },
    itemKind: { type: String, required: true },
    itemId: { type: String, required: true },
    needOwnerId: { type: String, required: true },
    itemOwnerId: { type: String, required: true },
    score: { type: Number, required: true },
    parts: { type: Schema.Types.Mixed, required: true },
    evidence: { type: Schema.Types.Mixed, required: true },
    missing: { type: [String], default: [] },
    computedAt: { type: Date, required: true },
    state: { type: String, default: 'candidate' },
    introductionId: { type: String, default: null },
    history: { type: [step], default: [] },
    version: { type: Number, default: 0 },
  },
  { versionKey: false, collection: 'matches' },
);
schema.index({ needId: 1, itemKind: 1, itemId: 1 }, { unique: true });
// One direction for both, so that an index that is only held upwards gives the order too, read from its end.
schema.index({ needId: 1, score: -1, _id: -1 });
schema.index({ itemKind: 1, itemId: 1, score: -1, _id: -1 });
schema.index({ needId: 1, state: 1 });

type Found = MatchDocument & { _id: { toString(): string } };
const toMatch = ({ _id, ...rest }: Found): Match => ({ ...rest, id: _id.toString() });

export function createMatchesStore(connection: Connection) {
  const model = connection.model<MatchDocument>('Match', schema);
  const known = createKnownDocuments(model.collection, toMatch);
  /** Best first; equal scores in a fixed order. */
  const best = (where: Partial<Pair>, limit: number): Promise<Match[]> =>
    known.list(where, { sort: { score: -1, _id: -1 }, limit });
  return {
    changes: createListingChangesStore(connection),
    async find(id: string): Promise<Match | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toMatch(found);
    },
    async findPair({ needId, itemKind, itemId }: Pair): Promise<Match | null> {
      const found = await model.findOne({ needId, itemKind, itemId }).lean<Found>();
      return found && toMatch(found);
    },
    listOfNeed: (needId: string, limit: number) => best({ needId }, limit),
    listOfItem: (itemKind: CandidateKind, itemId: string, limit: number) => best({ itemKind, itemId }, limit),
    /** Pairs of several needs that were not set aside. */
    async listPairs(needIds: readonly string[]): Promise<Pair[]> {
      const where = { needId: { $in: [...needIds] }, state: { $ne: 'declined' as const } };
      return model.find(where, { _id: 0, needId: 1, itemKind: 1, itemId: 1 }).lean<Pair[]>();
    },
    /** Which of these needs a coordinator has already acted on. */
    async listHandled(needIds: readonly string[]): Promise<Set<string>> {
      const found: unknown[] = await model.distinct('needId', {
        needId: { $in: [...needIds] },
        state: { $ne: 'candidate' },
      });
      return new Set(found.map(String));
    },
    /** Writes pairs once each; what a coordinator did with a pair stays. */
    async save(scored: readonly Scored[], computedAt: Date): Promise<void> {
      if (scored.length === 0) return;
      await model.bulkWrite(
        scored.map(({ needId, itemKind, itemId, ...rest }) => ({
          updateOne: {
            filter: { needId, itemKind, itemId },
            update: {
              $set: { ...rest, computedAt },
              $setOnInsert: { state: 'candidate', introductionId: null, history: [], version: 0 },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    /** Pairs that nobody has touched and that do not fit any more. */
    async dropUntouched(ids: readonly string[]): Promise<void> {
      if (ids.length > 0) await model.deleteMany({ _id: { $in: [...ids] }, state: 'candidate' });
    },
    /** Null when somebody else changed it first. */
    async setState(id: string, version: number, entry: MatchStep, introductionId?: string): Promise<Match | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          {
            $set: { state: entry.state, ...(introductionId && { introductionId }) },
            $push: { history: entry },
            $inc: { version: 1 },
          },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toMatch(found);
    },
  };
}
export type MatchesStore = ReturnType<typeof createMatchesStore>;
