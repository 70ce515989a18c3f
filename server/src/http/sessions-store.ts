import { Schema, type Connection } from 'mongoose';

/** The documents are connect-mongo's; here is what removes them when their time is over. */
const schema = new Schema(
  { _id: String, expires: Date },
  { collection: 'sessions', strict: false, versionKey: false },
).index({ expires: 1 }, { expireAfterSeconds: 0 });

/** Ends sessions in the collection that connect-mongo writes. */
export function createSessionsStore(connection: Connection) {
  connection.model('Session', schema);
  const sessions = () => connection.collection<{ _id: string; session: { passport?: { user?: string } } }>('sessions');
  return {
    /** Those of these that still hold, begun after `since`. When one has been idle too long is the store's own word. */
    async listAlive(ids: readonly string[], since: Date): Promise<Set<string>> {
      const alive = new Set<string>();
      const batch = 1000;
      for (let at = 0; at < ids.length; at += batch) {
        const where = {
          _id: { $in: ids.slice(at, at + batch) },
          expires: { $gt: new Date() },
          'session.startedAt': { $gt: since.getTime() },
        };
        for (const { _id } of await sessions()
          .find(where, { projection: { _id: 1 } })
          .toArray())
          alive.add(_id);
      }
      return alive;
    },
    async endAllOf(userId: string, keep?: string): Promise<void> {
      await sessions().deleteMany({ 'session.passport.user': userId, ...(keep && { _id: { $ne: keep } }) });
    },
  };
}
