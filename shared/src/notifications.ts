import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment, pageOf, pageQuery } from './fields.js';
import { listingKind } from './listings.js';
import { notificationKind } from './notification-kinds.js';

/** What a notice can be about. */
export const noticeSubjects = [
  ...listingKind.options,
  'introduction',
  'case',
  'meeting',
  'project',
  'application',
  'assignment',
  'dispatch',
  'organisation',
] as const;
export type NoticeSubject = (typeof noticeSubjects)[number];

/**
 * One notice. Sentences are made by the client from `kind` and these facts; titles are read when the list is asked for,
 * so that a thing hidden since then shows none.
 */
export const notification = z
  .object({
    id,
    kind: notificationKind,
    createdAt: moment,
    readAt: moment.nullable(),
    /** What it is about; null title where the viewer may no longer see it. */
    subject: z.object({ kind: z.enum(noticeSubjects), id, title: z.string().nullable() }),
    /** The other half of a pair, where there is one. */
    other: z.object({ kind: listingKind, id, title: z.string().nullable() }).nullable(),
    score: z.number().nullable(),
    count: z.number().int().nullable(),
    reason: z.string().nullable(),
    /** Page of the client to open. */
    address: z.string(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notification>;

export const listNotifications = defineContract({
  name: 'listNotifications',
  method: 'GET',
  path: '/api/notifications',
  summary: "One's notices, newest first",
  group: 'Notifications',
  access: 'signed_in',
  query: pageQuery.extend({ unread: z.enum(['true', 'false']).optional() }),
  answer: pageOf(notification).extend({ unread: z.number().int() }),
});

export const countNotifications = defineContract({
  name: 'countNotifications',
  method: 'GET',
  path: '/api/notifications/unread',
  summary: 'How many are unread',
  group: 'Notifications',
  access: 'signed_in',
  answer: z.object({ unread: z.number().int() }),
});

export const markNotifications = defineContract({
  name: 'markNotifications',
  method: 'POST',
  path: '/api/notifications/read',
  summary: 'Mark some or all as read',
  group: 'Notifications',
  access: 'signed_in',
  body: z.union([z.object({ ids: z.array(id).min(1).max(100) }), z.object({ all: z.literal(true) })]),
  answer: z.object({ unread: z.number().int() }),
});
