import { listNdas, recordNda, withdrawNda } from '@enishi/shared/ndas';
import { route, type Route } from '../../http/route.js';
import type { NdasService } from './ndas-service.js';

export const ndasRoutes = (service: NdasService): Route[] => [
  route(listNdas, ({ params, actor }) => service.list(params.id, actor)),
  route(recordNda, ({ params, body, actor }) => service.record(params.id, body, actor)),
  route(withdrawNda, ({ params, actor }) => service.withdraw(params.id, actor)),
];
