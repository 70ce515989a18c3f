// Numbers that people say on the telephone: taken in order, never twice.
import { Schema, type Connection, type Model } from 'mongoose';

interface Counter {
  _id: string;
  last: number;
}

const schema = new Schema<Counter>(
  { _id: String, last: { type: Number, default: 0 } },
  { versionKey: false, collection: 'counters' },
);

/** Takes the next `count` numbers of a series; the first series begins with 1. */
export function createCounters(connection: Connection) {
  const known = connection.models['Counter'] ?? connection.model('Counter', schema);
  const model = known as unknown as Model<Counter>;
  return async (series: string, count = 1): Promise<number[]> => {
    const { last } = await model
      .findOneAndUpdate({ _id: series }, { $inc: { last: count } }, { upsert: true, returnDocument: 'after' })
      .lean();
    return Array.from({ length: count }, (_, index) => last - count + 1 + index);
  };
}
