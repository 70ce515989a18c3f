import { Schema, type Connection, type QueryFilter } from 'mongoose';
import {
  emptyOrganisation,
  type OrganisationInput,
  type OrganisationKind,
  type OrganisationName,
  type OrganisationRecord,
} from '@enishi/shared/organisations';
import { duplicateKeyField, escapeRegExp, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';
import { alreadyExists } from '../../errors.js';

export interface OrganisationDocument extends OrganisationInput {
  version: number;
  isSample: boolean;
  /** Stands for a person who belongs to no organisation yet; found by nobody. */
  isPersonal: boolean;
  /** Where an imported one came from; running an import twice changes nothing. */
  importKey?: string;
}

const schema = new Schema<OrganisationDocument>(
  {
    name: { type: String, required: true },
    nameEn: { type: String, default: '' },
    kind: { type: String, required: true },
    prefecture: { type: String, required: true },
    city: { type: String, default: '' },
    industry: { type: String, default: null },
    size: { type: String, default: null },
    strengths: { type: String, default: '' },
    tags: { type: [String], default: [] },
    website: { type: String, default: '' },
    servedPrefectures: { type: [String], default: [] },
    version: { type: Number, default: 0 },
    isSample: { type: Boolean, default: false },
    isPersonal: { type: Boolean, default: false },
    importKey: { type: String },
  },
  { timestamps: true, versionKey: false, collection: 'organisations' },
);
schema.index({ name: 1, _id: 1 });
schema.index({ kind: 1, prefecture: 1, name: 1 });
schema.index({ servedPrefectures: 1 });
schema.index({ importKey: 1 }, { unique: true, sparse: true });

type Found = Omit<OrganisationDocument, 'isPersonal'> & { isPersonal?: boolean; _id: { toString(): string } };

const toOrganisation = ({ _id, importKey: _key, ...rest }: Found): OrganisationRecord => ({
  ...rest,
  // Organisations from before there were such say nothing of it.
  isPersonal: rest.isPersonal ?? false,
  id: _id.toString(),
});

export const toName = (organisation: OrganisationRecord): OrganisationName => ({
  id: organisation.id,
  name: organisation.name,
  nameEn: organisation.nameEn,
  kind: organisation.kind,
  prefecture: organisation.prefecture,
});

export function createOrganisationsStore(connection: Connection) {
  const model = connection.model<OrganisationDocument>('Organisation', schema);
  const find = async (id: string) => {
    if (!isId(id)) return null;
    const found = await model.findById(id).lean<Found>();
    return found && toOrganisation(found);
  };
  return {
    find,
    async listByIds(ids: readonly string[]): Promise<OrganisationRecord[]> {
      return (await model.find({ _id: { $in: ids.filter(isId) } }).lean<Found[]>()).map(toOrganisation);
    },
    async idsServing(prefecture: string): Promise<string[]> {
      return (await model.find({ servedPrefectures: prefecture }, { _id: 1 }).lean()).map((found) =>
        found._id.toString(),
      );
    },
    /** Ordered by name; `after` is the last one of the page before. */
    async list(
      filter: { q?: string; kind?: OrganisationKind; prefecture?: string },
      limit: number,
      after?: { name: string; id: string },
    ) {
      const where: QueryFilter<OrganisationDocument> = {
        isPersonal: { $ne: true },
        ...(filter.kind && { kind: filter.kind }),
        ...(filter.prefecture && { prefecture: filter.prefecture }),
        ...(filter.q && {
          $or: [{ name: new RegExp(escapeRegExp(filter.q), 'i') }, { nameEn: new RegExp(escapeRegExp(filter.q), 'i') }],
        }),
      };
      return readPage(model, where, { by: 'name', direction: 1, limit, last: after, as: toOrganisation });
    },
    /** Companies that are good at one of these, and have the words in their name or strengths. */
    async listByTags(tags: readonly string[], words: string, limit: number) {
      const contains = new RegExp(escapeRegExp(words), 'i');
      const where: QueryFilter<OrganisationDocument> = {
        kind: 'company',
        tags: { $in: [...tags] },
        ...(words !== '' && { $or: [{ name: contains }, { nameEn: contains }, { strengths: contains }] }),
      };
      const [found, total] = await Promise.all([
        model.find(where).sort({ name: 1, _id: 1 }).limit(limit).lean<Found[]>(),
        model.countDocuments(where),
      ]);
      return { items: found.map(toOrganisation), total };
    },
    /** Companies that share all of these facts. */
    countCompanies: (facts: { prefecture?: string; industry?: string; size?: string }): Promise<number> =>
      model.countDocuments({ kind: 'company', ...facts } as QueryFilter<OrganisationDocument>),
    async create(
      input: OrganisationInput,
      extra: { isSample?: boolean; isPersonal?: boolean; importKey?: string } = {},
    ): Promise<OrganisationRecord> {
      try {
        const created = await model.create({ ...input, ...extra });
        return toOrganisation(created.toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error)) throw alreadyExists();
        throw error;
      }
    },
    /** For one person alone, until an organisation has confirmed them. */
    createPersonal(prefecture: string): Promise<OrganisationRecord> {
      return this.create(
        { ...emptyOrganisation, name: '個人', nameEn: 'Individual', kind: 'other', prefecture },
        { isPersonal: true },
      );
    },
    /** Null when somebody else changed it first. */
    async update(id: string, version: number, changes: Partial<OrganisationInput>): Promise<OrganisationRecord | null> {
      const found = await model
        .findOneAndUpdate({ _id: id, version }, { $set: changes, $inc: { version: 1 } }, { returnDocument: 'after' })
        .lean<Found>();
      return found && toOrganisation(found);
    },
    async findByImportKey(importKey: string): Promise<OrganisationRecord | null> {
      const found = await model.findOne({ importKey }).lean<Found>();
      return found && toOrganisation(found);
    },
    count: () => model.estimatedDocumentCount(),
  };
}
export type OrganisationsStore = ReturnType<typeof createOrganisationsStore>;
