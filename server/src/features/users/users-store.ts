import { Schema, type Connection, type QueryFilter } from 'mongoose';
import type { Language } from '@enishi/shared/fields';
import type { DeliveryMode, MailSettings, MailTopic, NotificationSettings } from '@enishi/shared/notification-kinds';
import { erasedName } from '@enishi/shared/privacy';
import type { Role } from '@enishi/shared/roles';
import { duplicateKeyField, escapeRegExp, isId } from '../../database/model-helpers.js';
import { readPage } from '../../database/read-page.js';
import { invalidField } from '../../errors.js';
import type { Membership } from './memberships-store.js';

export interface User {
  id: string;
  email: string;
  passwordHash: string;
  displayName: string;
  roles: Role[];
  activeRole: Role;
  organisationId: string;
  /** May speak for the organisation: founded it here, was invited into it, or confirmed by it. */
  keepsOrganisation: boolean;
  /** The organisation that this person says they belong to; see the store of memberships. */
  membership: Membership | null;
  prefecture: string;
  language: Language;
  status: 'active' | 'suspended';
  hasSecondFactor: boolean;
  /** The person asked to be forgotten; the account stands for them in the history. */
  erasedAt: Date | null;
  notificationSettings: NotificationSettings;
  mailSettings: MailSettings;
  isSample: boolean;
  version: number;
  createdAt: Date;
  lastSignInAt: Date | null;
}
export type NewUser = Pick<
  User,
  'email' | 'passwordHash' | 'displayName' | 'roles' | 'organisationId' | 'prefecture' | 'language'
> & { isSample?: boolean; keepsOrganisation?: boolean; membership?: Membership | null };

const schema = new Schema<Omit<User, 'id'>>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, required: true },
    displayName: { type: String, required: true },
    roles: { type: [String], required: true },
    activeRole: { type: String, required: true },
    organisationId: { type: String, required: true },
    keepsOrganisation: { type: Boolean, default: true },
    membership: { type: Schema.Types.Mixed, default: null },
    prefecture: { type: String, required: true },
    language: { type: String, default: 'ja' },
    status: { type: String, default: 'active' },
    hasSecondFactor: { type: Boolean, default: false },
    erasedAt: { type: Date, default: null },
    notificationSettings: { type: Schema.Types.Mixed, default: {} },
    mailSettings: { type: Schema.Types.Mixed, default: {} },
    isSample: { type: Boolean, default: false },
    version: { type: Number, default: 0 },
    lastSignInAt: { type: Date, default: null },
  },
  { timestamps: true, versionKey: false, minimize: false, collection: 'users' },
);
schema.index({ email: 1 }, { unique: true });
schema.index({ roles: 1, organisationId: 1 });
schema.index({ organisationId: 1 });
schema.index({ 'membership.state': 1, 'membership.requestedAt': 1 });
schema.index({ 'membership.id': 1 }, { sparse: true });
schema.index({ 'membership.isSettled': 1 }, { sparse: true });
schema.index({ createdAt: -1, _id: -1 });
schema.index({ isErasing: 1 }, { sparse: true });

type Young = 'mailSettings' | 'hasSecondFactor' | 'erasedAt' | 'keepsOrganisation' | 'membership';
type Found = Omit<User, 'id' | Young> &
  Partial<Pick<User, Young>> & {
    secondFactor?: unknown;
    _id: { toString(): string };
  };
// Accounts from before there was mail, a second factor or a proof of membership say nothing of it, and belong where they
// did. The factor itself stays in the database.
const toUser = ({ _id, secondFactor: _hidden, ...rest }: Found): User => ({
  ...rest,
  mailSettings: rest.mailSettings ?? {},
  hasSecondFactor: rest.hasSecondFactor ?? false,
  erasedAt: rest.erasedAt ?? null,
  keepsOrganisation: rest.keepsOrganisation ?? true,
  membership: rest.membership ?? null,
  id: _id.toString(),
});

export interface PeopleFilter {
  q?: string;
  role?: Role;
  status?: User['status'];
}

