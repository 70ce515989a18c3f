import {
  declineMatch,
  listExpertMatches,
  listNeedMatches,
  listSeedMatches,
  shortlistMatch,
} from '@enishi/shared/matches';
import { route, type Route } from '../../http/route.js';
import type { MatchesService } from './matches-service.js';

export const matchesRoutes = (service: MatchesService): Route[] => [
  route(listNeedMatches, ({ params, actor }) => service.forNeed(params.id, actor)),
  route(listSeedMatches, ({ params, actor }) => service.forItem({ kind: 'seed', id: params.id }, actor)),
  route(listExpertMatches, ({ params, actor }) => service.forItem({ kind: 'expert', id: params.id }, actor)),
  route(shortlistMatch, ({ params, body, actor }) =>
    service.shortlist(params, body.version, body.isShortlisted, actor),
  ),
  route(declineMatch, ({ params, body: { version, ...answer }, actor }) =>
    service.decline(params, version, { reason: answer.reason, text: answer.text }, actor),
  ),
];
