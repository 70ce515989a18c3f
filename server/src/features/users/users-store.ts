import { Schema, type Connection, type QueryFilter } from 'mongoose';
import type { Language } from '@enishi/shared/fields';
import type { DeliveryMode, MailSettings, MailTopic, NotificationSettings } from '@enishi/shared/notification-kinds';
import type { Role } from '@enishi/shared/roles';
import { below, duplicateKeyField, escapeRegExp, isId } from '../../database/model-helpers.js';
import { invalidField } from '../../errors.js';

export interface User {
  id: string;
  email: string;
  passwordHash: string;
  displayName: string;
  roles: Role[];
  activeRole: Role;
  organisationId: string;
  /** May speak for the organisation: founded it here, or was invited into it. */
  keepsOrganisation: boolean;
  prefecture: string;
  language: Language;
  status: 'active' | 'suspended';
  hasSecondFactor: boolean;
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
> & { isSample?: boolean; keepsOrganisation?: boolean };

const schema = new Schema<Omit<User, 'id'>>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, required: true },
    displayName: { type: String, required: true },
    roles: { type: [String], required: true },
    activeRole: { type: String, required: true },
    organisationId: { type: String, required: true },
    keepsOrganisation: { type: Boolean, default: true },
    prefecture: { type: String, required: true },
    language: { type: String, default: 'ja' },
    status: { type: String, default: 'active' },
    hasSecondFactor: { type: Boolean, default: false },
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
schema.index({ createdAt: -1, _id: -1 });

type Found = Omit<User, 'id' | 'mailSettings' | 'hasSecondFactor'> &
  Partial<Pick<User, 'mailSettings' | 'hasSecondFactor'>> & { secondFactor?: unknown; _id: { toString(): string } };
// Accounts from before there was mail, or a second factor, say nothing of it. The factor itself stays in the database.
const toUser = ({ _id, secondFactor: _hidden, ...rest }: Found): User => ({
  ...rest,
  mailSettings: rest.mailSettings ?? {},
  hasSecondFactor: rest.hasSecondFactor ?? false,
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
      const next = before && below('createdAt', before.createdAt, before.id);
      const [found, total] = await Promise.all([
        model
          .find(next ? { $and: [where, next] } : where)
          .sort({ createdAt: -1, _id: -1 })
          .limit(limit)
          .lean<Found[]>(),
        model.countDocuments(where),
      ]);
      return { items: found.map(toUser), total };
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
    async noteSignIn(id: string, at: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { lastSignInAt: at } });
    },
    countAll: () => model.countDocuments({}),
  };
}
export type UsersStore = ReturnType<typeof createUsersStore>;
