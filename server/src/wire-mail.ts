// Mail: the outbox and its sender, what notices say in mails, and the links that stop them.
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Bus } from './bus.js';
import type { Config } from './config.js';
import { createMailService } from './features/mail/mail-service.js';
import { mailRoutes } from './features/mail/mail-routes.js';
import { createOutboxStore } from './features/mail/outbox-store.js';
import { createSender } from './features/mail/sender.js';
import { createSubscriptionsService } from './features/mail/subscriptions-service.js';
import { createFolderTransport, createSmtpTransport } from './features/mail/transport.js';
import { createNoticeMail } from './features/notifications/notice-mail.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import type { NotificationsStore } from './features/notifications/notifications-store.js';
import type { People } from './features/users/people.js';
import type { UsersStore } from './features/users/users-store.js';
import type { Links } from './links.js';
import type { Log } from './log.js';

interface Parts {
  config: Pick<Config, 'dataDir' | 'isProduction' | 'mail'>;
  log: Log;
  connection: Connection;
  bus: Bus;
  now: () => Date;
  publicUrl: () => string;
  links: Links;
  users: Pick<UsersStore, 'find' | 'setMail'>;
  people: Pick<People, 'findActor'>;
  notices: { store: NotificationsStore; present: NotificationsService['present'] };
}

export function wireMail({ config, log, connection, bus, now, publicUrl, links, users, people, notices }: Parts) {
  const { smtpUrl, from } = config.mail;
  const transport = smtpUrl ? createSmtpTransport(smtpUrl) : createFolderTransport(join(config.dataDir, 'outbox'));
  const store = createOutboxStore(connection);
  const subscriptions = createSubscriptionsService({
    ...{ links, publicUrl },
    findUser: users.find,
    setMail: users.setMail,
    changed: (userId) => bus.announce('user.changed', { userId, hasNewRoles: false }),
  });
  const noticeMail = createNoticeMail({
    ...{ store: notices.store, present: notices.present, now, publicUrl },
    findUser: users.find,
    findActor: people.findActor,
    enqueue: (letter) => mail.enqueue(letter),
  });
  const { way, where } = transport;
  const delivery = { way, where, isMissing: way === 'folder' && config.isProduction };
  const mail = createMailService({
    ...{ store, delivery, from, now, publicUrl },
    // On a laptop the letters lie open in a folder anyway, and somebody wants to try their links.
    isOpen: way === 'folder' && !config.isProduction,
    wake: () => sender.wake(),
    isActive: async (userId) => (await users.find(userId))?.status === 'active',
    composeNotice: noticeMail.composeNotice,
    async composeDigest(userId, day, isPreview) {
      const composed = await noticeMail.composeDigest(userId, day, isPreview);
      return composed && { ...composed, settled: () => noticeMail.digestSettled(userId, day, composed.noticeIds) };
    },
    unsubscribeUrl: subscriptions.urlFor,
  });
  const sender = createSender({ store, transport, prepare: mail.prepare, now, log });

  return {
    post: mail.post,
    prepare: mail.prepare,
    mailNotice: noticeMail.enqueueNotice,
    delivery,
    routes: mailRoutes(mail, subscriptions),
    stopByLink: (token: string) => subscriptions.set(token, false),
    sweeps: { noticeMail: noticeMail.sweep, mail: mail.sweep },
    idle: sender.idle,
    stop: sender.stop,
  };
}
