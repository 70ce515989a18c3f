// Hours of the support menu: how many each organisation has in a fiscal year, and which requests use them. The hours of
// one organisation stand in one document, so that two requests at the same moment cannot both take what is left.
import { Schema, type Connection } from 'mongoose';
import { duplicateKeyField } from '../../database/model-helpers.js';

interface Menu {
  prefecture: string;
  fiscalYear: number;
  hours: number;
  version: number;
  changedById: string;
  changedAt: Date;
}
export interface HoursOf {
  prefecture: string;
  organisationId: string;
  fiscalYear: number;
}
interface Usage extends HoursOf {
  version: number;
  entries: { dispatchId: string; hours: number }[];
}

const menuSchema = new Schema<Menu>(
  {
    prefecture: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    hours: { type: Number, required: true },
    version: { type: Number, required: true },
    changedById: { type: String, required: true },
    changedAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'dispatch_menus' },
);
menuSchema.index({ prefecture: 1, fiscalYear: 1 }, { unique: true });

const usageSchema = new Schema<Usage>(
  {
    prefecture: { type: String, required: true },
    organisationId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    version: { type: Number, default: 0 },
    entries: { type: [Schema.Types.Mixed], default: [] } as never,
  },
  { versionKey: false, collection: 'dispatch_hours' },
);
usageSchema.index({ organisationId: 1, prefecture: 1, fiscalYear: 1 }, { unique: true });
usageSchema.index({ 'entries.dispatchId': 1 });

const tries = 20;
const sumOf = (entries: Usage['entries']): number => entries.reduce((sum, { hours }) => sum + hours, 0);

export function createDispatchHoursStore(connection: Connection) {
  const menus = connection.model<Menu>('DispatchMenu', menuSchema);
  const usages = connection.model<Usage>('DispatchHours', usageSchema);

  const read = async ({ organisationId, prefecture, fiscalYear }: HoursOf) =>
    usages.findOne({ organisationId, prefecture, fiscalYear }).lean();
  const readOrBegin = async (of: HoursOf) => {
    const there = await read(of);
    if (there) return there;
    try {
      return (await usages.create({ ...of, version: 0, entries: [] })).toObject();
    } catch (error) {
      if (!duplicateKeyField(error)) throw error;
      return read(of);
    }
  };

  return {
    findMenu: (prefecture: string, fiscalYear: number) => menus.findOne({ prefecture, fiscalYear }).lean(),
    /** Version 0 stands for a menu that nobody has set. @returns false when somebody else was quicker */
    async setMenu({ version, ...menu }: Menu): Promise<boolean> {
      const { prefecture, fiscalYear } = menu;
      if (version > 0) {
        const where = { prefecture, fiscalYear, version };
        return (await menus.updateOne(where, { $set: menu, $inc: { version: 1 } })).matchedCount === 1;
      }
      try {
        await menus.create({ ...menu, version: 1 });
        return true;
      } catch (error) {
        if (!duplicateKeyField(error)) throw error;
        return false;
      }
    },
    async usedBy(of: HoursOf): Promise<number> {
      return sumOf((await read(of))?.entries ?? []);
    },
    /**
     * Holds hours for a request, in place of those it held before.
     * @returns null when that was done, else how many hours it could have
     */
    async hold(of: HoursOf, dispatchId: string, hours: number, limit: number | null): Promise<number | null> {
      for (let left = tries; left > 0; left -= 1) {
        const usage = await readOrBegin(of);
        if (!usage) continue;
        const others = usage.entries.filter((entry) => entry.dispatchId !== dispatchId);
        const free = limit === null ? Infinity : limit - sumOf(others);
        if (hours > free) return Math.max(0, free);
        const set = { entries: hours > 0 ? [...others, { dispatchId, hours }] : others };
        const where = { _id: usage._id, version: usage.version };
        if ((await usages.updateOne(where, { $set: set, $inc: { version: 1 } })).matchedCount === 1) return null;
      }
      throw new Error('the hours of an organisation change too often');
    },
    /** Where a request holds hours now. */
    async listHeld(dispatchId: string): Promise<HoursOf[]> {
      return usages.find({ 'entries.dispatchId': dispatchId }).lean();
    },
  };
}
export type DispatchHoursStore = ReturnType<typeof createDispatchHoursStore>;
