// The outbox: takes letters over, makes their messages when they leave, shows them to administrators.
import type { AnswerOf, QueryOf } from '@enishi/shared/contract';
import { email as emailSchema } from '@enishi/shared/fields';
import {
  letterStates,
  mailLimits,
  type LetterState,
  type listOutbox,
  type OutboxLetter,
  type OutboxRow,
} from '@enishi/shared/mail';
import type { MailTopic } from '@enishi/shared/notification-kinds';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { notFound, notPossibleNow } from '../../errors.js';
import type { Addressee, Letter, LetterWords } from '../../letter.js';
import { coverLinks } from '../../links.js';
import { buildMessage, headerLine, type Message, type Sender } from './message.js';
import type { NewEntry, OutboxEntry, OutboxStore } from './outbox-store.js';
import type { Prepared } from './sender.js';

/** Words made for a notice, or the letter of the morning, at the moment they are needed. */
interface Composed {
  to: Addressee | null;
  words: LetterWords | null;
  /** What it can be stopped for; null for letters that somebody was asked to answer, or that belong to a meeting. */
  topic: MailTopic | null;
  settled?: () => Promise<void>;
}

interface Dependencies {
  store: OutboxStore;
  delivery: AnswerOf<typeof listOutbox>['delivery'];
  from: Sender;
  now: () => Date;
  publicUrl: () => string;
  /** May administrators read letters and follow their links? */
  isOpen: boolean;
  wake: () => void;
  isActive: (userId: string) => Promise<boolean>;
  composeNotice: (noticeId: string, isPreview: boolean) => Promise<Composed | null>;
  composeDigest: (userId: string, day: string, isPreview: boolean) => Promise<Composed | null>;
  unsubscribeUrl: (to: Addressee, topic: MailTopic) => string | null;
}

const day = 86_400_000;

const covered = { ja: '（本文は、宛先の方だけが読めます）', en: '(only its receiver can read the text)' } as const;

/** A letter as an administrator may see it: its form and where it leads, not what it says nor what its links open. */
const cover = (words: LetterWords, language: Addressee['language'], keepsSubject: boolean): LetterWords => ({
  subject: keepsSubject ? words.subject : covered[language],
  paragraphs: [covered[language]],
  ...(words.action && { action: { label: words.action.label, url: coverLinks(words.action.url) } }),
});

export function createMailService(dependencies: Dependencies) {
  const { store, now, from, isOpen } = dependencies;

  const compose = async ({ about, to }: OutboxEntry, isPreview: boolean): Promise<Composed | null> => {
    if (about.source === 'notice') return dependencies.composeNotice(about.noticeId, isPreview);
    if (about.source === 'digest') return dependencies.composeDigest(to.userId ?? '', about.day, isPreview);
    const isWanted = isPreview || !to.userId || (await dependencies.isActive(to.userId));
    return { to, words: isWanted ? about.words : null, topic: null };
  };

  const build = (entry: OutboxEntry, to: Addressee, words: LetterWords, unsubscribeUrl: string | null): Message =>
    buildMessage({ key: entry.key, from, to, words, unsubscribeUrl, publicUrl: dependencies.publicUrl() });

  const linkFor = ({ to, topic }: Composed) => (to && topic ? dependencies.unsubscribeUrl(to, topic) : null);

  const add = async (entry: Omit<NewEntry, 'createdAt'>): Promise<void> => {
    const createdAt = now();
    const isAddress = emailSchema.safeParse(entry.to.email).success;
    const given = isAddress ? {} : { state: 'dead' as const, lastError: 'not an e-mail address', settledAt: createdAt };
    const to = { ...entry.to, name: headerLine(entry.to.name, mailLimits.name) };
    if ((await store.add({ ...entry, to, createdAt, ...given })) && isAddress) dependencies.wake();
  };

  const toRow = (entry: OutboxEntry): OutboxRow => {
    const { about, to, createdAt, dueAt, settledAt, state } = entry;
    const shown =
      about.source === 'letter'
        ? { source: about.source, subject: headerLine(about.words?.subject ?? '', mailLimits.subject) }
        : about;
    return {
      ...{ id: entry.id, key: coverLinks(entry.key), state, tries: entry.tries, lastError: entry.lastError },
      to: to.email,
      about: shown,
      createdAt: createdAt.toISOString(),
      dueAt: state === 'waiting' ? dueAt.toISOString() : null,
      settledAt: settledAt?.toISOString() ?? null,
      canRetry: state === 'dead',
    };
  };

  const get = async (id: string): Promise<OutboxEntry> => {
    const entry = await store.find(id);
    if (!entry) throw notFound();
    return entry;
  };

  const preview = async (entry: OutboxEntry): Promise<Message | null> => {
    const composed = entry.isCleared ? null : await compose(entry, true);
    if (!composed?.words || !composed.to) return null;
    const url = linkFor(composed);
    if (isOpen) return build(entry, composed.to, composed.words, url);
    const words = cover(composed.words, composed.to.language, entry.about.source === 'letter');
    return build(entry, composed.to, words, url && coverLinks(url));
  };

  return {
    /** Takes a letter over. Handing over the same key again changes nothing. */
    async post({ key, to, ...words }: Letter): Promise<void> {
      await add({ key, to, about: { source: 'letter', words } });
    },
    /** The same for a letter whose words are made later. */
    enqueue: add,

    async prepare(entry: OutboxEntry): Promise<Prepared> {
      const composed = await compose(entry, false);
      if (!composed) return { message: null };
      const { to, words, settled } = composed;
      return { message: to && words && build(entry, to, words, linkFor(composed)), settled };
    },

    async list(query: QueryOf<typeof listOutbox>): Promise<AnswerOf<typeof listOutbox>> {
      const cursor = decodeCursor(query.cursor, 'number');
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const [{ items: found, total }, ...counts] = await Promise.all([
        store.page(query.state, query.limit + 1, before),
        ...letterStates.map(store.count),
      ]);
      const { items, nextCursor } = cutPage(found, query.limit, (last) =>
        encodeCursor(last.createdAt.getTime(), last.id),
      );
      return {
        ...{ items: items.map(toRow), total, nextCursor },
        counts: Object.fromEntries(letterStates.map((state, index) => [state, counts[index] ?? 0])) as Record<
          LetterState,
          number
        >,
        delivery: dependencies.delivery,
      };
    },

    async get(id: string): Promise<OutboxLetter> {
      const entry = await get(id);
      const message = await preview(entry);
      const hasCalendar = entry.about.source === 'letter' && entry.about.words?.calendar !== undefined;
      const content = message && {
        ...{ subject: message.subject, text: message.text, hasCalendar },
        headers: message.headers,
      };
      return { ...toRow(entry), isOpen, content };
    },

    async page(id: string): Promise<string> {
      const message = await preview(await get(id));
      if (!message) throw notFound();
      return message.html;
    },

    async retry(id: string): Promise<OutboxRow> {
      await get(id);
      const revived = await store.retry(id, now());
      if (!revived) throw notPossibleNow();
      dependencies.wake();
      return toRow(revived);
    },

    async retryAll(): Promise<number> {
      const count = await store.retryAll(now());
      if (count > 0) dependencies.wake();
      return count;
    },

    /** Sends what has come due, and forgets what was settled long ago. */
    async sweep(): Promise<number> {
      dependencies.wake();
      return store.clear(new Date(now().getTime() - mailLimits.keepDays * day));
    },
  };
}
export type MailService = ReturnType<typeof createMailService>;
