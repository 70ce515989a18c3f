import { Schema, type Connection } from 'mongoose';
import type { LetterState } from '@enishi/shared/mail';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import { isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';
import type { Addressee, LetterWords } from '../../letter.js';

export type About =
  | { source: 'letter'; words: LetterWords | null }
  | { source: 'notice'; noticeId: string; kind: NotificationKind }
  | { source: 'digest'; day: string };

export interface OutboxEntry {
  id: string;
  /** Unique for ever; the entry stays when everything else of it has been cleared. */
  key: string;
  state: LetterState;
  to: Addressee;
  about: About;
  /** How often it was taken up, however it ended. */
  tries: number;
  createdAt: Date;
  /** When it is tried next; while it is being sent, until when others keep their hands off. */
  dueAt: Date;
  /** Of whoever sends it now: a result that comes too late finds another one here and changes nothing. */
  lease: string | null;
  settledAt: Date | null;
  lastError: string | null;
  isCleared: boolean;
}
export type NewEntry = Pick<OutboxEntry, 'key' | 'to' | 'about' | 'createdAt'> &
  Partial<Pick<OutboxEntry, 'state' | 'lastError' | 'settledAt'>>;
type EntryDocument = Omit<OutboxEntry, 'id'>;

const schema = new Schema<EntryDocument>(
  {
    key: { type: String, required: true },
    state: { type: String, required: true },
    to: { type: Schema.Types.Mixed, required: true },
    about: { type: Schema.Types.Mixed, required: true },
    tries: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    lease: { type: String, default: null },
    settledAt: { type: Date, default: null },
    lastError: { type: String, default: null },
    isCleared: { type: Boolean, default: false },
  },
  { versionKey: false, collection: 'outbox' },
);
schema.index({ key: 1 }, { unique: true });
schema.index({ state: 1, dueAt: 1 });
schema.index({ createdAt: -1, _id: -1 });
schema.index({ state: 1, createdAt: -1, _id: -1 });
schema.index({ isCleared: 1, settledAt: 1 });

type Found = EntryDocument & { _id: { toString(): string } };
const toEntry = ({ _id, ...rest }: Found): OutboxEntry => ({ ...rest, id: _id.toString() });

export type Settlement = Pick<OutboxEntry, 'state' | 'lastError'> & Partial<Pick<OutboxEntry, 'dueAt' | 'settledAt'>>;

/** Of the link of a letter that asked for it, nothing is kept once it has left. */
const withoutLink = ({ about }: Pick<OutboxEntry, 'about'>) =>
  about.source === 'letter' && about.words?.forgetsLink ? { 'about.words.action': null } : {};

export function createOutboxStore(connection: Connection) {
  const model = connection.model<EntryDocument>('OutboxEntry', schema);
  const revive = (now: Date) => ({ $set: { state: 'waiting' as const, tries: 0, dueAt: now, settledAt: null } });
  return {
    /** False when the key is known already, whatever became of it. */
    async add({ key, ...rest }: NewEntry): Promise<boolean> {
      const fresh = { state: 'waiting', settledAt: null, lastError: null, ...rest };
      const result = await model.updateOne(
        { key },
        { $setOnInsert: { ...fresh, dueAt: rest.createdAt, tries: 0, lease: null, isCleared: false } },
        { upsert: true },
      );
      return result.upsertedCount === 1;
    },
    /** The entry that is due longest, for this sender alone until `until`. One whose sender died comes up again then. */
    async claim(now: Date, until: Date, lease: string): Promise<OutboxEntry | null> {
      const found = await model
        .findOneAndUpdate(
          { state: { $in: ['waiting', 'sending'] }, dueAt: { $lte: now } },
          { $set: { state: 'sending', dueAt: until, lease }, $inc: { tries: 1 } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toEntry(found);
    },
    /** Does nothing when somebody else holds the letter by now. */
    async settle(entry: Pick<OutboxEntry, 'id' | 'lease' | 'about'>, settlement: Settlement): Promise<void> {
      const mine = { _id: entry.id, lease: entry.lease ?? '', state: 'sending' as const };
      const forgotten = settlement.state === 'sent' ? withoutLink(entry) : {};
      await model.updateOne(mine, { $set: { ...settlement, ...forgotten, lease: null } });
    },
    async find(id: string): Promise<OutboxEntry | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toEntry(found);
    },
    async page(state: LetterState | undefined, limit: number, before?: { createdAt: Date; id: string }) {
      const where = state ? { state } : {};
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toEntry });
    },
    count: (state: LetterState) => model.countDocuments({ state }),
    /** Null unless it was given up. */
    async retry(id: string, now: Date): Promise<OutboxEntry | null> {
      const found = await model
        .findOneAndUpdate({ _id: id, state: 'dead' }, revive(now), { returnDocument: 'after' })
        .lean<Found>();
      return found && toEntry(found);
    },
    retryAll: async (now: Date): Promise<number> =>
      (await model.updateMany({ state: 'dead' }, revive(now))).modifiedCount,
    /** Leaves key, state and moments of what was settled long ago; whose it was and what it said is forgotten. */
    async clear(before: Date): Promise<number> {
      const old = {
        isCleared: false,
        settledAt: { $lt: before },
        state: { $in: ['sent' as const, 'dropped' as const] },
      };
      const nobody: Addressee = { email: '', name: '', language: 'ja', userId: null };
      const set = { isCleared: true, to: nobody, 'about.words': null };
      return (await model.updateMany(old, { $set: set })).modifiedCount;
    },
  };
}
export type OutboxStore = ReturnType<typeof createOutboxStore>;
