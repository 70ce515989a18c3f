// Lines are added and read. There is no way here to change or remove one.
import { Schema, type Connection, type QueryFilter } from 'mongoose';
import type { AuditKind, AuditSubject } from '@enishi/shared/audit';
import { readPage } from '../../database/read-page.js';

export interface AuditLine {
  at: Date;
  kind: AuditKind;
  byId: string | null;
  subject: AuditSubject | null;
  address: string | null;
  requestId: string | null;
  detail: string;
}
export interface AuditFilter {
  kind?: AuditKind | undefined;
  person?: string | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
}

const schema = new Schema<AuditLine>(
  {
    at: { type: Date, required: true },
    kind: { type: String, required: true },
    byId: { type: String, default: null },
    subject: { type: Schema.Types.Mixed, default: null },
    address: { type: String, default: null },
    requestId: { type: String, default: null },
    detail: { type: String, default: '' },
  },
  { versionKey: false, collection: 'audit' },
);
schema.index({ at: -1, _id: -1 });
schema.index({ kind: 1, at: -1, _id: -1 });
schema.index({ byId: 1, at: -1 });
schema.index({ 'subject.id': 1, at: -1 });

type Found = AuditLine & { _id: { toString(): string } };
const toEvent = ({ _id, ...line }: Found) => ({ ...line, id: _id.toString() });

export function createAuditStore(connection: Connection) {
  const model = connection.model<AuditLine>('Audit', schema);
  return {
    async add(lines: readonly AuditLine[]): Promise<void> {
      if (lines.length > 0) await model.insertMany(lines);
    },
    async page({ kind, person, from, until }: AuditFilter, limit: number, before?: { at: Date; id: string }) {
      const where: QueryFilter<AuditLine> = {
        ...(kind && { kind }),
        ...((from ?? until) && { at: { ...(from && { $gte: from }), ...(until && { $lt: until }) } }),
        ...(person && { $or: [{ byId: person }, { 'subject.id': person }] }),
      };
      return readPage(model, where, { by: 'at', limit, last: before, as: toEvent });
    },
  };
}
export type AuditStore = ReturnType<typeof createAuditStore>;
