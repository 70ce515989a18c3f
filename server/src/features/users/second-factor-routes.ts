import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '@enishi/shared/second-factor';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import { countingGuesses } from './guesses.js';
import type { SecondFactorService } from './second-factor-service.js';

interface Dependencies {
  service: SecondFactorService;
  throttle: Pick<Throttle, 'signIn'>;
}

export const secondFactorRoutes = ({ service, throttle }: Dependencies): Route[] => {
  const counting = countingGuesses(throttle);
  return [
    route(getSecondFactor, ({ actor }) => service.state(actor)),
    route(beginSecondFactor, ({ actor, body, request }) =>
      counting(request, actor.id, () => service.begin(actor, body.password)),
    ),
    route(confirmSecondFactor, ({ actor, body, request }) =>
      counting(request, actor.id, () => service.confirm(actor, body.code, request.sessionID)),
    ),
    route(renewRecoveryCodes, ({ actor, body, request }) =>
      counting(request, actor.id, () => service.renew(actor, body)),
    ),
    route(endSecondFactor, ({ actor, body, request }) => counting(request, actor.id, () => service.end(actor, body))),
    route(resetSecondFactor, ({ actor, params }) => service.reset(actor, params.id)),
  ];
};
