import {
  getLetter,
  getLetterPage,
  getMailSubscription,
  listOutbox,
  retryDeadLetters,
  retryLetter,
  setMailSubscription,
} from '@enishi/shared/mail';
import { route, type Route } from '../../http/route.js';
import type { MailService } from './mail-service.js';
import type { SubscriptionsService } from './subscriptions-service.js';

export const mailRoutes = (mail: MailService, subscriptions: SubscriptionsService): Route[] => [
  route(listOutbox, ({ query }) => mail.list(query)),
  route(retryDeadLetters, async () => ({ count: await mail.retryAll() })),
  route(getLetter, ({ params }) => mail.get(params.id)),
  route(getLetterPage, ({ params }) => mail.page(params.id)),
  route(retryLetter, ({ params }) => mail.retry(params.id)),
  route(getMailSubscription, ({ params }) => subscriptions.get(params.token)),
  route(setMailSubscription, ({ params, body }) => subscriptions.set(params.token, body.isOn)),
];
