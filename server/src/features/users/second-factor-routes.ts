import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '@enishi/shared/second-factor';
import { aboutUser, type Audit } from '../../audit.js';
import { route, type Route } from '../../http/route.js';
import type { Throttle } from '../../http/throttle.js';
import { countingGuesses } from './guesses.js';
import type { SecondFactorService } from './second-factor-service.js';

interface Dependencies {
  service: SecondFactorService;
  throttle: Pick<Throttle, 'signIn'>;
  audit: Audit;
}

export const secondFactorRoutes = ({ service, throttle, audit }: Dependencies): Route[] => {
  const counting = countingGuesses(throttle);
  return [
    route(getSecondFactor, ({ actor }) => service.state(actor)),
    route(beginSecondFactor, ({ actor, body, request }) =>
      counting(request, actor.id, () => service.begin(actor, body.password)),
    ),
    route(confirmSecondFactor, async ({ actor, body, request }) => {
      const codes = await counting(request, actor.id, () => service.confirm(actor, body.code, request.sessionID));
      await audit(request, { kind: 'second_factor_set_up', byId: actor.id });
      return codes;
    }),
    route(renewRecoveryCodes, async ({ actor, body, request }) => {
      const codes = await counting(request, actor.id, () => service.renew(actor, body));
      await audit(request, { kind: 'recovery_codes_renewed', byId: actor.id });
      return codes;
    }),
    route(endSecondFactor, async ({ actor, body, request }) => {
      await counting(request, actor.id, () => service.end(actor, body));
      await audit(request, { kind: 'second_factor_ended', byId: actor.id });
    }),
    route(resetSecondFactor, async ({ actor, params, request }) => {
      await service.reset(actor, params.id);
      await audit(request, { kind: 'second_factor_reset', byId: actor.id, subject: aboutUser(params.id) });
    }),
  ];
};
