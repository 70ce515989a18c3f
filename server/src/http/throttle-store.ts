import { Schema, type Connection } from 'mongoose';

/**
 * The documents are the limiter's. Its indexes are declared here, so that they are made at the start like all others: by
 * itself it would try once, and count beside itself ever after if the database was away at that moment.
 */
const schema = new Schema({ key: String, expire: Date }, { collection: 'throttle', strict: false, versionKey: false })
  .index({ expire: -1 }, { expireAfterSeconds: 0 })
  .index({ key: 1 }, { unique: true });

export function declareThrottle(connection: Connection): void {
  connection.model('Throttle', schema);
}
