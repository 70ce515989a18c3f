// Few and good: one notice per person and subject, never to whoever caused it, only about what they may see.
import type { NoticeSubject, Notification } from '@enishi/shared/notifications';
import {
  mailModeOf,
  screenModeOf,
  wantsDigest,
  type DeliveryMode,
  type DeliverySettings,
  type NotificationKind,
} from '@enishi/shared/notification-kinds';
import type { ListingKind } from '@enishi/shared/listings';
import type { Actor } from '../../actor.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { nextDigest } from './digest-time.js';
import type { Notice, NotificationsStore } from './notifications-store.js';

interface Receiver extends DeliverySettings {
  id: string;
  status: string;
}

interface Dependencies {
  store: NotificationsStore;
  now: () => Date;
  findReceiver: (userId: string) => Promise<Receiver | null>;
  titlesOf: TitlesOf;
  tell: (userId: string) => void;
  /** A notice is there whose mail is due at once. */
  mail: (notice: Notice) => Promise<void>;
}

/** For each kind of subject: the titles, by id, of those that the actor may see now. */
export type TitlesOf = Record<
  NoticeSubject,
  (ids: readonly string[], actor: Actor) => Promise<ReadonlyMap<string, { title: string | null; isMine?: boolean }>>
>;

/** `isMine`: the receiver has a part in what it is about, and does not only look after it. */
export type PresentedNotice = Notification & { isMine: boolean };

export interface NoticeContent {
  kind: NotificationKind;
  key: string;
  subject: Notice['subject'];
  other?: { kind: ListingKind; id: string };
  score?: number;
  count?: number;
  reason?: string | null;
  /** A letter of its own tells the receiver, so that no mail follows from the notice. */
  hasLetter?: boolean;
}

const pages: Record<NoticeSubject, string> = {
  need: 'needs',
  seed: 'seeds',
  expert: 'experts',
  opening: 'openings',
  introduction: 'introductions',
  case: 'cases',
  meeting: 'meetings',
  project: 'projects',
  application: 'applications',
  assignment: 'assignments',
  dispatch: 'dispatches',
  organisation: 'organisations',
};

/** The page where the receiver can do something about it. */
function addressOf({ kind, subject, other }: Notice, isMine: boolean): string {
  if (kind === 'need_published') return `/workbench/${subject.id}`;
  // There is something to decide, or to read.
  if (kind === 'membership_requested' || kind === 'membership_refused') return '/memberships';
  if (kind === 'outcome_asked') return `/outcome/${subject.id}`;
  if (kind === 'item_fits_needs') return other ? `/workbench/${other.id}` : '/workbench';
  if (kind === 'match_found' && subject.kind === 'need' && isMine) return `/needs/${subject.id}/candidates`;
  if (kind === 'person_fits') return `/openings/${subject.id}/fits`;
  return `/${pages[subject.kind]}/${subject.id}`;
}

const mailFor = (kind: NotificationKind, receiver: Receiver): DeliveryMode => {
  const mode = mailModeOf(kind, receiver);
  return mode === 'daily' && !wantsDigest(receiver) ? 'off' : mode;
};

const mailOf = (mail: DeliveryMode, createdAt: Date) => ({
  mail,
  mailAt: mail === 'daily' ? nextDigest(createdAt) : createdAt,
  isMailed: mail === 'off',
});

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}:${id}`;

export function createNotificationsService(dependencies: Dependencies) {
  const { store, now } = dependencies;

  const readTitles = async (refs: readonly { kind: NoticeSubject; id: string }[], actor: Actor) => {
    const titles = new Map<string, { title: string | null; isMine?: boolean }>();
    for (const kind of new Set(refs.map((ref) => ref.kind))) {
      const ids = new Set(refs.flatMap((ref) => (ref.kind === kind ? [ref.id] : [])));
      for (const [id, title] of await dependencies.titlesOf[kind]([...ids], actor))
        titles.set(keyOf({ kind, id }), title);
    }
    return titles;
  };

  const present = async (notices: readonly Notice[], actor: Actor): Promise<PresentedNotice[]> => {
    const titles = await readTitles(
      notices.flatMap(({ subject, other }) => (other ? [subject, other] : [subject])),
      actor,
    );
    return notices.map((notice) => {
      const { subject, other } = notice;
      const about = titles.get(keyOf(subject));
      return {
        id: notice.id,
        kind: notice.kind,
        createdAt: notice.deliverAt.toISOString(),
        readAt: notice.readAt?.toISOString() ?? null,
        subject: { ...subject, title: about?.title ?? null },
        other: other && { ...other, title: titles.get(keyOf(other))?.title ?? null },
        score: notice.score,
        count: notice.count,
        reason: notice.reason,
        address: addressOf(notice, about?.isMine === true),
        isMine: about?.isMine === true,
      };
    });
  };

  return {
    /** Writes a notice unless the receiver does not want such, or has it already. */
    async notify(userId: string, content: NoticeContent): Promise<void> {
      const receiver = await dependencies.findReceiver(userId);
      if (!receiver || receiver.status !== 'active') return;
      const mode = screenModeOf(content.kind, receiver);
      if (mode === 'off') return;
      const createdAt = now();
      const deliverAt = mode === 'daily' ? nextDigest(createdAt) : createdAt;
      const { hasLetter = false, ...facts } = content;
      const added = await store.add({
        ...{ other: null, score: null, count: null, reason: null, ...facts },
        ...{ userId, createdAt, deliverAt, ...mailOf(hasLetter ? 'off' : mailFor(content.kind, receiver), createdAt) },
      });
      if (!added) return;
      if (deliverAt <= createdAt) dependencies.tell(userId);
      if (added.mail === 'at_once') await dependencies.mail(added);
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

    /** As their receiver sees them now. */
    present,

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
