// Mails that follow from notices: one by one, or together in the morning. A letter in the outbox only names the notice;
// its words are made when it leaves, for whoever the receiver is by then.
import {
  mailModeOf,
  type DeliverySettings,
  type MailTopic,
  type NotificationKind,
} from '@enishi/shared/notification-kinds';
import type { Notification } from '@enishi/shared/notifications';
import type { Actor } from '../../actor.js';
import { addresseeOf, type Addressee, type LetterWords } from '../../letter.js';
import { digestDay } from './digest-time.js';
import { noticeWords } from './notice-words.js';
import type { NotificationsService } from './notifications-service.js';
import type { Notice, NotificationsStore } from './notifications-store.js';

interface Account extends DeliverySettings {
  id: string;
  email: string;
  displayName: string;
  language: Addressee['language'];
  status: string;
}

export interface NoticeLetter {
  key: string;
  to: Addressee;
  about: { source: 'notice'; noticeId: string; kind: NotificationKind } | { source: 'digest'; day: string };
}

/** Words to be sent, or null when nobody needs them any more; and the notices that are dealt with by it. */
export interface Composed {
  to: Addressee | null;
  words: LetterWords | null;
  topic: MailTopic;
  noticeIds: string[];
}

interface Dependencies {
  store: NotificationsStore;
  now: () => Date;
  findUser: (userId: string) => Promise<Account | null>;
  findActor: (userId: string) => Promise<Actor | null>;
  present: NotificationsService['present'];
  enqueue: (letter: NoticeLetter) => Promise<void>;
  publicUrl: () => string;
}

const sweepSize = 500;
/** Lines in the letter of the morning. */
const digestSize = 30;

const noticeKey = (id: string) => `notice:${id}`;
const digestKey = (userId: string, day: string) => `digest:${userId}:${day}`;

export function createNoticeMail(dependencies: Dependencies) {
  const { store, now, findUser } = dependencies;

  const lineOf = ({ kind, subject, other, count }: Notification, language: Addressee['language']) => {
    const { kinds, quote } = noticeWords(language);
    return kinds[kind].line({ subject: quote(subject.title), other: quote(other?.title ?? null), count: count ?? 0 });
  };

  const read = async (notices: readonly Notice[], userId: string) => {
    const actor = await dependencies.findActor(userId);
    return actor ? dependencies.present(notices, actor) : [];
  };

  const enqueueNotice = async (notice: Notice): Promise<void> => {
    const { id, userId, kind } = notice;
    const user = await findUser(userId);
    const key = noticeKey(id);
    if (user)
      await dependencies.enqueue({ key, to: addresseeOf(user), about: { source: 'notice', noticeId: id, kind } });
    await store.markMailed([id], key);
  };

  const enqueueDigest = async (userId: string): Promise<void> => {
    const [user, waiting] = await Promise.all([findUser(userId), store.listForDigest(userId, now())]);
    const day = digestDay(now());
    if (user && waiting.length > 0)
      await dependencies.enqueue({
        key: digestKey(userId, day),
        to: addresseeOf(user),
        about: { source: 'digest', day },
      });
  };

  const digestWords = (notices: readonly Notification[], { language }: Account): LetterWords => {
    const { digest } = noticeWords(language);
    const shown = notices.slice(0, digestSize);
    const more = notices.length - shown.length;
    return {
      subject: digest.subject(notices.length),
      paragraphs: more > 0 ? [digest.intro, digest.more(more)] : [digest.intro],
      items: shown.map((notice) => ({
        text: lineOf(notice, language),
        url: `${dependencies.publicUrl()}${notice.address}`,
      })),
      action: { label: digest.action, url: `${dependencies.publicUrl()}/notifications` },
    };
  };

  return {
    enqueueNotice,

    /** `isPreview`: for whoever looks at the outbox, also when it has left long ago. */
    async composeNotice(noticeId: string, isPreview = false): Promise<Composed | null> {
      const notice = await store.find(noticeId);
      if (!notice) return null;
      const user = await findUser(notice.userId);
      const isWanted = user?.status === 'active' && !notice.readAt && mailModeOf(notice.kind, user) !== 'off';
      const [shown] = user && (isWanted || isPreview) ? await read([notice], notice.userId) : [];
      const done = { topic: notice.kind, noticeIds: [] };
      if (!user || !shown) return { ...done, to: null, words: null };
      const { body, deskBody = body, action } = noticeWords(user.language).kinds[notice.kind];
      const line = lineOf(shown, user.language);
      const url = `${dependencies.publicUrl()}${shown.address}`;
      const words = {
        subject: line,
        paragraphs: [line, shown.isMine ? body : deskBody],
        action: { label: action, url },
      };
      return { ...done, to: addresseeOf(user), words };
    },

    async composeDigest(userId: string, day: string, isPreview = false): Promise<Composed | null> {
      const user = await findUser(userId);
      const sent = isPreview ? await store.listMailedIn(userId, digestKey(userId, day)) : [];
      const waiting = sent.length > 0 ? sent : await store.listForDigest(userId, now());
      const done = { topic: 'digest' as const, noticeIds: waiting.map(({ id }) => id) };
      if (user?.status !== 'active' || (user.mailSettings.digest === 'off' && !isPreview))
        return { ...done, to: null, words: null };
      const wanted = waiting.filter(({ kind }) => isPreview || mailModeOf(kind, user) !== 'off');
      if (wanted.length === 0) return { ...done, to: null, words: null };
      return { ...done, to: addresseeOf(user), words: digestWords(await read(wanted, userId), user) };
    },

    /** After the letter of the morning has left: what stood in it is not listed again. */
    digestSettled: (userId: string, day: string, noticeIds: readonly string[]) =>
      store.markMailed(noticeIds, digestKey(userId, day)),

    /** Puts into the outbox what has come due, and what a crash kept out of it. */
    async sweep(): Promise<number> {
      const due = await store.listUnmailed(now(), sweepSize);
      for (const notice of due) await enqueueNotice(notice);
      const users = await store.usersAwaitingDigest(now());
      for (const userId of users) await enqueueDigest(userId);
      return due.length;
    },
  };
}
