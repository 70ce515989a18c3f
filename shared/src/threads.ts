// Threads (やり取り): messages of an introduction or a case, each for a named audience.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { commaList, distinct, id, moment, text, version } from './fields.js';
import { fileView } from './files.js';
import { audience, authorShape, talkSubject, talkSubjects } from './talk.js';

export const messageLimits = {
  text: 4000,
  files: 10,
  /** Minutes after sending in which the author may still change the words. */
  editMinutes: 15,
  page: 50,
  /** Threads whose unread messages are counted in one call. */
  counted: 30,
} as const;

export const messageView = z
  .object({
    id,
    version,
    author: authorShape,
    audience,
    /** Empty once withdrawn. */
    text: z.string(),
    createdAt: moment,
    editedAt: moment.nullable(),
    withdrawnAt: moment.nullable(),
    files: z.array(fileView),
    abilities: z.object({ canEdit: z.boolean(), canWithdraw: z.boolean() }),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof messageView>;

const one = talkSubject;

/** How far somebody has read: the last message, and how many of others came after it. */
const readState = z.object({ lastReadId: id.nullable(), unread: z.number().int().min(0) });

export const threadView = z
  .object({
    ...readState.shape,
    /** Oldest to newest. */
    messages: z.array(messageView),
    /** For the page before these; null at the beginning of the thread. */
    earlierCursor: z.string().nullable(),
    audiences: z.array(audience),
    defaultAudience: audience.nullable(),
    /** To be sent as `since` when asking what is new. */
    asOf: moment,
    /** True when more changed since then than one answer holds: ask for the thread anew. */
    isCut: z.boolean(),
  })
  .meta({ id: 'Thread' });
export type ThreadView = z.infer<typeof threadView>;

export const getThread = defineContract({
  name: 'getThread',
  method: 'GET',
  path: '/api/threads/:kind/:id',
  summary: 'The latest messages, those before a cursor, or whatever was written or changed since a moment',
  group: 'Threads',
  access: 'signed_in',
  params: one,
  query: z.object({
    cursor: z.string().max(200).optional(),
    since: moment.optional(),
    limit: z.coerce.number().int().min(1).max(messageLimits.page).default(messageLimits.page),
  }),
  answer: threadView,
  errors: ['not_found'],
});

const words = text(messageLimits.text);

export const messageForm = z.object({
  /** Made by the sender: the same one again posts nothing new. */
  clientId: z.uuid(),
  text: words,
  audience,
  fileIds: distinct(id, messageLimits.files).default([]),
});

export const postMessage = defineContract({
  name: 'postMessage',
  method: 'POST',
  path: '/api/threads/:kind/:id/messages',
  summary: 'Write into a thread, with files that were added for the same audience',
  group: 'Threads',
  access: 'signed_in',
  params: one,
  body: messageForm,
  status: 201,
  answer: messageView,
  errors: ['not_found', 'already_exists'],
});

export const editMessage = defineContract({
  name: 'editMessage',
  method: 'PATCH',
  path: '/api/messages/:id',
  summary: "Change one's own words within some minutes; that they were changed is shown",
  group: 'Threads',
  access: 'signed_in',
  params: z.object({ id }),
  body: z.object({ version, text: words }),
  answer: messageView,
  errors: ['not_found', 'forbidden', 'stale', 'not_possible_now'],
});

export const withdrawMessage = defineContract({
  name: 'withdrawMessage',
  method: 'POST',
  path: '/api/messages/:id/withdraw',
  summary: "Take one's own words and their files back; that something stood here stays",
  group: 'Threads',
  access: 'signed_in',
  params: z.object({ id }),
  answer: messageView,
  errors: ['not_found', 'forbidden'],
});

export const markThreadRead = defineContract({
  name: 'markThreadRead',
  method: 'POST',
  path: '/api/threads/:kind/:id/read',
  summary: 'Everything up to this message is read; never goes back',
  group: 'Threads',
  access: 'signed_in',
  params: one,
  body: z.object({ messageId: id }),
  answer: readState,
  errors: ['not_found'],
});

export const countUnreadMessages = defineContract({
  name: 'countUnreadMessages',
  method: 'GET',
  path: '/api/unread-messages',
  summary: 'Unread messages of several threads; those with none, or that are hidden, are left out',
  group: 'Threads',
  access: 'signed_in',
  query: z.object({ kind: z.enum(talkSubjects), ids: commaList(id, messageLimits.counted) }),
  answer: z.object({ counts: z.array(z.object({ id, unread: z.number().int().min(1) })) }),
});

export const getNeedThread = defineContract({
  name: 'getNeedThread',
  method: 'GET',
  path: '/api/needs/:id/thread',
  summary: 'The case whose thread the owner of a need shares with the coordinators',
  group: 'Threads',
  access: 'signed_in',
  params: z.object({ id }),
  answer: z.object({ caseId: id }),
  errors: ['not_found'],
});
