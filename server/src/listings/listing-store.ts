import { Schema, type Connection, type Model } from 'mongoose';
import type { ListingKind } from '@enishi/shared/listings';
import { createKnownDocuments } from '../database/known-documents.js';
import { escapeRegExp, isId } from '../database/model-helpers.js';
import { readPage } from '../database/read-page.js';
import type { Change, CommonContent, Listing, ListingKindOf } from './listing.js';
import { freshCodes, withNewCode } from './listing-code.js';
import type { SearchAudience, VisibilityClause } from './listing-policy.js';

interface ListingDocument<C extends CommonContent> extends Omit<Listing<C>, 'id' | 'kind'> {
  search: Record<SearchAudience, string>;
  /** Where an imported one came from; running an import twice changes nothing. */
  importKey?: string;
  /** Owner and key of the one who began it; beginning it twice makes one. */
  clientKey?: string;
}
type Stored = ListingDocument<CommonContent>;

/** How many changes are remembered. */
const keptChanges = 20;

const change = new Schema<Change>({ version: Number, by: String, at: Date, fields: [String] }, { _id: false });

function createSchema(collection: string) {
  const schema = new Schema<Stored>(
    {
      code: { type: String, required: true },
      status: { type: String, required: true },
      version: { type: Number, default: 0 },
      ownerId: { type: String, required: true },
      organisationId: { type: String, required: true },
      // Checked by the kind's zod schema before it comes here.
      content: { type: Schema.Types.Mixed, required: true },
      search: { public: String, members: String, all: String },
      introducedIds: { type: [String], default: [] },
      mutualIds: { type: [String], default: [] },
      isSample: { type: Boolean, default: false },
      isQuiet: { type: Boolean, default: false },
      publishedAt: { type: Date, default: null },
      closedAt: { type: Date, default: null },
      closeReason: { type: String, default: null },
      closeText: { type: String, default: '' },
      matchedAt: { type: Date, default: null },
      changes: { type: [change], default: [] },
      importKey: { type: String },
      clientKey: { type: String },
    },
    { timestamps: true, versionKey: false, minimize: false, collection },
  );
  schema.index({ code: 1 }, { unique: true });
  schema.index({ ownerId: 1, updatedAt: -1 });
  schema.index({ updatedAt: 1 });
  schema.index({ status: 1, publishedAt: -1, _id: -1 });
  schema.index({ status: 1, 'content.prefecture': 1, publishedAt: -1 });
  schema.index({ status: 1, 'content.tags': 1 });
  schema.index({ status: 1, matchedAt: 1 });
  schema.index({ importKey: 1 }, { unique: true, sparse: true });
  schema.index({ clientKey: 1 }, { unique: true, sparse: true });
  return schema;
}

export interface SearchRequest {
  visibility: readonly VisibilityClause[];
  /** Folded words that must all occur in the text the clause may look at. */
  words: readonly string[];
  filters: Record<string, unknown>;
  limit: number;
  before?: { publishedAt: Date; id: string };
}

export type NewListing<C extends CommonContent> = Pick<Listing<C>, 'ownerId' | 'organisationId' | 'content'> & {
  search: Record<SearchAudience, string>;
  isSample?: boolean;
  importKey?: string;
  clientKey?: string;
};

export type SampleRecord<C extends CommonContent> = NewListing<C> &
  Pick<Listing<C>, 'status' | 'publishedAt' | 'isQuiet' | 'matchedAt'> & {
    closed: { at: Date; reason: NonNullable<Listing['closeReason']>; text: string } | null;
  };

const collections: Record<ListingKind, string> = {
  need: 'needs',
  seed: 'seeds',
  expert: 'experts',
  opening: 'openings',
};

