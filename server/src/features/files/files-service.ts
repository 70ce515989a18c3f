// Files of introductions and cases. A record is written before the first byte and acknowledged after the last, so that a
// crash leaves nothing that nobody knows of: the sweep throws away what never became whole.
import type { QueryOf } from '@enishi/shared/contract';
import { fileKinds, fileLimits, nameFor, type FileView, type uploadFile } from '@enishi/shared/files';
import {
  defaultAudience,
  readableAudiences,
  writableAudiences,
  type Audience,
  type TalkStanding,
  type TalkSubject,
} from '@enishi/shared/talk';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { alreadyExists, forbidden, invalid, invalidField, notFound, notPossibleNow } from '../../errors.js';
import { inspect } from './file-inspector.js';
import { newStorageKey, type FileStorage } from './file-storage.js';
import { canRemoveFile } from './files-policy.js';
import type { FilesStore, StoredFile } from './files-store.js';

interface Dependencies {
  store: FilesStore;
  storage: FileStorage;
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
}

type Wanted = QueryOf<typeof uploadFile>;

/** Longer than any upload may take: what is still arriving then was cut off. */
const forgottenMs = 15 * 60_000;
const sweepSize = 200;

const subjectOf = ({ subjectKind, subjectId }: Pick<StoredFile, 'subjectKind' | 'subjectId'>): TalkSubject => ({
  kind: subjectKind,
  id: subjectId,
});

