import {
  answerQuestion,
  changeOutcome,
  getQuestion,
  listOutcomes,
  recordOutcome,
  removeOutcome,
  revokeQuestion,
} from '@enishi/shared/outcomes';
import { route, type Route } from '../../http/route.js';
import type { OutcomesService } from './outcomes-service.js';
import type { QuestionsService } from './questions-service.js';

export const outcomesRoutes = (service: OutcomesService, asking: Pick<QuestionsService, 'get' | 'answer'>): Route[] => [
  route(listOutcomes, ({ params, actor }) => service.list(params.id, actor)),
  route(recordOutcome, ({ params, body, actor }) => service.record(params.id, body, actor)),
  route(changeOutcome, ({ params, body, actor }) => service.change(params, body, actor)),
  route(removeOutcome, ({ params, body, actor }) => service.remove(params, body.version, actor)),
  route(revokeQuestion, ({ params, actor }) => service.revoke(params.id, params.questionId, actor)),
  route(getQuestion, ({ params, actor }) => asking.get(params.token, actor)),
  route(answerQuestion, ({ params, body, actor }) => asking.answer(params.token, body, actor)),
];
