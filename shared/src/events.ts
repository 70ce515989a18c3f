// What happens in the domain (announced after the write) and what travels over the socket (ids only).
import { z } from 'zod';
import { id, version } from './fields.js';
import { listingKind, pairedKind } from './listings.js';

const listing = z.object({ kind: listingKind, id });
const introduction = z.object({ introductionId: id, needId: id, version });

/** Past tense with a dot. Subscribers may see one twice. */
export const domainEvents = {
  'listing.published': listing.extend({ authorId: id }),
  'listing.changed': listing.extend({ authorId: id, isPublished: z.boolean() }),
  'listing.closed': listing.extend({ authorId: id }),
  /** The pairs of this version of a listing were computed and written. */
  'listing.matched': z.object({ kind: pairedKind, id, authorId: id, version }),
  'match.changed': z.object({ matchId: id, needId: id, actorId: id }),
  'introduction.created': introduction.extend({ actorId: id }),
  'introduction.answered': introduction.extend({ actorId: id }),
  'introduction.ended': introduction.extend({ actorId: id.nullable() }),
  /** A side opened it for the first time. */
  'introduction.read': z.object({ introductionId: id, needId: id }),
  'case.created': z.object({ caseId: id, actorId: id.nullable() }),
  'case.changed': z.object({ caseId: id, actorId: id.nullable() }),
  /** Written, changed or withdrawn. */
  'message.posted': z.object({ messageId: id, version }),
  'file.added': z.object({ fileId: id }),
  'file.removed': z.object({ fileId: id }),
  'meeting.changed': z.object({ meetingId: id, actorId: id.nullable() }),
  'project.changed': z.object({ projectId: id, actorId: id.nullable() }),
  'application.changed': z.object({ applicationId: id, version, actorId: id.nullable() }),
  'assignment.changed': z.object({ assignmentId: id, actorId: id.nullable() }),
  'theme.changed': z.object({ boardId: id, actorId: id }),
  'dispatch.changed': z.object({ dispatchId: id, actorId: id.nullable() }),
  /** Somebody asked for a link to set a new password; there may be no such account. */
  'password.reset_asked': z.object({ email: z.string() }),
  'user.changed': z.object({ userId: id, hasNewRoles: z.boolean() }),
  'user.suspended': z.object({ userId: id }),
  /** Somebody asked to belong to an organisation, or was answered. */
  'membership.changed': z.object({ userId: id }),
  'organisation.changed': z.object({ organisationId: id }),
} as const;
export type DomainEventName = keyof typeof domainEvents;
export type DomainEvent<N extends DomainEventName> = z.infer<(typeof domainEvents)[N]>;

/** Things that somebody can keep an eye on; the server decides whether they may. */
export const watchSubject = z.object({
  kind: z.enum([
    'need',
    'introduction',
    'case',
    'meeting',
    'project',
    'opening',
    'application',
    'assignment',
    'dispatch',
  ]),
  id,
});
export type WatchSubject = z.infer<typeof watchSubject>;

/** Hint that something changed; whoever cares asks again over HTTP. */
export const hintTopics = [
  'notifications',
  'queue',
  'need',
  'introduction',
  'matches',
  'case',
  'board',
  'thread',
  'meeting',
  'project',
  'opening',
  'application',
  'assignment',
  'dispatch',
  'themed_board',
  'talent',
  'session',
] as const;
export const hint = z.object({ topic: z.enum(hintTopics), id: id.optional() });
export type Hint = z.infer<typeof hint>;

export const watchAnswer = z.object({
  ok: z.boolean(),
  /** It could not be looked up at the moment: worth asking again. */
  isPassing: z.boolean().optional(),
});
export type WatchAnswer = z.infer<typeof watchAnswer>;

/** What a line beyond those an account may have is refused with. */
export const tooManyLines = 'too_many_lines';

/** Names of socket events, for both ends. */
export const socketEvents = { changed: 'changed', watch: 'watch', unwatch: 'unwatch' } as const;

export interface ServerToClient {
  changed: (hint: Hint) => void;
}
export interface ClientToServer {
  watch: (subject: WatchSubject, answer: (answer: WatchAnswer) => void) => void;
  unwatch: (subject: WatchSubject) => void;
}
