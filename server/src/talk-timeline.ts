// What was said and shared, for the timeline of a case: of its own thread and of its introductions'.
import { makeTimelineEntry, type TimelineEntry } from '@enishi/shared/cases';
import type { TalkSubject } from '@enishi/shared/talk';
import type { Actor } from './actor.js';
import type { StoredFile } from './features/files/files-store.js';
import { subjectOf } from './features/threads/threads-service.js';
import type { Message } from './features/threads/threads-store.js';
import type { TimelineSource } from './timeline.js';

interface Dependencies {
  introductionsOf: (needId: string) => Promise<{ id: string }[]>;
  messagesOf: (subjects: readonly TalkSubject[], limit: number) => Promise<Message[]>;
  filesOf: (subjects: readonly TalkSubject[], limit: number) => Promise<StoredFile[]>;
  namesFor: (
    actor: Actor,
    subject: TalkSubject,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { displayName: string }>>;
}

/** Messages, and files, that one timeline shows at most. */
const sizeOfEach = 500;
/** As much of a message as stands on a timeline. */
const excerptSize = 400;

const excerptOf = (text: string) =>
  text.length > excerptSize ? `${text.slice(0, excerptSize).toWellFormed()}…` : text;

type Names = ReadonlyMap<string, { displayName: string }>;
const nameOf = (names: Names, userId: string | null) => (userId && names.get(userId)?.displayName) || null;

const ofMessage = (message: Message, names: Names): TimelineEntry =>
  makeTimelineEntry({
    key: `message:${message.id}`,
    kind: message.withdrawnAt ? 'message_withdrawn' : 'message',
    at: message.createdAt.toISOString(),
    by: nameOf(names, message.authorId),
    text: excerptOf(message.text),
  });

const ofFile = (file: StoredFile, names: Names): TimelineEntry[] => {
  const added = makeTimelineEntry({
    key: `file:${file.id}`,
    kind: 'file',
    at: file.createdAt.toISOString(),
    by: nameOf(names, file.authorId),
    about: file.name,
  });
  if (!file.removedAt) return [added];
  const removed = makeTimelineEntry({
    key: `file_removed:${file.id}`,
    kind: 'file_removed',
    at: file.removedAt.toISOString(),
    by: nameOf(names, file.removedById),
    about: file.name,
  });
  return [added, removed];
};

export function createTalkTimeline(dependencies: Dependencies): TimelineSource {
  return async ({ id, needId }, actor) => {
    const introductions = needId ? await dependencies.introductionsOf(needId) : [];
    const subjects: TalkSubject[] = [
      { kind: 'case', id },
      ...introductions.map((introduction) => ({ kind: 'introduction' as const, id: introduction.id })),
    ];
    const [messages, files] = await Promise.all([
      dependencies.messagesOf(subjects, sizeOfEach),
      dependencies.filesOf(subjects, sizeOfEach),
    ]);
    const entries = await Promise.all(
      subjects.map(async (subject) => {
        const isHere = (thing: Message | StoredFile) => subjectOf(thing).id === subject.id;
        const [said, shared] = [messages.filter(isHere), files.filter(isHere)];
        const people = [
          ...said.map((message) => message.authorId),
          ...shared.flatMap((file) => [file.authorId, ...(file.removedById ? [file.removedById] : [])]),
        ];
        const names =
          people.length > 0 ? await dependencies.namesFor(actor, subject, people) : new Map<string, never>();
        const address = subject.kind === 'introduction' ? `/introductions/${subject.id}` : null;
        return [
          ...said.map((message) => ofMessage(message, names)),
          ...shared.flatMap((file) => ofFile(file, names)),
        ].map((entry) => ({ ...entry, address }));
      }),
    );
    return entries.flat();
  };
}
