// Messages of introductions and cases: who may read and write which, and how far each has read. Being told of a message
// follows its writing and can be repeated; a sweep takes up what a crash cut off.
import type { z } from 'zod';
import type { QueryOf } from '@enishi/shared/contract';
import type { FileView } from '@enishi/shared/files';
import {
  defaultAudience,
  readableAudiences,
  writableAudiences,
  type Audience,
  type TalkStanding,
  type TalkSubject,
} from '@enishi/shared/talk';
import type { getThread, messageForm, MessageView } from '@enishi/shared/threads';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { alreadyExists, forbidden, invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { messageAbilities } from './threads-policy.js';
import type { Message, ThreadsStore } from './threads-store.js';

interface Dependencies {
  store: ThreadsStore;
  bus: Bus;
  now: () => Date;
  /** Null for whoever must not learn of the subject. */
  standingOf: (actor: Actor, subject: TalkSubject) => Promise<TalkStanding | null>;
  /** Names of a subject's people as far as they are open to the actor. */
  namesFor: (
    actor: Actor,
    subject: TalkSubject,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { displayName: string }>>;
  caseOfNeed: (needId: string) => Promise<{ id: string } | null>;
  files: {
    views(ids: readonly string[], actor: Actor, standing: TalkStanding): Promise<Map<string, FileView>>;
    attachable(
      ids: readonly string[],
      to: { subject: TalkSubject; audience: Audience; authorId: string },
    ): Promise<ReadonlySet<string>>;
    takeBack(ids: readonly string[], authorId: string): Promise<void>;
  };
}

const sweepSize = 200;
/** Clocks of several servers differ a little, and a write may show late: what is asked for again does no harm. */
const overlapMs = 10_000;
const changesAtOnce = 200;

export const subjectOf = ({ subjectKind, subjectId }: Pick<Message, 'subjectKind' | 'subjectId'>): TalkSubject => ({
  kind: subjectKind,
  id: subjectId,
});

export function createThreadsService(dependencies: Dependencies) {
  const { store, bus, now, standingOf, namesFor, files } = dependencies;

  const requireStanding = async (actor: Actor, subject: TalkSubject) => {
    const standing = await standingOf(actor, subject);
    if (!standing) throw notFound();
    return standing;
  };

  const isReadable = (message: Message, standing: TalkStanding) =>
    readableAudiences(message.subjectKind, standing).includes(message.audience);

  const requireReadable = async (id: string, actor: Actor) => {
    const message = await store.find(id);
    if (!message) throw notFound();
    const standing = await requireStanding(actor, subjectOf(message));
    if (!isReadable(message, standing)) throw notFound();
    return { message, standing };
  };

  const announce = ({ id, version }: Message) => bus.announce('message.posted', { messageId: id, version });

  const present = async (
    messages: readonly Message[],
    actor: Actor,
    standing: TalkStanding,
  ): Promise<MessageView[]> => {
    const [first] = messages;
    if (!first) return [];
    const authors = messages.map((message) => message.authorId);
    const [names, attached] = await Promise.all([
      namesFor(actor, subjectOf(first), authors),
      files.views(
        messages.flatMap((message) => message.fileIds),
        actor,
        standing,
      ),
    ]);
    return messages.map((message) => ({
      id: message.id,
      version: message.version,
      author: {
        displayName: names.get(message.authorId)?.displayName ?? null,
        side: message.authorSide,
        isMine: message.authorId === actor.id,
      },
      audience: message.audience,
      text: message.text,
      createdAt: message.createdAt.toISOString(),
      editedAt: message.editedAt?.toISOString() ?? null,
      withdrawnAt: message.withdrawnAt?.toISOString() ?? null,
      files: message.fileIds.flatMap((id) => attached.get(id) ?? []),
      abilities: messageAbilities(actor.id, message, now()),
    }));
  };
  const presentOne = async (message: Message, actor: Actor, standing: TalkStanding): Promise<MessageView> => {
    const [view] = await present([message], actor, standing);
    if (!view) throw new Error('a message was not presented');
    return view;
  };

  const readState = async (subject: TalkSubject, actor: Actor, standing: TalkStanding) => {
    const question = { subjectId: subject.id, audiences: readableAudiences(subject.kind, standing) };
    const [marks, unread] = await Promise.all([
      store.findMarks(subject, [actor.id]),
      store.countUnread(actor.id, subject.kind, [question]),
    ]);
    return { lastReadId: marks.get(actor.id)?.messageId ?? null, unread: unread.get(subject.id) ?? 0 };
  };

  const readPage = async (subject: TalkSubject, readable: Audience[], query: QueryOf<typeof getThread>) => {
    if (query.since) {
      const since = new Date(new Date(query.since).getTime() - overlapMs);
      const changed = await store.listChanged(subject, readable, since, changesAtOnce + 1);
      return { found: changed.slice(0, changesAtOnce), earlierCursor: null, isCut: changed.length > changesAtOnce };
    }
    const cursor = decodeCursor(query.cursor, 'number');
    const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
    const newestFirst = await store.page(subject, readable, query.limit + 1, before);
    const { items, nextCursor } = cutPage(newestFirst, query.limit, (last) =>
      encodeCursor(last.createdAt.getTime(), last.id),
    );
    return { found: items.reverse(), earlierCursor: nextCursor, isCut: false };
  };

  const checkFiles = async (ids: readonly string[], to: Parameters<typeof files.attachable>[1]) => {
    if (ids.length === 0) return;
    const attachable = await files.attachable(ids, to);
    const wrong = ids.findIndex((id) => !attachable.has(id));
    if (wrong >= 0) throw invalidField(`fileIds.${wrong}`, 'not_a_choice');
  };

  /** What a message is followed by. Repeating it is harmless. */
  const settle = async (message: Message) => {
    if (message.withdrawnAt) await files.takeBack(message.fileIds, message.authorId);
  };

  return {
    async get(subject: TalkSubject, query: QueryOf<typeof getThread>, actor: Actor) {
      const standing = await requireStanding(actor, subject);
      const asOf = now().toISOString();
      const { found, ...page } = await readPage(subject, readableAudiences(subject.kind, standing), query);
      const [messages, read] = await Promise.all([
        present(found, actor, standing),
        readState(subject, actor, standing),
      ]);
      return {
        ...page,
        ...read,
        messages,
        asOf,
        audiences: writableAudiences(subject.kind, standing),
        defaultAudience: defaultAudience(subject.kind, standing),
      };
    },

    async post(subject: TalkSubject, form: z.output<typeof messageForm>, actor: Actor): Promise<MessageView> {
      const standing = await requireStanding(actor, subject);
      const { audience, clientId, text, fileIds } = form;
      const findSent = async () => {
        const sent = await store.findSent(actor.id, clientId);
        if (sent && (sent.subjectKind !== subject.kind || sent.subjectId !== subject.id)) throw alreadyExists();
        return sent;
      };
      const before = await findSent();
      if (before) return presentOne(before, actor, standing);
      if (!writableAudiences(subject.kind, standing).includes(audience)) throw invalidField('audience', 'not_a_choice');
      await checkFiles(fileIds, { subject, audience, authorId: actor.id });
      const created = await store.create({
        subjectKind: subject.kind,
        subjectId: subject.id,
        authorId: actor.id,
        authorSide: standing.side,
        audience,
        text,
        fileIds,
        clientId,
        createdAt: now(),
      });
      const message = created ?? (await findSent());
      if (!message) throw notPossibleNow();
      if (created) announce(created);
      return presentOne(message, actor, standing);
    },

    async edit(id: string, version: number, text: string, actor: Actor): Promise<MessageView> {
      const { message, standing } = await requireReadable(id, actor);
      if (message.authorId !== actor.id) throw forbidden();
      if (!messageAbilities(actor.id, message, now()).canEdit) throw notPossibleNow();
      const edited = await store.edit(id, version, text, now());
      if (!edited) {
        const current = await store.find(id);
        if (!current) throw notFound();
        const at = current.changedAt.toISOString();
        throw stale({ version: current.version, changes: [{ by: actor.displayName, at, fields: ['text'] }] });
      }
      announce(edited);
      return presentOne(edited, actor, standing);
    },

    async withdraw(id: string, actor: Actor): Promise<MessageView> {
      const { message, standing } = await requireReadable(id, actor);
      if (message.authorId !== actor.id) throw forbidden();
      const withdrawn = await store.withdraw(id, now());
      if (withdrawn) {
        await settle(withdrawn);
        announce(withdrawn);
      }
      return presentOne(withdrawn ?? message, actor, standing);
    },

    async markRead(subject: TalkSubject, messageId: string, actor: Actor) {
      const { message, standing } = await requireReadable(messageId, actor);
      const { subjectKind, subjectId, createdAt } = message;
      if (subjectKind !== subject.kind || subjectId !== subject.id) throw notFound();
      await store.markRead({ userId: actor.id, subjectKind, subjectId, messageId, at: createdAt });
      return readState(subject, actor, standing);
    },

    async countUnread(kind: TalkSubject['kind'], ids: readonly string[], actor: Actor) {
      const asked = await Promise.all(
        [...new Set(ids)].map(async (id) => {
          const standing = await standingOf(actor, { kind, id });
          return standing ? [{ subjectId: id, audiences: readableAudiences(kind, standing) }] : [];
        }),
      );
      const counts = await store.countUnread(actor.id, kind, asked.flat());
      return { counts: [...counts].map(([id, unread]) => ({ id, unread })) };
    },

    async ofNeed(needId: string, actor: Actor) {
      const found = await dependencies.caseOfNeed(needId);
      if (!found) throw notFound();
      await requireStanding(actor, { kind: 'case', id: found.id });
      return { caseId: found.id };
    },

    find: store.find,
    listOf: store.listOf,
    findMarks: store.findMarks,
    fileRemoved: ({ fileId }: { fileId: string }) => store.touchFile(fileId, now()),
    /** Marks a version as settled, once everybody concerned was told. */
    confirm: ({ messageId, version }: { messageId: string; version: number }) => store.markSettled(messageId, version),

    /** Repairs what a crash cut off. @returns how many were touched */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const message of unsettled) {
        await settle(message);
        announce(message);
      }
      return unsettled.length;
    },
  };
}
export type ThreadsService = ReturnType<typeof createThreadsService>;
