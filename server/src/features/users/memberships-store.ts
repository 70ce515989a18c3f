// A request to belong to an organisation lies in the document of its account, so that confirming it is one write.
import { Schema, type Connection, type QueryFilter } from 'mongoose';
import type { MembershipState } from '@enishi/shared/memberships';

export interface Membership {
  id: string;
  organisationId: string;
  /** Of the organisation, so that its coordinators find the request. */
  prefecture: string;
  state: MembershipState;
  requestedAt: Date;
  decidedAt: Date | null;
  decidedById: string | null;
  reason: string;
  /** Where the person stood before they were confirmed. */
  fromOrganisationId: string | null;
  /** Everybody was told, and what had to follow did. */
  isSettled: boolean;
}

export interface Applicant {
  id: string;
  organisationId: string;
  displayName: string;
  email: string;
  membership: Membership;
}

interface Account {
  displayName: string;
  email: string;
  organisationId: string;
  keepsOrganisation: boolean;
  status: string;
  roles: string[];
  membership: Membership | null;
  version: number;
}

const schema = new Schema<Account>(
  {
    displayName: { type: String },
    email: { type: String },
    organisationId: { type: String },
    keepsOrganisation: { type: Boolean },
    status: { type: String },
    roles: { type: [String], default: undefined },
    membership: { type: Schema.Types.Mixed },
    version: { type: Number },
  },
  { versionKey: false, minimize: false, collection: 'users', autoIndex: false },
);

type Found = Account & { _id: { toString(): string } };
type Where = QueryFilter<Account>;

const toApplicants = ({ _id, organisationId, displayName, email, membership }: Found): Applicant[] =>
  membership ? [{ id: _id.toString(), organisationId, displayName, email, membership }] : [];

/** `decidable` is the policy's clause: it stands in every question and every write. */
const waiting = (decidable: object): Where => ({ 'membership.state': 'pending', status: 'active', ...decidable });

export function createMembershipsStore(connection: Connection) {
  const model = connection.model<Account>('Membership', schema);
  return {
    async ask(userId: string, membership: Membership): Promise<void> {
      await model.updateOne({ _id: userId }, { $set: { membership }, $inc: { version: 1 } });
    },
    async find(userId: string): Promise<Applicant | null> {
      const found = await model.findById(userId).lean<Found>();
      return (found && toApplicants(found)[0]) ?? null;
    },
    async findPending(requestId: string, decidable: object): Promise<Applicant | null> {
      const found = await model.findOne({ 'membership.id': requestId, ...waiting(decidable) }).lean<Found>();
      return (found && toApplicants(found)[0]) ?? null;
    },
    /** Oldest first. */
    async listPending(decidable: object, limit: number): Promise<{ items: Applicant[]; total: number }> {
      const where = waiting(decidable);
      const [found, total] = await Promise.all([
        model.find(where).sort({ 'membership.requestedAt': 1, _id: 1 }).limit(limit).lean<Found[]>(),
        model.countDocuments(where),
      ]);
      return { items: found.flatMap(toApplicants), total };
    },
    /** False when it waits no longer, or is not this person's to decide: of two who decide at once, one is too late. */
    async decide(
      requestId: string,
      decidable: object,
      decision: Pick<Membership, 'state' | 'decidedAt' | 'decidedById' | 'reason' | 'fromOrganisationId'>,
      joined: { organisationId: string; keepsOrganisation: true } | undefined,
    ): Promise<boolean> {
      const facts = Object.entries({ ...decision, isSettled: false });
      const set = Object.fromEntries(facts.map(([name, value]) => [`membership.${name}`, value]));
      const change = { $set: { ...set, ...joined }, $inc: { version: 1 } };
      return (await model.updateOne({ 'membership.id': requestId, ...waiting(decidable) }, change)).modifiedCount === 1;
    },
    /** Those who speak for it: founded it here, were invited, or were confirmed. */
    async keepersOf(organisationId: string, limit: number): Promise<string[]> {
      const where: Where = { organisationId, keepsOrganisation: { $ne: false }, status: 'active' };
      return (await model.find(where, { _id: 1 }).limit(limit).lean<Found[]>()).map(({ _id }) => _id.toString());
    },
    async listAdmins(limit: number): Promise<string[]> {
      const where: Where = { roles: 'admin', status: 'active' };
      return (await model.find(where, { _id: 1 }).limit(limit).lean<Found[]>()).map(({ _id }) => _id.toString());
    },
    async listUnsettled(limit: number): Promise<string[]> {
      const found = await model.find({ 'membership.isSettled': false }, { _id: 1 }).limit(limit).lean<Found[]>();
      return found.map(({ _id }) => _id.toString());
    },
    async settle(userId: string, { id, state }: Membership): Promise<void> {
      const where: Where = { _id: userId, 'membership.id': id, 'membership.state': state };
      await model.updateOne(where, { $set: { 'membership.isSettled': true } });
    },
  };
}
export type MembershipsStore = ReturnType<typeof createMembershipsStore>;
