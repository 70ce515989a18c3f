// What can be asked and done about assignments.
import { z } from 'zod';
import {
  assignmentCard,
  assignmentLimits,
  assignmentState,
  assignmentView,
  paymentKey,
  review,
  stopReason,
  units,
  week,
} from './assignments.js';
import { defineContract } from './contract.js';
import { clientKey, day, distinct, id, optionalText, pageOf, pageQuery, text, version } from './fields.js';
import { portfolioLink } from './work-profile.js';

const params = z.object({ id });
const weekParams = z.object({ id, week });
const group = 'Assignments';
const changeErrors = ['not_found', 'forbidden', 'stale', 'not_possible_now'] as const;

export const listAssignments = defineContract({
  name: 'listAssignments',
  method: 'GET',
  path: '/api/assignments',
  summary: "One's assignments, newest first; for coordinators those of their prefectures",
  group,
  access: 'signed_in',
  query: pageQuery.extend({ state: assignmentState.optional() }),
  answer: pageOf(assignmentCard),
});

export const getAssignment = defineContract({
  name: 'getAssignment',
  method: 'GET',
  path: '/api/assignments/:id',
  summary: 'One assignment with its weeks, deliveries and payments',
  group,
  access: 'signed_in',
  params,
  answer: assignmentView,
  errors: ['not_found'],
});

export const reportForm = z.object({
  /** Null for the first report of a week. */
  version: version.nullable(),
  units,
  note: optionalText(assignmentLimits.note).default(''),
});

export const reportWeek = defineContract({
  name: 'reportWeek',
  method: 'PUT',
  path: '/api/assignments/:id/weeks/:week',
  summary: 'Report a week, or change what was reported until it is approved; by the worker',
  group,
  access: 'signed_in',
  params: weekParams,
  body: reportForm,
  answer: assignmentView,
  errors: changeErrors,
});

export const reportAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('approve'), version }),
  z.object({ answer: z.literal('send_back'), version, reason: text(assignmentLimits.reason) }),
]);

export const answerWeek = defineContract({
  name: 'answerWeek',
  method: 'POST',
  path: '/api/assignments/:id/weeks/:week/answer',
  summary: 'Approve a week, or send it back with a reason; by the company',
  group,
  access: 'signed_in',
  params: weekParams,
  body: reportAnswer,
  answer: assignmentView,
  errors: changeErrors,
});

export const deliveryForm = z
  .object({
    version,
    /** Sending the same twice hands over once. */
    key: clientKey,
    note: optionalText(assignmentLimits.note).default(''),
    links: z.array(portfolioLink).max(assignmentLimits.links).default([]),
    /** Files of this assignment that both sides see. */
    fileIds: distinct(id, assignmentLimits.files).default([]),
  })
  .refine(({ note, links, fileIds }) => note !== '' || links.length > 0 || fileIds.length > 0, {
    error: 'required',
    path: ['note'],
  });

export const deliverWork = defineContract({
  name: 'deliverWork',
  method: 'POST',
  path: '/api/assignments/:id/deliveries',
  summary: 'Hand the work over; the clock of its inspection begins',
  group,
  access: 'signed_in',
  params,
  body: deliveryForm,
  status: 201,
  answer: assignmentView,
  errors: changeErrors,
});

export const inspection = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accept'), version }),
  z.object({ answer: z.literal('send_back'), version, reason: text(assignmentLimits.reason) }),
]);

export const inspectWork = defineContract({
  name: 'inspectWork',
  method: 'POST',
  path: '/api/assignments/:id/inspection',
  summary: 'Accept what was handed over, which completes the work, or say what is to be mended',
  group,
  access: 'signed_in',
  params,
  body: inspection,
  answer: assignmentView,
  errors: changeErrors,
});

export const recordPayment = defineContract({
  name: 'recordPayment',
  method: 'PUT',
  path: '/api/assignments/:id/payments/:key',
  summary: 'The day on which the company paid; null takes it back',
  group,
  access: 'signed_in',
  params: z.object({ id, key: paymentKey }),
  body: z.object({ version, paidOn: day.nullable() }),
  answer: assignmentView,
  errors: changeErrors,
});

export const stopForm = z
  .object({ version, reason: stopReason, text: optionalText(assignmentLimits.reason).default('') })
  .refine((value) => value.reason !== 'other' || value.text !== '', { path: ['text'], error: 'required' });

export const stopAssignment = defineContract({
  name: 'stopAssignment',
  method: 'POST',
  path: '/api/assignments/:id/stop',
  summary: 'End the work early with a reason; by either side',
  group,
  access: 'signed_in',
  params,
  body: stopForm,
  answer: assignmentView,
  errors: changeErrors,
});

export const reviewAssignment = defineContract({
  name: 'reviewAssignment',
  method: 'POST',
  path: '/api/assignments/:id/review',
  summary: 'Look back on an ended assignment; coordinators read it, the other side does not',
  group,
  access: 'signed_in',
  params,
  body: review,
  answer: assignmentView,
  errors: ['not_found', 'forbidden', 'already_exists', 'not_possible_now'],
});
