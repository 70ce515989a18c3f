// The second factor lies in the document of its account, so that each change is one write; the accounts' own store
// never reads it.
import { Schema, type Connection } from 'mongoose';

export interface SecondFactor {
  /** Closed by the secret box. */
  secret: string | null;
  /** The newest time step that was used: a code that somebody looked at over a shoulder is worth nothing any more. */
  lastStep: number;
  recoveryHashes: string[];
  pending: { secret: string; until: Date } | null;
}
interface Account {
  /** While it is being set up for the first time, nothing but what is pending. */
  secondFactor?: Partial<SecondFactor>;
  hasSecondFactor: boolean;
}

const schema = new Schema<Account>(
  { secondFactor: { type: Schema.Types.Mixed }, hasSecondFactor: { type: Boolean } },
  { versionKey: false, collection: 'users', autoIndex: false },
);

export function createSecondFactorStore(connection: Connection) {
  const model = connection.model<Account>('SecondFactor', schema);
  const changed = async (where: object, change: object): Promise<boolean> =>
    (await model.updateOne(where, change)).modifiedCount === 1;
  return {
    async find(userId: string): Promise<SecondFactor | null> {
      const found = await model.findById(userId, { secondFactor: 1 }).lean<Account>();
      const none = { secret: null, lastStep: 0, recoveryHashes: [], pending: null };
      return found?.secondFactor ? { ...none, ...found.secondFactor } : null;
    },
    /** Keeps a secret that has still to be confirmed; false when one is in use already. */
    putPending: (userId: string, pending: NonNullable<SecondFactor['pending']>) =>
      changed({ _id: userId, hasSecondFactor: { $ne: true } }, { $set: { 'secondFactor.pending': pending } }),
    /** False when it was confirmed meanwhile, or another one was begun. */
    confirm: (userId: string, pendingSecret: string, factor: Omit<SecondFactor, 'pending'>) =>
      changed(
        { _id: userId, hasSecondFactor: { $ne: true }, 'secondFactor.pending.secret': pendingSecret },
        { $set: { secondFactor: { ...factor, pending: null }, hasSecondFactor: true } },
      ),
    /** False when this step, or a later one, was used before. */
    takeStep: (userId: string, step: number) =>
      changed({ _id: userId, 'secondFactor.lastStep': { $lt: step } }, { $set: { 'secondFactor.lastStep': step } }),
    /** False when there is no such code left. */
    takeRecoveryCode: (userId: string, hash: string) =>
      changed({ _id: userId, 'secondFactor.recoveryHashes': hash }, { $pull: { 'secondFactor.recoveryHashes': hash } }),
    putRecoveryHashes: (userId: string, recoveryHashes: string[]) =>
      changed({ _id: userId, hasSecondFactor: true }, { $set: { 'secondFactor.recoveryHashes': recoveryHashes } }),
    remove: (userId: string) =>
      changed(
        { _id: userId, hasSecondFactor: true },
        { $unset: { secondFactor: 1 }, $set: { hasSecondFactor: false } },
      ),
  };
}
export type SecondFactorStore = ReturnType<typeof createSecondFactorStore>;
