// Few and good: one notice per person and subject, never to whoever caused it, only about what they may see.
import type { Notification } from '@enishi/shared/notifications';
import { defaultDelivery, type NotificationKind } from '@enishi/shared/notification-kinds';
import type { ListingKind } from '@enishi/shared/listings';
import type { NotificationSettings } from '@enishi/shared/users';
import type { Actor } from '../../actor.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import type { ListingRef } from '../../listings/listing.js';
import { nextDigest } from './digest-time.js';
import type { Notice, NotificationsStore } from './notifications-store.js';

interface Receiver {
  id: string;
  status: string;
  notificationSettings: NotificationSettings;
}

interface Dependencies {
  store: NotificationsStore;
  now: () => Date;
  findReceiver: (userId: string) => Promise<Receiver | null>;
  /** Title, and whether it is their own, of those listings that the actor may see now. */
  glimpsesFor: (refs: readonly ListingRef[], actor: Actor) => Promise<Map<string, { title: string; isMine: boolean }>>;
  /** The listings that introductions are about, by introduction. */
  pairsOf: (introductionIds: readonly string[]) => Promise<Map<string, ListingRef>>;
  tell: (userId: string) => void;
}

export interface NoticeContent {
  kind: NotificationKind;
  key: string;
  subject: Notice['subject'];
  other?: { kind: ListingKind; id: string };
  score?: number;
  count?: number;
  reason?: string | null;
}

const plural: Record<ListingKind, string> = { need: 'needs', seed: 'seeds', expert: 'experts' };

/** The page where the receiver can do something about it. */
function addressOf({ kind, subject, other }: Notice, isMine: boolean): string {
  if (subject.kind === 'introduction') return `/introductions/${subject.id}`;
  if (kind === 'need_published') return `/workbench/${subject.id}`;
  if (kind === 'item_fits_needs') return other ? `/workbench/${other.id}` : '/workbench';
  if (kind === 'match_found' && subject.kind === 'need' && isMine) return `/needs/${subject.id}/candidates`;
  return `/${plural[subject.kind]}/${subject.id}`;
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}:${id}`;

export function createNotificationsService(dependencies: Dependencies) {
  const { store, now } = dependencies;

  const present = async (notices: readonly Notice[], actor: Actor): Promise<Notification[]> => {
    const introductionIds = notices.flatMap(({ subject }) => (subject.kind === 'introduction' ? [subject.id] : []));
    const pairs = await dependencies.pairsOf(introductionIds);
    const refs = notices.flatMap(({ subject, other }) => {
      const about = subject.kind === 'introduction' ? pairs.get(subject.id) : { kind: subject.kind, id: subject.id };
      return [...(about ? [about] : []), ...(other ? [other] : [])];
    });
    const glimpses = await dependencies.glimpsesFor(refs, actor);
    return notices.map((notice) => {
      const { subject, other } = notice;
      const about = subject.kind === 'introduction' ? pairs.get(subject.id) : (subject as ListingRef);
      const glimpse = about && glimpses.get(keyOf(about));
      return {
        id: notice.id,
        kind: notice.kind,
        createdAt: notice.deliverAt.toISOString(),
        readAt: notice.readAt?.toISOString() ?? null,
        subject: { ...subject, title: glimpse?.title ?? null },
        other: other && { ...other, title: glimpses.get(keyOf(other))?.title ?? null },
        score: notice.score,
        count: notice.count,
        reason: notice.reason,
        address: addressOf(notice, glimpse?.isMine === true),
      };
    });
  };

  return {
    /** Writes a notice unless the receiver does not want such, or has it already. */
    async notify(userId: string, content: NoticeContent): Promise<void> {
      const receiver = await dependencies.findReceiver(userId);
      if (!receiver || receiver.status !== 'active') return;
      const mode = receiver.notificationSettings[content.kind] ?? defaultDelivery;
      if (mode === 'off') return;
      const createdAt = now();
      const deliverAt = mode === 'daily' ? nextDigest(createdAt) : createdAt;
      const { other = null, score = null, count = null, reason = null } = content;
      const isNew = await store.add({ ...content, userId, other, score, count, reason, createdAt, deliverAt });
      if (isNew && deliverAt <= createdAt) dependencies.tell(userId);
    },

    async list(
      query: { cursor?: string | undefined; limit: number; unread?: 'true' | 'false' | undefined },
      actor: Actor,
    ) {
      const cursor = decodeCursor(query.cursor, 'number');
      const before = cursor && { deliverAt: new Date(cursor.value), id: cursor.id };
      const isUnread = query.unread === undefined ? undefined : query.unread === 'true';
      const [{ items: found, total }, unread] = await Promise.all([
        store.page(actor.id, isUnread, now(), query.limit + 1, before),
        store.countUnread(actor.id, now()),
      ]);
      const { items, nextCursor } = cutPage(found, query.limit, (last) =>
        encodeCursor(last.deliverAt.getTime(), last.id),
      );
      return { items: await present(items, actor), total, unread, nextCursor };
    },

    countUnread: (actor: Actor) => store.countUnread(actor.id, now()),

    async markRead(ids: readonly string[] | 'all', actor: Actor): Promise<number> {
      await store.markRead(actor.id, ids, now());
      // The other tabs of the same person agree.
      dependencies.tell(actor.id);
      return store.countUnread(actor.id, now());
    },

    /** Tells the screens of those whose digest has come due, or whose notice a crash kept back. */
    async sweep(): Promise<number> {
      const users = await store.takeDue(now());
      for (const userId of users) dependencies.tell(userId);
      return users.length;
    },
  };
}
export type NotificationsService = ReturnType<typeof createNotificationsService>;
