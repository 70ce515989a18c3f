import { listExpertFits, listOpeningFits } from '@enishi/shared/fits';
import { route, type Route } from '../../http/route.js';
import type { FitsService } from './fits-service.js';

export const fitsRoutes = (service: FitsService): Route[] => [
  route(listOpeningFits, ({ params, actor }) => service.forOpening(params.id, actor)),
  route(listExpertFits, ({ params, actor }) => service.forExpert(params.id, actor)),
];
