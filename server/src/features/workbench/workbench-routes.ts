import { getNeedCase, getQueue, takeLead } from '@enishi/shared/workbench';
import { route, type Route } from '../../http/route.js';
import type { WorkbenchService } from './workbench-service.js';

export const workbenchRoutes = (service: Pick<WorkbenchService, 'queue' | 'case' | 'takeLead'>): Route[] => [
  route(getQueue, ({ actor }) => service.queue(actor)),
  route(getNeedCase, ({ params, actor }) => service.case(params.id, actor)),
  route(takeLead, ({ params, body, actor }) => service.takeLead(params.id, body.version, actor)),
];
