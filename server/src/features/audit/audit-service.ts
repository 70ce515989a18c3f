import type { AuditEvent, exportAuditEvents, listAuditEvents } from '@enishi/shared/audit';
import { auditLimits } from '@enishi/shared/audit';
import type { QueryOf } from '@enishi/shared/contract';
import type { Language } from '@enishi/shared/fields';
import { addDays, startOfDay } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Audit, AuditSource } from '../../audit.js';
import { toCsv } from '../../csv.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import type { AuditFilter, AuditLine, AuditStore } from './audit-store.js';

interface Dependencies {
  store: AuditStore;
  now: () => Date;
  describePeople: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
}

const heads: Record<Language, string[]> = {
  ja: ['日時（UTC）', '出来事', '操作した人', '操作した人のID', '対象', '対象のID', '送信元', '内容', 'リクエスト'],
  en: ['Time (UTC)', 'Event', 'By', 'Id of by', 'About', 'Id of about', 'Address', 'Detail', 'Request'],
};

const filterOf = ({ kind, person, from, to }: QueryOf<typeof exportAuditEvents>): AuditFilter => ({
  kind,
  person,
  from: from === undefined ? undefined : startOfDay(from),
  until: to === undefined ? undefined : startOfDay(addDays(to, 1)),
});

export function createAuditService({ store, now, describePeople }: Dependencies) {
  const record: Audit = (source, ...entries) =>
    store.add(
      entries.map(({ kind, byId, subject, detail }) => ({
        at: now(),
        kind,
        byId,
        subject: subject ?? null,
        address: source?.ip ?? null,
        requestId: source?.id ?? null,
        detail: detail ?? '',
      })),
    );

  const present = async (lines: readonly (AuditLine & { id: string })[]): Promise<AuditEvent[]> => {
    const about = lines.flatMap(({ subject }) => (subject?.kind === 'user' ? [subject.id] : []));
    const people = await describePeople([...lines.flatMap(({ byId }) => byId ?? []), ...about]);
    const nameOf = (userId: string): string | null => people.get(userId)?.displayName ?? null;
    return lines.map(({ byId, subject, at, ...line }) => ({
      ...line,
      at: at.toISOString(),
      by: byId === null ? null : { id: byId, displayName: nameOf(byId) },
      subject: subject && { ...subject, name: subject.kind === 'user' ? nameOf(subject.id) : null },
    }));
  };

  return {
    record,

    async list(query: QueryOf<typeof listAuditEvents>) {
      const cursor = decodeCursor(query.cursor, 'number');
      const before = cursor && { at: new Date(cursor.value), id: cursor.id };
      const { items: found, total } = await store.page(filterOf(query), query.limit + 1, before);
      const { items, nextCursor } = cutPage(found, query.limit, (last) => encodeCursor(last.at.getTime(), last.id));
      return { items: await present(items), total, nextCursor };
    },

    /** Taking the log out of the house is itself a line of it. */
    async asCsv(actor: Actor, query: QueryOf<typeof exportAuditEvents>, source: AuditSource): Promise<string> {
      const { items } = await store.page(filterOf(query), auditLimits.fileRows);
      await record(source, { kind: 'audit_exported', byId: actor.id, detail: String(items.length) });
      const rows = (await present(items)).map(({ at, kind, by, subject, address, detail, requestId }) => [
        at,
        kind,
        by?.displayName ?? '',
        by?.id ?? '',
        subject ? (subject.name ?? subject.kind) : '',
        subject?.id ?? '',
        address ?? '',
        detail,
        requestId ?? '',
      ]);
      return toCsv([heads[actor.language], ...rows]);
    },
  };
}
export type AuditService = ReturnType<typeof createAuditService>;
