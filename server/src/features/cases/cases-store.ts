import { Schema, type Connection } from 'mongoose';
import type { CaseRoute, CaseStage } from '@enishi/shared/case-stages';
import { fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import { createCounters } from '../../database/counters.js';
import { duplicateKeyField, escapeRegExp, isId } from '../../database/model-helpers.js';
import { notFound } from '../../errors.js';
import { alarmsFor } from './case-clocks.js';
import type { Case, CaseFields, Transition } from './case.js';

/** As stored: what is unique is left out where there is none. */
interface CaseDocument extends Omit<CaseFields, 'needId'> {
  code: string;
  needId?: string | undefined;
  /** Made by whoever asked for it, so that asking twice makes one case. */
  requestKey?: string | undefined;
}

const history = { type: Schema.Types.Mixed, required: true } as const;
// Checked by zod and made by pure functions before it comes here; the schema says what is asked for by name.
const schema = new Schema<CaseDocument>(
  {
    code: { type: String, required: true },
    requestKey: { type: String },
    version: { type: Number, required: true },
    revision: { type: Number, required: true },
    title: { type: String, required: true },
    hasOwnTitle: { type: Boolean, default: true },
    text: { type: String, default: '' },
    route: { type: String, required: true },
    needId: { type: String },
    linkingNeedId: { type: String, default: null },
    mergedIntoId: { type: String, default: null },
    refs: history,
    prefecture: { type: String, required: true },
    centreId: { type: String, default: null },
    contact: { type: Schema.Types.Mixed, required: true },
    language: { type: String, default: 'ja' },
    leadId: { type: String, default: null },
    secondId: { type: String, default: null },
    stage: { type: String, required: true },
    endReason: { type: String, default: null },
    moves: history,
    assignments: history,
    entries: history,
    actions: history,
    createdAt: { type: Date, required: true },
    createdBy: { type: String, default: null },
    movedAt: { type: Date, required: true },
    touchedAt: { type: Date, required: true },
    answeredAt: { type: Date, default: null },
    handledAt: { type: Date, default: null },
    alarmAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    alarmedUntil: { type: Date, required: true },
    changes: history,
    isSettled: { type: Boolean, default: false },
  },
  { versionKey: false, minimize: false, collection: 'cases' },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ needId: 1 }, { unique: true, sparse: true });
schema.index({ requestKey: 1 }, { unique: true, sparse: true });
schema.index({ prefecture: 1, stage: 1, touchedAt: 1 });
schema.index({ prefecture: 1, dueAt: 1 });
schema.index({ alarmAt: 1 });
schema.index({ isSettled: 1 });

export interface CaseFilter {
  stages?: readonly CaseStage[] | undefined;
  /** Undefined: anybody; null: nobody. */
  leadId?: string | null | undefined;
  prefectures: readonly string[];
  route?: CaseRoute | undefined;
  q?: string | undefined;
  touchedBefore?: Date | undefined;
}

/** How often a change is tried again when others keep being quicker. */
const tries = 50;

type Found = CaseDocument & { _id: { toString(): string } };
const toCase = ({
  _id,
  requestKey: _key,
  needId,
  ...rest
}: Omit<Found, 'entries'> & Partial<Pick<Found, 'entries'>>): Case => ({
  ...rest,
  // Lists leave out what was written by hand.
  entries: rest.entries ?? [],
  needId: needId ?? null,
  id: _id.toString(),
});
const toDocument = ({ needId, ...fields }: CaseFields, code: string, requestKey?: string): CaseDocument => ({
  ...fields,
  code,
  ...(needId !== null && { needId }),
  ...(requestKey !== undefined && { requestKey }),
});

const whereOf = ({ stages, leadId, prefectures, route, q, touchedBefore }: CaseFilter): object => ({
  prefecture: { $in: [...prefectures] },
  mergedIntoId: null,
  ...(stages && { stage: { $in: [...stages] } }),
  ...(leadId !== undefined && { leadId }),
  ...(route && { route }),
  ...(touchedBefore && { touchedAt: { $lt: touchedBefore } }),
  ...(q && {
    $or: ['title', 'code', 'text', 'contact.name', 'contact.organisation', 'contact.phone'].map((field) => ({
      [field]: { $regex: escapeRegExp(q), $options: 'i' },
    })),
  }),
});

