import * as contracts from '@enishi/shared/applications';
import { downloadRoute, route, type Route } from '../../http/route.js';
import type { ApplicationsService } from './applications-service.js';
import type { ApplicationsTerms } from './applications-terms.js';

export const applicationsRoutes = (service: ApplicationsService, terms: ApplicationsTerms): Route[] => [
  route(contracts.applyToOpening, ({ params, body, actor }) => service.apply(params.id, body, actor)),
  route(contracts.inviteToOpening, ({ params, body, actor }) => service.invite(params.id, body, actor)),
  route(contracts.listApplications, ({ query, actor }) => service.list(query, actor)),
  route(contracts.getApplication, ({ params, actor }) => service.get(params.id, actor)),
  route(contracts.applyByInvitation, ({ params, body, actor }) =>
    service.applyByInvitation(params.id, body.version, body.letter, actor),
  ),
  route(contracts.shortlistApplication, ({ params, body, actor }) => service.shortlist(params.id, body.version, actor)),
  route(contracts.declineApplication, ({ params, body, actor }) => service.decline(params.id, body, actor)),
  route(contracts.withdrawApplication, ({ params, body, actor }) => service.withdraw(params.id, body, actor)),
  route(contracts.getTermsDraft, ({ params, actor }) => terms.draft(params.id, actor)),
  route(contracts.sendOffer, ({ params, body, actor }) => terms.sendOffer(params.id, body.version, body.terms, actor)),
  route(contracts.acceptOffer, ({ params, body, actor }) =>
    terms.acceptOffer(params.id, body.version, body.number, actor),
  ),
  route(contracts.proposeTerms, ({ params, body, actor }) =>
    terms.proposeTerms(params.id, body.version, body.terms, actor),
  ),
  route(contracts.acceptTerms, ({ params, body, actor }) =>
    terms.acceptTerms(params.id, body.version, body.number, actor),
  ),
  downloadRoute(contracts.downloadTerms, ({ params, query, actor }) => terms.download(params, query.language, actor)),
];
