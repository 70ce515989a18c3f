import { downloadWorkDesk, getWorkDesk } from '@enishi/shared/work-desk';
import { route, type Route } from '../../http/route.js';
import type { WorkDeskService } from './work-desk-service.js';

export const workDeskRoutes = (service: WorkDeskService): Route[] => [
  route(getWorkDesk, ({ query, actor }) => service.get(query, actor)),
  route(downloadWorkDesk, ({ query, actor }) => service.asCsv(query, actor)),
];