export function createFilesService({ store, storage, bus, now, standingOf, namesFor }: Dependencies) {
  const requireStanding = async (actor: Actor, subject: TalkSubject) => {
    const standing = await standingOf(actor, subject);
    if (!standing) throw notFound();
    return standing;
  };

  const requireVisible = async (id: string, actor: Actor) => {
    const file = await store.find(id);
    if (!file) throw notFound();
    const standing = await requireStanding(actor, subjectOf(file));
    if (!readableAudiences(file.subjectKind, standing).includes(file.audience)) throw notFound();
    return { file, standing };
  };

  /** Files of one subject. */
  const present = async (files: readonly StoredFile[], actor: Actor, standing: TalkStanding): Promise<FileView[]> => {
    const [first] = files;
    if (!first) return [];
    const authors = files.map((file) => file.authorId);
    const names = await namesFor(actor, subjectOf(first), authors);
    return files.flatMap((file) => {
      const { id, name, kind, size, audience, authorId, authorSide } = file;
      if (!kind) return [];
      return {
        id,
        name,
        kind,
        size,
        audience,
        author: {
          displayName: names.get(authorId)?.displayName ?? null,
          side: authorSide,
          isMine: authorId === actor.id,
        },
        createdAt: file.createdAt.toISOString(),
        removedAt: file.removedAt?.toISOString() ?? null,
        abilities: { canRemove: canRemoveFile(actor.id, standing, file) },
      };
    });
  };
  const presentOne = async (file: StoredFile, actor: Actor, standing: TalkStanding): Promise<FileView> => {
    const [view] = await present([file], actor, standing);
    if (!view) throw new Error('a file was not presented');
    return view;
  };

  const giveUp = async (file: StoredFile) => {
    await storage.remove(file.storageKey);
    await store.discard(file.id);
  };

  const empty = async (file: StoredFile) => {
    await storage.remove(file.storageKey);
    await store.markEmptied(file.id);
  };

  /** The same upload, if it was kept before. */
  const findSent = async (actor: Actor, subject: TalkSubject, clientId: string) => {
    const sent = await store.findSent(actor.id, clientId);
    if (sent && (sent.subjectKind !== subject.kind || sent.subjectId !== subject.id)) throw alreadyExists();
    return sent;
  };

  const receive = async (file: StoredFile, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile | null> => {
    try {
      if ((await store.count(subjectOf(file))) > fileLimits.perSubject)
        throw invalid([{ path: 'file', problem: 'too_many', limit: fileLimits.perSubject }]);
      const looked = inspect(bytes, file.name);
      const measured = await storage.put(file.storageKey, looked.bytes());
      const kind = looked.kind();
      const kept = await store.keep(file.id, { ...measured, kind, name: nameFor(kind, file.name) });
      if (!kept) await giveUp(file);
      return kept;
    } catch (error) {
      await giveUp(file);
      throw error;
    }
  };

  const takeAway = async (file: StoredFile, actorId: string) => {
    const removed = await store.remove(file.id, actorId, now());
    if (!removed) return;
    await empty(removed);
    bus.announce('file.removed', { fileId: file.id });
  };

  return {
    async list(subject: TalkSubject, actor: Actor) {
      const standing = await requireStanding(actor, subject);
      const readable = readableAudiences(subject.kind, standing);
      return {
        items: await present(await store.listKept(subject, readable, fileLimits.perSubject), actor, standing),
        audiences: writableAudiences(subject.kind, standing),
        defaultAudience: defaultAudience(subject.kind, standing),
      };
    },

    async add(wanted: Wanted, bytes: AsyncIterable<Uint8Array>, actor: Actor): Promise<FileView> {
      const { subjectKind, subjectId, name, audience, clientId } = wanted;
      const subject = { kind: subjectKind, id: subjectId };
      const standing = await requireStanding(actor, subject);
      if (!writableAudiences(subject.kind, standing).includes(audience)) throw invalidField('audience', 'not_a_choice');
      const before = await findSent(actor, subject, clientId);
      if (before) return presentOne(before, actor, standing);
      const begun = await store.begin({
        subjectKind,
        subjectId,
        audience,
        name,
        clientId,
        storageKey: newStorageKey(),
        authorId: actor.id,
        authorSide: standing.side,
        createdAt: now(),
      });
      const kept = (await receive(begun, bytes)) ?? (await findSent(actor, subject, clientId));
      if (!kept) throw notPossibleNow();
      if (kept.id === begun.id) bus.announce('file.added', { fileId: kept.id });
      return presentOne(kept, actor, standing);
    },

    async open(id: string, actor: Actor) {
      const { file } = await requireVisible(id, actor);
      if (file.state !== 'kept' || !file.kind) throw notFound();
      return {
        name: file.name,
        media: fileKinds[file.kind].media,
        size: file.size,
        open: () => storage.open(file.storageKey),
      };
    },

    async remove(id: string, actor: Actor): Promise<void> {
      const { file, standing } = await requireVisible(id, actor);
      if (file.state === 'removed') return;
      if (!canRemoveFile(actor.id, standing, file)) throw forbidden();
      await takeAway(file, actor.id);
    },

    /** Takes back what somebody had added themselves; repeating it is harmless. */
    async takeBack(ids: readonly string[], authorId: string): Promise<void> {
      const own = (await store.listByIds(ids)).filter((file) => file.authorId === authorId);
      for (const file of own) if (file.state === 'kept') await takeAway(file, authorId);
    },

    /** Files by id as this actor sees them; those of other audiences are left out. */
    async views(ids: readonly string[], actor: Actor, standing: TalkStanding): Promise<Map<string, FileView>> {
      if (ids.length === 0) return new Map();
      const found = (await store.listByIds(ids)).filter((file) =>
        readableAudiences(file.subjectKind, standing).includes(file.audience),
      );
      return new Map((await present(found, actor, standing)).map((view) => [view.id, view]));
    },

    /** Which of these may somebody attach to a message of this audience: their own, kept, shown to the same people. */
    async attachable(ids: readonly string[], to: { subject: TalkSubject; audience: Audience; authorId: string }) {
      const found = await store.listByIds(ids);
      const fits = (file: StoredFile) =>
        file.state === 'kept' &&
        file.authorId === to.authorId &&
        file.audience === to.audience &&
        file.subjectKind === to.subject.kind &&
        file.subjectId === to.subject.id;
      return new Set(found.filter(fits).map((file) => file.id));
    },

    find: store.find,
    listOf: store.listOf,

    /** Throws away what never became whole, and the bytes of what was removed. @returns how many were touched */
    async sweep(): Promise<number> {
      const forgotten = await store.listForgotten(new Date(now().getTime() - forgottenMs), sweepSize);
      for (const file of forgotten) await giveUp(file);
      const removed = await store.listToEmpty(sweepSize);
      for (const file of removed) await empty(file);
      return forgotten.length + removed.length;
    },
  };
}
export type FilesService = ReturnType<typeof createFilesService>;
