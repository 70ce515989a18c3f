// Reads and removes what the table names, whatever part of the product wrote it.
import { Types, type Connection } from 'mongoose';
import { isId } from '../../database/model-helpers.js';
import { personalData } from './personal-data-table.js';

export type Told = Record<string, unknown>;

/** The most that is told of one kind. */
const toldLimit = 20_000;

export function createPersonalDataStore(connection: Connection) {
  const about = (person: readonly string[], userId: string) => ({
    $or: person.map((field) => ({ [field]: field === '_id' ? new Types.ObjectId(userId) : userId })),
  });
  return {
    async export(userId: string): Promise<Record<string, Told[]>> {
      if (!isId(userId)) return {};
      const parts: Record<string, Told[]> = {};
      for (const [name, { person, told }] of Object.entries(personalData)) {
        if (!person || !told) continue;
        const projection = Object.fromEntries([...told.map((field) => [field, 1]), ['_id', 0]]) as Record<
          string,
          0 | 1
        >;
        const found = await connection
          .collection(name)
          .find(about(person, userId), { projection, limit: toldLimit })
          .toArray();
        if (found.length > 0) parts[name] = found;
      }
      return parts;
    },
    /** Doing it twice is harmless. */
    async remove(userId: string): Promise<void> {
      if (!isId(userId)) return;
      for (const [name, { person, isRemoved, emptied }] of Object.entries(personalData)) {
        if (!person) continue;
        if (isRemoved) await connection.collection(name).deleteMany(about(person, userId));
        if (emptied) await connection.collection(name).updateMany(about(person, userId), { $set: { ...emptied } });
      }
    },
  };
}
export type PersonalDataStore = ReturnType<typeof createPersonalDataStore>;
