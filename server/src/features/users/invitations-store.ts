import { Schema, type Connection } from 'mongoose';
import type { Role } from '@enishi/shared/roles';

export interface Invitation {
  id: string;
  email: string;
  roles: Role[];
  organisationId: string;
  expiresAt: Date;
}

interface InvitationDocument extends Omit<Invitation, 'id'> {
  tokenHash: string;
  usedAt: Date | null;
}

const schema = new Schema<InvitationDocument>(
  {
    tokenHash: { type: String, required: true },
    email: { type: String, required: true },
    roles: { type: [String], required: true },
    organisationId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { timestamps: true, versionKey: false, collection: 'invitations' },
);
schema.index({ tokenHash: 1 }, { unique: true });

type Found = InvitationDocument & { _id: { toString(): string } };
const toInvitation = ({ _id, email, roles, organisationId, expiresAt }: Found): Invitation => ({
  id: _id.toString(),
  email,
  roles,
  organisationId,
  expiresAt,
});

export function createInvitationsStore(connection: Connection) {
  const model = connection.model<InvitationDocument>('Invitation', schema);
  const usable = (tokenHash: string, now: Date) => ({ tokenHash, usedAt: null, expiresAt: { $gt: now } });
  return {
    async create(invitation: Omit<Invitation, 'id'>, tokenHash: string): Promise<void> {
      await model.create({ ...invitation, tokenHash });
    },
    async findUsable(tokenHash: string, now: Date): Promise<Invitation | null> {
      const found = await model.findOne(usable(tokenHash, now)).lean<Found>();
      return found && toInvitation(found);
    },
    /** Takes the invitation for good: of two who try at once, one gets null. */
    async take(tokenHash: string, now: Date): Promise<Invitation | null> {
      const found = await model.findOneAndUpdate(usable(tokenHash, now), { $set: { usedAt: now } }).lean<Found>();
      return found && toInvitation(found);
    },
    /** Gives back an invitation whose account could not be opened after all. */
    async giveBack(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { usedAt: null } });
    },
  };
}
export type InvitationsStore = ReturnType<typeof createInvitationsStore>;
