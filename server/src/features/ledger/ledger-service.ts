// The ledger (開示記録): who was shown which group of fields, first and last when.
import type { LedgerEntry } from '@enishi/shared/disclosure';
import type { Language } from '@enishi/shared/fields';
import type { ListingKind } from '@enishi/shared/listings';
import type { Actor } from '../../actor.js';
import type { Audit } from '../../audit.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { toCsv } from '../../csv.js';
import type { Disclosed, LedgerStore, Showing } from './ledger-store.js';

interface Dependencies {
  store: LedgerStore;
  now: () => Date;
  audit: Audit;
  describePeople: (
    ids: readonly string[],
  ) => Promise<Map<string, { id: string; displayName: string; organisation: { name: string } }>>;
}

const heads: Record<Language, string[]> = {
  ja: ['見た人', '所属', '開示した項目', '最初', '最後', '回数'],
  en: ['Viewer', 'Organisation', 'Group', 'First', 'Last', 'Times'],
};
const groupNames: Record<Language, Record<LedgerEntry['group'], string>> = {
  ja: { summary: '概要', details: '詳細', organisation: '組織名', contact: '連絡先' },
  en: { summary: 'Summary', details: 'Details', organisation: 'Organisation', contact: 'Contact' },
};
/** Rows that one file holds at most. */
const fileRows = 10_000;

export function createLedgerService({ store, now, audit, describePeople }: Dependencies) {
  const present = async (items: readonly Disclosed[]): Promise<LedgerEntry[]> => {
    const people = await describePeople(items.map((item) => item.viewerId));
    return items.map(({ viewerId, firstAt, lastAt, ...rest }) => {
      const person = people.get(viewerId);
      const viewer = {
        id: viewerId,
        displayName: person?.displayName ?? '—',
        organisationName: person?.organisation.name ?? '—',
      };
      return { ...rest, viewer, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() };
    });
  };
  return {
    async note(viewer: Pick<Actor, 'id'>, showings: readonly Showing[]): Promise<void> {
      const first = await store.note(viewer.id, showings, now());
      await audit(
        null,
        ...first.map(({ kind, id, group }) => ({
          kind: 'disclosed' as const,
          byId: viewer.id,
          subject: { kind, id },
          detail: group,
        })),
      );
    },
    async page(of: { kind: ListingKind; id: string }, query: { cursor?: string | undefined; limit: number }) {
      const cursor = decodeCursor(query.cursor, 'number');
      const before = cursor && { lastAt: new Date(cursor.value), id: cursor.id };
      const { items: found, total } = await store.page(of, query.limit + 1, before);
      const { items, nextCursor } = cutPage(found, query.limit, (last) => encodeCursor(last.lastAt.getTime(), last.id));
      return { items: await present(items), total, nextCursor };
    },
    async asCsv(of: { kind: ListingKind; id: string }, language: Language): Promise<string> {
      const { items } = await store.page(of, fileRows);
      const rows = (await present(items)).map((entry) => [
        entry.viewer.displayName,
        entry.viewer.organisationName,
        groupNames[language][entry.group],
        entry.firstAt,
        entry.lastAt,
        String(entry.times),
      ]);
      return toCsv([heads[language], ...rows]);
    },
  };
}
export type LedgerService = ReturnType<typeof createLedgerService>;
