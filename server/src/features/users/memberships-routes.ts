import { decideMembership, listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import { aboutUser, type Audit } from '../../audit.js';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import type { MembershipsService } from './memberships-service.js';

interface Dependencies {
  service: MembershipsService;
  throttle: Pick<Throttle, 'membership'>;
  audit: Audit;
}

export const membershipsRoutes = ({ service, throttle, audit }: Dependencies): Route[] => [
  route(requestMembership, async ({ body, actor, request }) => {
    // Each request rings at the door of everybody there.
    await throttle.membership(actor.id);
    const own = await service.ask(body.organisationId, actor);
    await audit(request, { kind: 'membership_requested', byId: actor.id, detail: body.organisationId });
    return own;
  }),
  route(listMembershipRequests, ({ actor }) => service.list(actor)),
  route(decideMembership, async ({ params, body, actor, request }) => {
    const { userId, organisationId } = await service.decide(params.id, body, actor);
    const kind = body.decision === 'confirm' ? 'membership_confirmed' : 'membership_refused';
    await audit(request, { kind, byId: actor.id, subject: aboutUser(userId), detail: organisationId });
  }),
];
