// Files and threads of introductions and cases.
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { TalkSubject } from '@enishi/shared/talk';
import type { Bus } from './bus.js';
import type { Config } from './config.js';
import { withElder } from './features/files/file-storage.js';
import { createFilesService } from './features/files/files-service.js';
import { createFilesStore } from './features/files/files-store.js';
import { createFolderStorage } from './features/files/folder-storage.js';
import { createGridfsStorage } from './features/files/gridfs-store.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import { createThreadsNotices, sidesOf } from './features/threads/threads-notices.js';
import { createThreadsService, subjectOf } from './features/threads/threads-service.js';
import { createThreadsStore } from './features/threads/threads-store.js';
import type { People } from './features/users/people.js';
import { canSee } from './listings/listing-policy.js';
import type { Publisher } from './realtime/sockets.js';
import { createTalkSubjects, type Deal, type DealKind, type TalkCases } from './talk-subjects.js';
import { createTalkTimeline } from './talk-timeline.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  config: Pick<Config, 'files' | 'dataDir'>;
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  listings: Listings;
  introductions: {
    find(id: string): Promise<Introduction | null>;
    listOfNeed(needId: string): Promise<Introduction[]>;
  };
  cases: TalkCases;
  deals: Record<DealKind, (id: string) => Promise<Deal | null>>;
  notify: NotificationsService['notify'];
  publisher: () => Publisher;
}

export function wireTalk(parts: Parts) {
  const { config, connection, bus, now, people, listings, introductions, publisher } = parts;
  const subjects = createTalkSubjects({
    cases: parts.cases,
    deals: parts.deals,
    findIntroduction: introductions.find,
    needOwnerOf: async (id) => (await listings.need.store.find(id))?.ownerId ?? null,
    coordinatorsOf: people.coordinatorsOf,
    describe: people.describe,
    async isNamed(actor, ref) {
      const listing = await listings.find(ref);
      return listing !== null && canSee(actor, listing, 'organisation');
    },
  });
  const common = { bus, now, standingOf: subjects.standingOf, namesFor: subjects.namesFor };
  const folder = createFolderStorage(join(config.dataDir, 'files'));
  const files = createFilesService({
    ...common,
    store: createFilesStore(connection),
    storage: config.files === 'gridfs' ? withElder(createGridfsStorage(connection), folder) : folder,
  });
  const threads = createThreadsService({
    ...common,
    store: createThreadsStore(connection),
    files,
    caseOfNeed: parts.cases.findOfNeed,
  });

  const talkNotices = createThreadsNotices({
    findMessage: threads.find,
    peopleOf: async (subject) => (await subjects.factsOf(subject))?.people ?? null,
    findMarks: threads.findMarks,
    async placeOf(subject, side) {
      if (subject.kind !== 'case' || side === 'desk') return subject;
      // A company sees the page of its need, not the case that coordinators make of it.
      const needId = (await subjects.factsOf(subject))?.needId;
      return needId ? { kind: 'need', id: needId } : null;
    },
    notify: parts.notify,
  });

  /** Tells the screens of those who may see it, and of nobody else: that something was said is known to its readers only. */
  const tellScreens = async (subject: TalkSubject, audience: Parameters<typeof sidesOf>[0]) => {
    const facts = await subjects.factsOf(subject);
    if (!facts) return;
    const hint = { topic: 'thread', id: subject.id } as const;
    for (const side of sidesOf(audience)) {
      if (side !== 'desk') for (const userId of facts.people[side]) publisher().toUser(userId, hint);
      else if (facts.prefecture) publisher().toCoordinators(facts.prefecture, hint);
    }
  };
  const fileChanged = async ({ fileId }: { fileId: string }) => {
    const file = await files.find(fileId);
    if (file) await tellScreens(subjectOf(file), file.audience);
  };

  const timeline = createTalkTimeline({
    introductionsOf: introductions.listOfNeed,
    messagesOf: threads.listOf,
    filesOf: files.listOf,
    namesFor: subjects.namesFor,
  });

  return {
    files,
    threads,
    talkNotices,
    talkScreens: {
      async messagePosted({ messageId }: { messageId: string }): Promise<void> {
        const message = await threads.find(messageId);
        if (message) await tellScreens(subjectOf(message), message.audience);
      },
      fileChanged,
    },
    talkTimeline: timeline,
    talkSweeps: { files: files.sweep, messages: threads.sweep },
  };
}
export type Talk = ReturnType<typeof wireTalk>;
