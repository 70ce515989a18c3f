import { Schema, type Connection } from 'mongoose';
import { Types } from 'mongoose';
import { duplicateKeyField, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';
import type { Meeting, MeetingStep, Participant, PollLink, Slot } from './meeting.js';

type MeetingDocument = Omit<Meeting, 'id'>;

const slot = new Schema<Slot>({ id: String, startsAt: Date }, { _id: false });
const link = new Schema<PollLink>({ nonce: String, issuedAt: Date, isRevoked: Boolean }, { _id: false });
const participant = new Schema<Participant>(
  {
    key: String,
    userId: { type: String, default: null },
    name: { type: String, default: '' },
    email: { type: String, default: '' },
    language: { type: String, default: 'ja' },
    side: String,
    choices: { type: Schema.Types.Mixed, default: {} },
    note: { type: String, default: '' },
    answeredAt: { type: Date, default: null },
    answeredRound: { type: Number, default: 0 },
    links: { type: [link], default: [] },
    removedAt: { type: Date, default: null },
  },
  { _id: false, minimize: false },
);
const step = new Schema<MeetingStep>(
  { kind: String, by: { type: String, default: null }, participant: { type: String, default: null }, at: Date },
  { _id: false },
);
const schema = new Schema<MeetingDocument>(
  {
    version: { type: Number, default: 0 },
    key: { type: String, required: true },
    caseId: { type: String, required: true },
    introductionId: { type: String, default: null },
    prefecture: { type: String, required: true },
    hostId: { type: String, required: true },
    title: { type: String, required: true },
    agenda: { type: String, default: '' },
    place: { type: String, default: '' },
    videoUrl: { type: String, default: '' },
    durationMinutes: { type: Number, required: true },
    state: { type: String, required: true },
    round: { type: Number, default: 1 },
    slots: { type: [slot], default: [] },
    participants: { type: [participant], default: [] },
    startsAt: { type: Date, default: null },
    endsAt: { type: Date, default: null },
    sequence: { type: Number, default: 0 },
    wasInvited: { type: Boolean, default: false },
    cancelled: { type: Schema.Types.Mixed, default: null },
    minutesSentAt: { type: Date, default: null },
    minutesNumber: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    sortAt: { type: Date, required: true },
    steps: { type: [step], default: [] },
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'meetings' },
);
// A double click asks once.
schema.index({ hostId: 1, key: 1 }, { unique: true });
schema.index({ caseId: 1, createdAt: 1 });
schema.index({ hostId: 1, sortAt: 1 });
schema.index({ 'participants.userId': 1, sortAt: 1 });
schema.index({ prefecture: 1, state: 1, endsAt: 1 });
schema.index({ isSettled: 1 });

type Found = MeetingDocument & { _id: { toString(): string } };
const toMeeting = ({ _id, ...rest }: Found): Meeting => ({ ...rest, id: _id.toString() });

/** Coming: still to be agreed on, or agreed and not over. */
const whenFilter = (when: 'coming' | 'past', now: Date) => {
  const coming = { $or: [{ state: 'polling' }, { state: 'confirmed', endsAt: { $gt: now } }] };
  const past = { $or: [{ state: { $in: ['held', 'cancelled'] } }, { state: 'confirmed', endsAt: { $lte: now } }] };
  return when === 'coming' ? coming : past;
};

export function createMeetingsStore(connection: Connection) {
  const model = connection.model<MeetingDocument>('Meeting', schema);
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number) =>
    (await model.find(where).sort(sort).limit(limit).lean<Found[]>()).map(toMeeting);
  return {
    async find(id: string): Promise<Meeting | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toMeeting(found);
    },
    async findByKey(hostId: string, key: string): Promise<Meeting | null> {
      const found = await model.findOne({ hostId, key }).lean<Found>();
      return found && toMeeting(found);
    },
    /** @returns null when it was asked for already under this key */
    async create({ id, ...meeting }: Meeting): Promise<Meeting | null> {
      try {
        const created = await model.create({ ...meeting, _id: new Types.ObjectId(id) } as object);
        return toMeeting((created as unknown as { toObject(): Found }).toObject());
      } catch (error) {
        if (duplicateKeyField(error)) return null;
        throw error;
      }
    },
    /** Null when somebody else changed it first. */
    async update(
      { id, version }: Pick<Meeting, 'id' | 'version'>,
      set: Partial<MeetingDocument>,
      steps: readonly MeetingStep[],
    ): Promise<Meeting | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          {
            $set: { ...set, isSettled: false },
            $push: { steps: { $each: [...steps] } },
            $inc: { version: 1 },
          },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toMeeting(found);
    },
    async markSettled(id: string, version: number): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { isSettled: true } });
    },
    async page(
      visible: object,
      {
        when,
        now,
        limit,
        after,
      }: { when: 'coming' | 'past'; now: Date; limit: number; after?: { at: Date; id: string } },
    ) {
      const where = { $and: [visible, whenFilter(when, now)] };
      const direction = when === 'coming' ? 1 : -1;
      const last = after && { sortAt: after.at, id: after.id };
      return readPage(model, where, { by: 'sortAt', direction, limit, last, as: toMeeting });
    },
    async listByIds(ids: readonly string[]): Promise<Meeting[]> {
      return list({ _id: { $in: ids.filter(isId) } }, { createdAt: 1 }, 500);
    },
    listOfCase: (caseId: string) => list({ caseId }, { createdAt: 1 }, 500),
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    /** Over, without minutes. */
    listWithoutMinutes: (prefectures: readonly string[], now: Date, limit: number) =>
      list(
        {
          prefecture: { $in: [...prefectures] },
          state: { $in: ['confirmed', 'held'] },
          endsAt: { $lte: now },
          minutesSentAt: null,
        },
        { endsAt: 1 },
        limit,
      ),
    /** Those of these introductions whose two sides have met. */
    async heldIntroductionIds(ids: readonly string[], now: Date): Promise<string[]> {
      const found: unknown[] = await model.distinct('introductionId', {
        introductionId: { $in: [...ids] },
        state: { $in: ['confirmed', 'held'] },
        endsAt: { $lte: now },
      });
      return found.map(String);
    },
    /** With a date, of one person, for their calendar. */
    listDatesOf: (userId: string, from: Date, to: Date) =>
      list(
        {
          $or: [{ hostId: userId }, { 'participants.userId': userId }],
          state: { $in: ['confirmed', 'held'] },
          startsAt: { $gte: from, $lt: to },
        },
        { startsAt: 1 },
        500,
      ),
  };
}
export type MeetingsStore = ReturnType<typeof createMeetingsStore>;
