import {
  answerIntroduction,
  createIntroduction,
  endIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import { route, type Route } from '../../http/route.js';
import type { IntroductionsService } from './introductions-service.js';

export const introductionsRoutes = (service: IntroductionsService): Route[] => [
  route(createIntroduction, ({ body, actor }) => service.create(body, actor)),
  route(listIntroductions, ({ query, actor }) => service.list(query, actor)),
  route(getIntroduction, ({ params, actor }) => service.get(params.id, actor)),
  route(answerIntroduction, ({ params, body, actor }) => service.answer(params.id, body, actor)),
  route(endIntroduction, ({ params, body, actor }) =>
    service.end(params.id, body.version, { reason: body.reason, text: body.text }, actor),
  ),
];
