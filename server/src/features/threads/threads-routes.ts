import {
  countUnreadMessages,
  editMessage,
  getNeedThread,
  getThread,
  markThreadRead,
  postMessage,
  withdrawMessage,
} from '@enishi/shared/threads';
import { route, type Route } from '../../http/route.js';
import type { ThreadsService } from './threads-service.js';

export const threadsRoutes = (service: ThreadsService): Route[] => [
  route(getThread, ({ params, query, actor }) => service.get(params, query, actor)),
  route(postMessage, ({ params, body, actor }) => service.post(params, body, actor)),
  route(editMessage, ({ params, body, actor }) => service.edit(params.id, body.version, body.text, actor)),
  route(withdrawMessage, ({ params, actor }) => service.withdraw(params.id, actor)),
  route(markThreadRead, ({ params, body, actor }) => service.markRead(params, body.messageId, actor)),
  route(getNeedThread, ({ params, actor }) => service.ofNeed(params.id, actor)),
  route(countUnreadMessages, ({ query, actor }) => service.countUnread(query.kind, query.ids, actor)),
];
