import { Schema, type Connection } from 'mongoose';

interface Mark {
  _id: string;
  state: 'loading' | 'loaded';
}

const schema = new Schema<Mark>({ _id: String, state: String }, { versionKey: false, collection: 'marks' });
const key = 'samples';

/** Whether the sample data were ever loaded here. */
export function createSamplesStore(connection: Connection) {
  const model = connection.model<Mark>('Mark', schema);
  return {
    async state(): Promise<Mark['state'] | 'never'> {
      return (await model.findById(key).lean<Mark>())?.state ?? 'never';
    },
    async mark(state: Mark['state']): Promise<void> {
      await model.updateOne({ _id: key }, { $set: { state } }, { upsert: true });
    },
  };
}
