import { getNeedAnonymity } from '@enishi/shared/anonymity';
import { route, type Route } from '../../http/route.js';
import type { AnonymityService } from './anonymity-service.js';

export const anonymityRoutes = (service: AnonymityService): Route[] => [
  route(getNeedAnonymity, ({ params, actor }) => service.ofNeed(params.id, actor)),
];