export function createUsersStore(connection: Connection) {
  const model = connection.model<Omit<User, 'id'>>('User', schema);
  return {
    async find(id: string): Promise<User | null> {
      if (!isId(id)) return null;
      const found = await model.findById(id).lean<Found>();
      return found && toUser(found);
    },
    async findByEmail(email: string): Promise<User | null> {
      const found = await model.findOne({ email }).lean<Found>();
      return found && toUser(found);
    },
    async listByIds(ids: readonly string[]): Promise<User[]> {
      return (await model.find({ _id: { $in: ids.filter(isId) } }).lean<Found[]>()).map(toUser);
    },
    async listCoordinatorsOf(organisationIds: readonly string[]): Promise<User[]> {
      const where = {
        roles: 'coordinator' as const,
        organisationId: { $in: [...organisationIds] },
        status: 'active' as const,
      };
      return (await model.find(where).lean<Found[]>()).map(toUser);
    },
    async listPeople(filter: PeopleFilter, limit: number, before?: { createdAt: Date; id: string }) {
      const like = filter.q ? new RegExp(escapeRegExp(filter.q), 'i') : undefined;
      const where: QueryFilter<Omit<User, 'id'>> = {
        ...(filter.role && { roles: filter.role }),
        ...(filter.status && { status: filter.status }),
        ...(like && { $or: [{ email: like }, { displayName: like }] }),
      };
      return readPage(model, where, { by: 'createdAt', limit, last: before, as: toUser });
    },
    /** @throws AppError invalid on the field email when somebody has it already */
    async create(user: NewUser): Promise<User> {
      try {
        const [activeRole] = user.roles;
        const created = await model.create({ ...user, activeRole });
        return toUser(created.toObject<Found>());
      } catch (error) {
        if (duplicateKeyField(error) === 'email') throw invalidField('email', 'email_taken');
        throw error;
      }
    },
    /** Null when somebody else changed it first. */
    async update(id: string, version: number, changes: Partial<User>): Promise<User | null> {
      const found = await model
        .findOneAndUpdate({ _id: id, version }, { $set: changes, $inc: { version: 1 } }, { returnDocument: 'after' })
        .lean<Found>();
      return found && toUser(found);
    },
    /** False when the password was changed meanwhile. What the person sees of their account stays at its version. */
    async setPassword(id: string, before: string, passwordHash: string): Promise<boolean> {
      return (await model.updateOne({ _id: id, passwordHash: before }, { $set: { passwordHash } })).matchedCount === 1;
    },
    /** One choice about mail, made without the rest of the form; undefined takes it back. */
    async setMail(id: string, topic: MailTopic, mode: DeliveryMode | undefined): Promise<void> {
      const field = `mailSettings.${topic}`;
      const change = mode === undefined ? { $unset: { [field]: 1 } } : { $set: { [field]: mode } };
      await model.updateOne({ _id: id }, { ...change, $inc: { version: 1 } });
    },
    /** Empties the account for good, in one write. False when that was done before. */
    async erase(id: string, at: Date, passwordHash: string): Promise<boolean> {
      const emptied = {
        ...{ email: `erased-${id}@erased.invalid`, displayName: erasedName, passwordHash, roles: [] },
        ...{ notificationSettings: {}, mailSettings: {}, hasSecondFactor: false, status: 'suspended' as const },
        ...{ membership: null },
        ...{ erasedAt: at, isErasing: true, lastSignInAt: null },
      };
      const where = { _id: id, erasedAt: null };
      const change = { $set: emptied, $unset: { secondFactor: 1 }, $inc: { version: 1 } };
      return (await model.updateOne(where, change, { strict: false })).modifiedCount === 1;
    },
    /** Accounts of which more than the account itself has still to go. */
    async listErasing(limit: number): Promise<string[]> {
      const found = await model
        .find({ isErasing: true }, { _id: 1 }, { strictQuery: false })
        .limit(limit)
        .lean<Found[]>();
      return found.map(({ _id }) => _id.toString());
    },
    async markErased(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $unset: { isErasing: 1 } }, { strict: false });
    },
    countActiveAdmins: () => model.countDocuments({ roles: 'admin', status: 'active' }),
    async noteSignIn(id: string, at: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { lastSignInAt: at } });
    },
    countAll: () => model.countDocuments({}),
  };
}
export type UsersStore = ReturnType<typeof createUsersStore>;
