import * as dispatches from '@enishi/shared/dispatches';
import { route, type Route } from '../../http/route.js';
import type { DispatchHours } from './dispatch-hours.js';
import type { DispatchesService } from './dispatches-service.js';

export const dispatchesRoutes = (service: DispatchesService, hours: DispatchHours): Route[] => [
  route(dispatches.listDispatches, ({ query, actor }) => service.list(query, actor)),
  route(dispatches.createDispatch, ({ body, actor }) => service.create(body, actor)),
  route(dispatches.getDispatch, ({ params, actor }) => service.get(params.id, actor)),
  route(dispatches.listDispatchCandidates, ({ params, actor }) => service.listCandidates(params.id, actor)),
  route(dispatches.wishForExpert, ({ params, body, actor }) => service.wish(params.id, body, actor)),
  route(dispatches.askExpert, ({ params, body, actor }) => service.ask(params.id, body, actor)),
  route(dispatches.answerDispatch, ({ params, body, actor }) => service.answer(params.id, body, actor)),
  route(dispatches.reportDispatch, ({ params, body, actor }) => service.report(params.id, body, actor)),
  route(dispatches.endDispatch, ({ params, body, actor }) => service.end(params.id, body, actor)),
  route(dispatches.listDispatchMenus, async ({ actor }) => ({ items: await hours.listMenus(actor) })),
  route(dispatches.setDispatchMenu, ({ params, body, actor }) => hours.setMenu(params.prefecture, body, actor)),
];
