import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from '@enishi/shared/organisations';
import { route, type Route } from '../../http/route.js';
import type { OrganisationsService } from './organisations-service.js';

export const organisationsRoutes = (service: OrganisationsService): Route[] => [
  route(listOrganisations, ({ query }) => service.list(query)),
  route(getOrganisation, ({ params, actor }) => service.get(params.id, actor)),
  route(updateOrganisation, ({ params, body: { version, ...changes }, actor }) =>
    service.update(params.id, version, changes, actor),
  ),
  route(createOrganisation, ({ body, actor }) => service.create(body, actor)),
];
