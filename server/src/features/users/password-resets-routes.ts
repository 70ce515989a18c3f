import { getPasswordReset, requestPasswordReset, resetPassword } from '@enishi/shared/password-resets';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import type { PasswordResetsService } from './password-resets-service.js';

interface Dependencies {
  service: PasswordResetsService;
  throttle: Pick<Throttle, 'reset' | 'invitation'>;
}

export const passwordResetsRoutes = ({ service, throttle }: Dependencies): Route[] => [
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
    await service.reset(params.token, body.password);
  }),
];
