import { getPasswordReset, requestPasswordReset, resetPassword } from '@enishi/shared/password-resets';
import { aboutUser, type Audit } from '../../audit.js';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import type { PasswordResetsService } from './password-resets-service.js';

interface Dependencies {
  service: PasswordResetsService;
  throttle: Pick<Throttle, 'reset' | 'invitation'>;
  audit: Audit;
}

export const passwordResetsRoutes = ({ service, throttle, audit }: Dependencies): Route[] => [
  route(requestPasswordReset, async ({ body, request }) => {
    await throttle.reset(request.ip ?? '', body.email);
    service.request(body.email);
  }),
  route(getPasswordReset, async ({ params, request }) => {
    await throttle.invitation(request.ip ?? '');
    return service.get(params.token);
  }),
  route(resetPassword, async ({ params, body, request }) => {
    await throttle.invitation(request.ip ?? '');
    const userId = await service.reset(params.token, body.password);
    await audit(request, { kind: 'password_reset', byId: null, subject: aboutUser(userId) });
  }),
];
