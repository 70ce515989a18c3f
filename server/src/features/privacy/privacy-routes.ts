import { eraseMe, erasePerson, exportMyData } from '@enishi/shared/privacy';
import { aboutUser, type Audit } from '../../audit.js';
import { route, type Route } from '../../http/route.js';
import type { PrivacyService } from './privacy-service.js';

interface Dependencies {
  service: PrivacyService;
  audit: Audit;
  /** Counts wrong passwords and codes. */
  counting: <T>(request: { ip?: string | undefined }, account: string, check: () => Promise<T>) => Promise<T>;
}

export const privacyRoutes = ({ service, audit, counting }: Dependencies): Route[] => [
  route(exportMyData, async ({ actor, body, request }) => {
    const told = await counting(request, actor.id, () => service.exportOf(actor, body.password));
    await audit(request, { kind: 'own_data_exported', byId: actor.id });
    return told;
  }),
  route(eraseMe, async ({ actor, body, request }) => {
    await counting(request, actor.id, () => service.eraseMe(actor, body));
    await audit(request, { kind: 'account_erased', byId: actor.id, subject: aboutUser(actor.id) });
  }),
  route(erasePerson, async ({ actor, params, body, request }) => {
    await service.erasePerson(actor, params.id, body.email);
    await audit(request, { kind: 'account_erased', byId: actor.id, subject: aboutUser(params.id) });
  }),
];
