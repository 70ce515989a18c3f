import { confirmSignUp, getSignUp } from '@enishi/shared/sign-ups';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import { countingGuesses } from './guesses.js';
import type { SignUpsService } from './sign-ups-service.js';
import type { Welcome } from './welcome.js';

interface Dependencies {
  service: SignUpsService;
  throttle: Pick<Throttle, 'invitation' | 'signIn'>;
  welcome: Welcome;
}

// They answer also where no letters are sent any more: links that are on their way stay good.
export const signUpsRoutes = ({ service, throttle, welcome }: Dependencies): Route[] => [
  route(getSignUp, async ({ params, request }) => {
    await throttle.invitation(request.ip ?? '');
    return service.get(params.token);
  }),
  route(confirmSignUp, async ({ params, body, request }) => {
    await throttle.invitation(request.ip ?? '');
    const open = () => service.confirm(params.token, body.password);
    return welcome(request, await countingGuesses(throttle)(request, params.token, open));
  }),
];
