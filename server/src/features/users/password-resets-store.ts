import { Schema, type Connection } from 'mongoose';

interface PasswordReset {
  userId: string;
  /** Only this is kept; the token is known to whoever got the mail. */
  tokenHash: string;
  expiresAt: Date;
}

const schema = new Schema<PasswordReset>(
  {
    userId: { type: String, required: true },
    tokenHash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'password_resets' },
);
// One link at a time: a new one makes the old one useless.
schema.index({ userId: 1 }, { unique: true });
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function createPasswordResetsStore(connection: Connection) {
  const model = connection.model<PasswordReset>('PasswordReset', schema);
  const usable = (tokenHash: string, now: Date) => ({ tokenHash, expiresAt: { $gt: now } });
  return {
    async put({ userId, ...rest }: PasswordReset): Promise<void> {
      await model.updateOne({ userId }, { $set: rest }, { upsert: true });
    },
    find: (tokenHash: string, now: Date) => model.findOne(usable(tokenHash, now)).lean<PasswordReset>(),
    /** Takes it for good: of two who try at once, one gets null. */
    take: (tokenHash: string, now: Date) => model.findOneAndDelete(usable(tokenHash, now)).lean<PasswordReset>(),
  };
}
export type PasswordResetsStore = ReturnType<typeof createPasswordResetsStore>;