export function createListingStore<C extends CommonContent>(
  connection: Connection,
  { kind, letter, read = (content) => content }: Pick<ListingKindOf<C>, 'kind' | 'letter' | 'read'>,
) {
  const model = connection.model(`Listing-${kind}`, createSchema(collections[kind])) as unknown as Model<Stored>;
  type Found = Stored & { _id: { toString(): string } };
  const toListing = ({ _id, search: _search, importKey: _key, clientKey: _client, ...rest }: Found): Listing<C> => ({
    ...rest,
    id: _id.toString(),
    kind,
    content: read(rest.content as C),
  });
  const known = createKnownDocuments(model.collection, toListing);
  const listByIds = (ids: readonly string[]): Promise<Listing<C>[]> => known.listByIds(ids.filter(isId));

  const searchWhere = ({ visibility, words, filters }: Pick<SearchRequest, 'visibility' | 'words' | 'filters'>) => ({
    status: 'published' as const,
    ...filters,
    $or: visibility.map(({ where, audience }) =>
      words.length === 0
        ? where
        : { ...where, $and: words.map((word) => ({ [`search.${audience}`]: { $regex: escapeRegExp(word) } })) },
    ),
  });

  return {
    async find(id: string): Promise<Listing<C> | null> {
      return (await listByIds([id]))[0] ?? null;
    },
    listByIds,
    /** Which of these are published and visible by one of the policy's clauses. */
    async listVisibleIds(ids: readonly string[], visibility: readonly VisibilityClause[]): Promise<string[]> {
      const where = {
        _id: { $in: ids.filter(isId) },
        status: 'published' as const,
        $or: visibility.map((clause) => clause.where),
      };
      return (await model.find(where, { _id: 1 }).lean()).map((found) => found._id.toString());
    },
    search: ({ limit, before, ...request }: SearchRequest) =>
      readPage(model, searchWhere(request), { by: 'publishedAt', limit, last: before, as: toListing }),
    listOwn: (ownerId: string, limit: number, before?: { updatedAt: Date; id: string }) =>
      readPage(model, { ownerId }, { by: 'updatedAt', limit, last: before, as: toListing }),
    /** Published ones of some prefectures, oldest first. */
    async listPublishedIn(prefectures: readonly string[], limit: number): Promise<Listing<C>[]> {
      const where = { status: 'published' as const, 'content.prefecture': { $in: [...prefectures] } };
      return (await model.find(where).sort({ publishedAt: 1 }).limit(limit).lean<Found[]>()).map(toListing);
    },
    async create(listing: NewListing<C>): Promise<Listing<C>> {
      const created = await withNewCode(letter, (code) => model.create({ ...listing, code, status: 'draft' }));
      return toListing(created.toObject<Found>());
    },
    /** Null when somebody else changed it first. Every such change makes matching due again. */
    async update(
      id: string,
      version: number,
      set: Partial<Omit<Stored, 'changes'>>,
      changed: Omit<Change, 'version'>,
    ): Promise<Listing<C> | null> {
      const found = await model
        .findOneAndUpdate(
          { _id: id, version },
          {
            $set: { ...set, matchedAt: null, isQuiet: false },
            $inc: { version: 1 },
            $push: { changes: { $each: [{ ...changed, version: version + 1 }], $slice: -keptChanges } },
          },
          { returnDocument: 'after' },
        )
        .lean<Found>();
      return found && toListing(found);
    },
    /** @returns those of them that are published, and now have to be matched again */
    async moveOrganisation(ownerId: string, from: string, to: string): Promise<string[]> {
      const where = { ownerId, organisationId: from };
      const published = await model.find({ ...where, status: 'published' as const }, { _id: 1 }).lean<Found[]>();
      await model.updateMany(where, { $set: { organisationId: to, matchedAt: null } });
      return published.map(({ _id }) => _id.toString());
    },
    /** Throws a draft away; false when it was not one any more. */
    async removeDraft(id: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id, status: 'draft' })).deletedCount === 1;
    },
    /** Opens a listing to somebody who was introduced, further when both accepted. Repeating it is harmless. */
    async admit(id: string, userId: string, isMutual: boolean): Promise<void> {
      await model.updateOne(
        { _id: id },
        { $addToSet: { introducedIds: userId, ...(isMutual && { mutualIds: userId }) } },
        { timestamps: false },
      );
    },
    async dismiss(id: string, userId: string): Promise<void> {
      await model.updateOne({ _id: id }, { $pull: { introducedIds: userId } }, { timestamps: false });
    },
    async markMatched(id: string, version: number, at: Date): Promise<void> {
      await model.updateOne({ _id: id, version }, { $set: { matchedAt: at } }, { timestamps: false });
    },
    async listUnmatched(limit: number): Promise<string[]> {
      const found = await model.find({ status: 'published', matchedAt: null }, { _id: 1 }).limit(limit).lean();
      return found.map((one) => one._id.toString());
    },
    /** Who was in charge before cases kept that; null in every listing since. */
    async findFormerLead(id: string): Promise<{ leadId: string; leadAt: Date } | null> {
      const found = await model.findById(id, { leadId: 1, leadAt: 1 }).lean<{ leadId?: string; leadAt?: Date }>();
      return found?.leadId && found.leadAt ? { leadId: found.leadId, leadAt: found.leadAt } : null;
    },
    /** Ids of those that are no drafts and were changed since; null: all. */
    async *listIdsChangedSince(since: Date | null): AsyncGenerator<string> {
      const where = { status: { $ne: 'draft' as const }, ...(since && { updatedAt: { $gte: since } }) };
      const cursor = model.find(where, { _id: 1 }).sort({ updatedAt: 1 }).lean<Found[]>().cursor({ batchSize: 500 });
      for await (const { _id } of cursor) yield _id.toString();
    },
    async findByClientKey(clientKey: string): Promise<Listing<C> | null> {
      const found = await model.findOne({ clientKey }).lean<Found>();
      return found && toListing(found);
    },
    /** A sample as if it had been there for a while. */
    async createSample({ closed, ...listing }: SampleRecord<C>): Promise<Listing<C>> {
      const ending = closed && { closedAt: closed.at, closeReason: closed.reason, closeText: closed.text };
      const created = await withNewCode(letter, (code) =>
        model.create({ ...listing, ...ending, code, isSample: true }),
      );
      return toListing(created.toObject<Found>());
    },
    async findByImportKey(importKey: string): Promise<Listing<C> | null> {
      const found = await model.findOne({ importKey }).lean<Found>();
      return found && toListing(found);
    },
    /**
     * Publishes many at once, quietly; those whose key is there already are left as they are.
     * @returns the keys that were new
     */
    async importMany(listings: readonly (NewListing<C> & { importKey: string })[], at: Date): Promise<string[]> {
      const keys = listings.map((listing) => listing.importKey);
      const known: unknown[] = await model.distinct('importKey', { importKey: { $in: keys } });
      const fresh = listings.filter((listing) => !known.includes(listing.importKey));
      if (fresh.length === 0) return [];
      const codes = await freshCodes(letter, fresh.length, (drawn) => model.distinct('code', { code: { $in: drawn } }));
      await model.insertMany(
        fresh.map((listing, index) => ({
          ...listing,
          code: codes[index],
          status: 'published',
          publishedAt: at,
          isQuiet: true,
        })),
        { ordered: false },
      );
      return fresh.map((listing) => listing.importKey);
    },
    async *eachPublished(): AsyncGenerator<Listing<C>> {
      const cursor = model.find({ status: 'published' }).sort({ _id: 1 }).lean<Found[]>().cursor({ batchSize: 500 });
      for await (const found of cursor) yield toListing(found);
    },
    countPublished: () => model.countDocuments({ status: 'published' }),
  };
}
export type ListingStore<C extends CommonContent> = ReturnType<typeof createListingStore<C>>;