export function createCasesStore(connection: Connection) {
  const model = connection.model<CaseDocument>('Case', schema);
  const takeNumbers = createCounters(connection);

  const takeCode = async (at: Date): Promise<string> => {
    const year = fiscalYearOf(at);
    const [number = 0] = await takeNumbers(`case-${year}`);
    return `C${year}-${String(number).padStart(4, '0')}`;
  };
  const findOne = async (where: object): Promise<Case | null> => {
    const found = await model.findOne(where).lean<Found>();
    return found && toCase(found);
  };
  const list = async (where: object, sort: Record<string, 1 | -1>, limit: number, projection = {}): Promise<Case[]> =>
    (await model.find(where, projection).sort(sort).limit(limit).lean<Found[]>()).map(toCase);

  /** A case that became part of another is found as that other one. */
  const find = async (id: string): Promise<Case | null> => {
    let found = isId(id) ? await findOne({ _id: id }) : null;
    for (let step = 0; found?.mergedIntoId && step < 10; step += 1) found = await findOne({ _id: found.mergedIntoId });
    return found;
  };

  const replace = async (before: Case, { id: _id, code: _code, ...next }: Case): Promise<Case | null> => {
    const { needId, ...fields } = next;
    const set = { ...fields, revision: before.revision + 1, ...alarmsFor(next) };
    const changed = Object.entries(set).filter(([name, value]) => value !== before[name as keyof Case]);
    const found = await model
      .findOneAndUpdate(
        { _id: before.id, revision: before.revision },
        {
          $set: { ...Object.fromEntries(changed), ...(needId !== null && { needId }) },
          ...(needId === null && before.needId !== null && { $unset: { needId: 1 } }),
        },
        { returnDocument: 'after' },
      )
      .lean<Found>();
    return found && toCase(found);
  };

  return {
    find,
    findExactly: (id: string) => (isId(id) ? findOne({ _id: id }) : Promise.resolve(null)),
    findOfNeed: (needId: string) => findOne({ needId }),
    findByRequest: (requestKey: string) => findOne({ requestKey }),
    listByIds: (ids: readonly string[]) =>
      list({ _id: { $in: ids.filter(isId) } }, { _id: 1 }, ids.length, { entries: 0 }),
    listOfNeeds: (needIds: readonly string[]) =>
      list({ needId: { $in: [...needIds] } }, { _id: 1 }, 1000, { entries: 0 }),
    /** Those that became part of this one. */
    listMerged: (id: string) => list({ mergedIntoId: id }, { createdAt: 1 }, 20),
    /** Without what was written by hand. */
    listFor: (filter: CaseFilter, limit: number) =>
      list(whereOf(filter), { touchedAt: 1, _id: 1 }, limit, { entries: 0 }),
    /** Those with a clock that has run out or will before `until`, the most urgent first. */
    listDue: (prefectures: readonly string[], until: Date, limit: number) =>
      list({ prefecture: { $in: [...prefectures] }, mergedIntoId: null, dueAt: { $lte: until } }, { dueAt: 1 }, limit, {
        entries: 0,
      }),
    count: (filter: CaseFilter) => model.countDocuments(whereOf(filter)),
    async countByStage(filter: CaseFilter): Promise<Map<CaseStage, number>> {
      const rows = await model.aggregate<{ _id: CaseStage; count: number }>([
        { $match: whereOf({ ...filter, stages: undefined }) },
        { $group: { _id: '$stage', count: { $sum: 1 } } },
      ]);
      return new Map(rows.map(({ _id, count }) => [_id, count]));
    },
    async countByLead(prefectures: readonly string[], now: Date) {
      const isOverdue = { $and: [{ $ne: ['$dueAt', null] }, { $lt: ['$dueAt', now] }] };
      return model.aggregate<{ _id: string | null; open: number; overdue: number }>([
        { $match: { ...whereOf({ prefectures }), stage: { $ne: 'ended' } } },
        { $group: { _id: '$leadId', open: { $sum: 1 }, overdue: { $sum: { $cond: [isOverdue, 1, 0] } } } },
      ]);
    },
    /** Needs of these that have no case. */
    async listWithoutCase(needIds: readonly string[]): Promise<string[]> {
      const known: unknown[] = await model.distinct('needId', { needId: { $in: [...needIds] } });
      return needIds.filter((id) => !known.includes(id));
    },
    listUnsettled: (limit: number) => list({ isSettled: false }, { createdAt: 1 }, limit),
    listAlarming: (until: Date, limit: number) => list({ alarmAt: { $lte: until } }, { alarmAt: 1 }, limit),

    /** Asking twice with one key, or for one need, gives the case that is there already. */
    async create(fields: CaseFields, requestKey?: string): Promise<{ made: Case; isNew: boolean }> {
      const known = async () =>
        (fields.needId && (await findOne({ needId: fields.needId }))) ||
        (requestKey && (await findOne({ requestKey }))) ||
        null;
      const before = await known();
      if (before) return { made: before, isNew: false };
      try {
        const created = await model.create(toDocument(fields, await takeCode(fields.createdAt), requestKey));
        return { made: toCase(created.toObject<Found>()), isNew: true };
      } catch (error) {
        const winner = duplicateKeyField(error) ? await known() : null;
        if (!winner) throw error;
        return { made: winner, isNew: false };
      }
    },

    /** Takes the next step from whatever the case is by now. @throws not_found */
    async change(id: string, transition: Transition): Promise<{ before: Case; after: Case }> {
      for (let left = tries; left > 0; left -= 1) {
        const before = await find(id);
        if (!before) throw notFound();
        const next = transition(before);
        if (next === before) return { before, after: before };
        const after = await replace(before, next);
        if (after) return { before, after };
      }
      throw new Error(`case ${id} was changed by others all the time`);
    },
    async markSettled(id: string, revision: number): Promise<void> {
      await model.updateOne({ _id: id, revision }, { $set: { isSettled: true } });
    },
    replace,
  };
}
export type CasesStore = ReturnType<typeof createCasesStore>;
