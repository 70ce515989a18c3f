// Who is told of a message: one notice for each thread and reader, until they have read it.
import type { DomainEvent } from '@enishi/shared/events';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { Audience, TalkSide, TalkSubject } from '@enishi/shared/talk';
import { subjectOf } from './threads-service.js';
import type { Message, ReadMark } from './threads-store.js';

/** The people of a subject: on each side, and the coordinators in charge. */
export type TalkPeople = Record<TalkSide, string[]>;

/** A page with a thread on it. */
export interface TalkPlace {
  kind: TalkSubject['kind'] | 'need';
  id: string;
}

interface Dependencies {
  findMessage: (id: string) => Promise<Message | null>;
  peopleOf: (subject: TalkSubject) => Promise<TalkPeople | null>;
  findMarks: (subject: TalkSubject, userIds: readonly string[]) => Promise<ReadonlyMap<string, ReadMark>>;
  /** What the notice is about for somebody of this side: the page where they find the thread. */
  placeOf: (subject: TalkSubject, side: TalkSide) => Promise<TalkPlace | null>;
  notify: (
    userId: string,
    content: {
      kind: NotificationKind & 'message_received';
      key: string;
      subject: TalkPlace;
    },
  ) => Promise<void>;
}

/** Sides that see a message; coordinators see them all. */
export const sidesOf = (audience: Audience): TalkSide[] => {
  if (audience === 'both') return ['need', 'item', 'desk'];
  return audience === 'desk' ? ['desk'] : [audience, 'desk'];
};

const isRead = (mark: ReadMark | undefined, { createdAt, id }: Message) =>
  mark !== undefined && (mark.at > createdAt || (mark.at.getTime() === createdAt.getTime() && mark.messageId >= id));

export function createThreadsNotices({ findMessage, peopleOf, findMarks, placeOf, notify }: Dependencies) {
  return {
    async messagePosted({ messageId }: DomainEvent<'message.posted'>): Promise<void> {
      const message = await findMessage(messageId);
      if (!message || message.withdrawnAt) return;
      const subject = subjectOf(message);
      const people = await peopleOf(subject);
      if (!people) return;
      for (const side of sidesOf(message.audience)) {
        const place = await placeOf(subject, side);
        const readers = people[side].filter((userId) => userId !== message.authorId);
        const marks = await findMarks(subject, readers);
        for (const userId of place ? readers : []) {
          const mark = marks.get(userId);
          // Words that were changed after they had been read are no news.
          if (!place || isRead(mark, message)) continue;
          const key = `message_received:${subject.kind}:${subject.id}:${mark?.messageId ?? 'first'}`;
          await notify(userId, { kind: 'message_received', key, subject: place });
        }
      }
    },
  };
}
