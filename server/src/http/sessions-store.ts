import type { Connection } from 'mongoose';

/** Ends sessions in the collection that connect-mongo writes. */
export function createSessionsStore(connection: Connection) {
  const sessions = () => connection.collection<{ _id: string; session: { passport?: { user?: string } } }>('sessions');
  return {
    async endAllOf(userId: string, keep?: string): Promise<void> {
      await sessions().deleteMany({ 'session.passport.user': userId, ...(keep && { _id: { $ne: keep } }) });
    },
  };
}
