import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import { route, type Route } from '../../http/route.js';
import type { NotificationsService } from './notifications-service.js';

export const notificationsRoutes = (service: NotificationsService): Route[] => [
  route(countNotifications, async ({ actor }) => ({ unread: await service.countUnread(actor) })),
  route(listNotifications, ({ query, actor }) => service.list(query, actor)),
  route(markNotifications, async ({ body, actor }) => ({
    unread: await service.markRead('all' in body ? 'all' : body.ids, actor),
  })),
];
