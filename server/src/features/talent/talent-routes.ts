import { listTalent } from '@enishi/shared/talent';
import { route, type Route } from '../../http/route.js';
import type { TalentService } from './talent-service.js';

export const talentRoutes = (service: TalentService): Route[] => [
  route(listTalent, ({ query, actor }) => service.list(query, actor)),
];
