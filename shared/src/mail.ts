// Outgoing mail: the outbox as an administrator sees it, and stopping mails by a link that needs no sign-in.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment, pageOf, pageQuery } from './fields.js';
import { mailTopic, notificationKind } from './notification-kinds.js';

/** waiting → sending → sent; back to waiting after a failure; dead when given up; dropped when nobody needs it any more. */
export const letterStates = ['waiting', 'sending', 'sent', 'dead', 'dropped'] as const;
export const letterState = z.enum(letterStates);
export type LetterState = z.infer<typeof letterState>;

const minute = 60_000;
const hour = 60 * minute;
export const mailLimits = {
  /** Milliseconds until the next try, after the first failure, the second, and so on; after the last it is given up. */
  backoff: [minute, 5 * minute, 15 * minute, hour, 4 * hour, 12 * hour, 24 * hour],
  subject: 200,
  name: 120,
  /** UTF-16 units of all paragraphs together; longer ones are cut. */
  text: 20_000,
  error: 500,
  /** Days after which only key, state and moment of a letter are left. */
  keepDays: 30,
} as const;

/** What a letter is about: its own subject, one notice, or all that waits in the morning. */
const about = z.discriminatedUnion('source', [
  z.object({ source: z.literal('letter'), subject: z.string() }),
  z.object({ source: z.literal('notice'), kind: notificationKind }),
  z.object({ source: z.literal('digest'), day: z.string() }),
]);

export const outboxRow = z
  .object({
    id,
    key: z.string(),
    state: letterState,
    to: z.string(),
    about,
    tries: z.number().int(),
    createdAt: moment,
    /** When it is tried next; null unless it waits. */
    dueAt: moment.nullable(),
    settledAt: moment.nullable(),
    lastError: z.string().nullable(),
    canRetry: z.boolean(),
  })
  .meta({ id: 'OutboxRow' });
export type OutboxRow = z.infer<typeof outboxRow>;

export const outboxLetter = outboxRow
  .extend({
    /** False where words and links are covered, so that only the receiver reads them. */
    isOpen: z.boolean(),
    /** Null when there is nothing to show: not needed any more, or cleared. */
    content: z
      .object({
        subject: z.string(),
        text: z.string(),
        headers: z.array(z.object({ name: z.string(), value: z.string() })),
        hasCalendar: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'OutboxLetter' });
export type OutboxLetter = z.infer<typeof outboxLetter>;

export const deliveryWays = ['smtp', 'folder'] as const;

export const listOutbox = defineContract({
  name: 'listOutbox',
  method: 'GET',
  path: '/api/admin/mail',
  summary: 'Outgoing mail, newest first',
  group: 'Administration',
  access: ['admin'],
  query: pageQuery.extend({ state: letterState.optional() }),
  answer: pageOf(outboxRow).extend({
    counts: z.record(letterState, z.number().int()),
    delivery: z.object({
      way: z.enum(deliveryWays),
      /** Host and port, or the folder. */
      where: z.string(),
      /** In production, and still nothing leaves this machine. */
      isMissing: z.boolean(),
    }),
  }),
});

export const getLetter = defineContract({
  name: 'getLetter',
  method: 'GET',
  path: '/api/admin/mail/:id',
  summary: 'One outgoing mail',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  answer: outboxLetter,
  errors: ['not_found'],
});

export const getLetterPage = defineContract({
  name: 'getLetterPage',
  method: 'GET',
  path: '/api/admin/mail/:id/page',
  summary: 'One outgoing mail as its receiver sees it',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  answer: z.string(),
  media: 'text/html',
  errors: ['not_found'],
});

export const retryLetter = defineContract({
  name: 'retryLetter',
  method: 'POST',
  path: '/api/admin/mail/:id/retry',
  summary: 'Try a mail again that was given up',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  answer: outboxRow,
  errors: ['not_found', 'not_possible_now'],
});

export const retryDeadLetters = defineContract({
  name: 'retryDeadLetters',
  method: 'POST',
  path: '/api/admin/mail/retry',
  summary: 'Try every mail again that was given up',
  group: 'Administration',
  access: ['admin'],
  answer: z.object({ count: z.number().int() }),
});

/** As made by the server's links without sign-in. */
export const linkToken = z.string().regex(/^[0-9a-f]{24}\.[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{43}$/);

const subscription = z.object({
  topic: mailTopic,
  isOn: z.boolean(),
  /** Enough of the address to recognise one's own. */
  email: z.string(),
});

export const getMailSubscription = defineContract({
  name: 'getMailSubscription',
  method: 'GET',
  path: '/api/mail/subscriptions/:token',
  summary: 'Which mails a link switches off; nothing changes by looking',
  group: 'Mail',
  access: 'public',
  params: z.object({ token: linkToken }),
  answer: subscription,
  errors: ['not_found'],
});

export const setMailSubscription = defineContract({
  name: 'setMailSubscription',
  method: 'PUT',
  path: '/api/mail/subscriptions/:token',
  summary: 'Stop the mails of this link, or let them come again',
  group: 'Mail',
  access: 'public',
  params: z.object({ token: linkToken }),
  body: z.object({ isOn: z.boolean() }),
  answer: subscription,
  errors: ['not_found'],
});

/** The address that mail programs call by themselves (RFC 8058): opened it shows a page, posted to it stops the mails. */
export const unsubscribePath = '/unsubscribe/:token';
