import {
  answerWeek,
  deliverWork,
  getAssignment,
  inspectWork,
  listAssignments,
  recordPayment,
  reportWeek,
  reviewAssignment,
  stopAssignment,
} from '@enishi/shared/assignment-contracts';
import { route, type Route } from '../../http/route.js';
import type { AssignmentsService } from './assignments-service.js';

export const assignmentsRoutes = (service: AssignmentsService): Route[] => [
  route(listAssignments, ({ query, actor }) => service.list(query, actor)),
  route(getAssignment, ({ params, actor }) => service.get(params.id, actor)),
  route(reportWeek, ({ params, body, actor }) => service.report(params, body, actor)),
  route(answerWeek, ({ params, body, actor }) => service.answerReport(params, body, actor)),
  route(deliverWork, ({ params, body, actor }) => service.deliver(params.id, body, actor)),
  route(inspectWork, ({ params, body, actor }) => service.inspect(params.id, body, actor)),
  route(recordPayment, ({ params, body, actor }) => service.recordPayment(params, body, actor)),
  route(stopAssignment, ({ params, body, actor }) => service.stop(params.id, body, actor)),
  route(reviewAssignment, ({ params, body, actor }) => service.review(params.id, body, actor)),
];
