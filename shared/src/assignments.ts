// Assignments (仕事): what begins when an offer is accepted. Reported week by week, handed over, inspected, paid, looked back on.
import { z } from 'zod';
import { day, id, moment, optionalText, version } from './fields.js';
import { fileKindNames } from './files.js';
import type { RewardKind } from './openings.js';
import { termsSheet, type TermsSheet } from './terms.js';
import { isMonday } from './tokyo-calendar.js';
import { portfolioLink } from './work-profile.js';

export const assignmentLimits = {
  note: 1000,
  reason: 1000,
  sentence: 300,
  /** Hours in one week, and pieces. */
  hours: 168,
  pieces: 100_000,
  links: 10,
  files: 20,
  /** Times that work is handed over, at most; each may be sent back. */
  deliveries: 50,
  weeks: 520,
} as const;

/**
 * Days to inspect where the terms name none; working days after which coordinators hear of what is late; days after the
 * end in which weeks before it can still be reported.
 */
export const assignmentClock = { inspectDays: 7, deskAfterDays: 2, lateReportDays: 14 } as const;

/** working 作業中, inspecting 検査待ち, completed 完了, stopped 中止. */
export const assignmentStates = ['working', 'inspecting', 'completed', 'stopped'] as const;
export const assignmentState = z.enum(assignmentStates);
export type AssignmentState = z.infer<typeof assignmentState>;

/** client 発注する側, worker 働く人, desk コーディネーター. */
export const assignmentSides = ['client', 'worker'] as const;
export const assignmentSide = z.enum(assignmentSides);
export type AssignmentSide = z.infer<typeof assignmentSide>;

export const workUnits = ['hours', 'pieces'] as const;
export type WorkUnit = (typeof workUnits)[number];
/** In what a week is reported; hours of a fixed sum tell how it goes, and change no amount. */
export const unitOf = (kind: RewardKind | undefined): WorkUnit => (kind === 'piece' ? 'pieces' : 'hours');

// Weekly reports (週の報告)

export const reportStates = ['submitted', 'approved', 'sent_back'] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

/** A week by its Monday. */
export const week = day.refine(isMonday, { error: 'wrong_form' });
/** Half hours, or whole pieces; nothing done is said by zero. */
export const units = z.number().min(0).max(assignmentLimits.pieces).multipleOf(0.5);

export const reportView = z.object({
  week: day,
  version,
  units: z.number(),
  note: z.string(),
  state: reportState,
  submittedAt: moment,
  answeredAt: moment.nullable(),
  /** Why it was sent back. */
  reason: z.string(),
  abilities: z.object({ canEdit: z.boolean(), canAnswer: z.boolean() }),
});
export type ReportView = z.infer<typeof reportView>;

/** How much was done and will be, in units and in yen before tax. Null where the terms do not say enough. */
export const totalsView = z.object({
  unit: z.enum(workUnits),
  approved: z.number(),
  /** Approved, and waiting for it. */
  reported: z.number(),
  expected: z.number().nullable(),
  /** At the pace of the last weeks, by the due day. */
  forecast: z.number().nullable(),
  yenApproved: z.number().int().nullable(),
  yenReported: z.number().int().nullable(),
  yenExpected: z.number().int().nullable(),
  yenForecast: z.number().int().nullable(),
  /** By week: what is reported up to its end, what was planned, and how it goes on; for drawing. */
  curve: z.array(
    z.object({ week: day, done: z.number().nullable(), plan: z.number().nullable(), ahead: z.number().nullable() }),
  ),
});
export type TotalsView = z.infer<typeof totalsView>;

// Deliveries (納品) and their inspection (検査)

export const deliveryStates = ['waiting', 'accepted', 'sent_back'] as const;
export const deliveryState = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryState>;

export const deliveryView = z.object({
  id,
  at: moment,
  note: z.string(),
  links: z.array(portfolioLink),
  /** Those among its files that are still there. */
  files: z.array(z.object({ id, name: z.string(), kind: z.enum(fileKindNames), size: z.number().int() })),
  inspectBy: day,
  state: deliveryState,
  answeredAt: moment.nullable(),
  /** What is to be mended. */
  reason: z.string(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

// Payment (支払い)

/** "once", or the month (YYYY-MM) that it is for. */
export const paymentKey = z.string().regex(/^(once|\d{4}-(0[1-9]|1[0-2]))$/, { error: 'wrong_form' });

export const paymentView = z.object({
  key: paymentKey,
  dueOn: day,
  /** Of what is approved; null where the terms name no amount yet. */
  yen: z.number().int().nullable(),
  /** More that is reported and not approved yet. */
  yenWaiting: z.number().int().nullable(),
  paidOn: day.nullable(),
  /** Something is to be paid for, or more was approved since it was paid. */
  isOpen: z.boolean(),
  isLate: z.boolean(),
});
export type PaymentView = z.infer<typeof paymentView>;

// Looking back (振り返り)

export const ratedThings = ['work', 'contact', 'promises'] as const;
export type RatedThing = (typeof ratedThings)[number];
const rating = z.number().int().min(1).max(5);
export const review = z.object({
  ratings: z.object({ work: rating, contact: rating, promises: rating }),
  sentence: optionalText(assignmentLimits.sentence).default(''),
});
export type Review = z.output<typeof review>;
export const reviewView = review.extend({ side: assignmentSide, at: moment });
export type ReviewView = z.infer<typeof reviewView>;

// Stopping (中止)

export const stopReasons = [
  'plans_changed',
  'no_time',
  'differs_from_terms',
  'quality',
  'no_contact',
  'other',
] as const;
export const stopReason = z.enum(stopReasons);
export type StopReason = z.infer<typeof stopReason>;

// The whole

const party = z.object({ name: z.string(), organisation: z.string() });

/** What is late now. */
export const lateThings = ['inspection', 'payment'] as const;
export const lateThing = z.enum(lateThings);

export const assignmentCard = z
  .object({
    id,
    version,
    title: z.string(),
    state: assignmentState,
    mySide: assignmentSide.nullable(),
    client: party,
    worker: party,
    startsOn: day,
    dueOn: day.nullable(),
    unit: z.enum(workUnits),
    reported: z.number(),
    expected: z.number().nullable(),
    /** Weekly reports that wait for the company. */
    waitingReports: z.number().int(),
    inspectBy: day.nullable(),
    late: z.array(lateThing),
    createdAt: moment,
  })
  .meta({ id: 'AssignmentCard' });
export type AssignmentCard = z.infer<typeof assignmentCard>;

export const assignmentView = assignmentCard
  .extend({
    openingId: id,
    applicationId: id,
    terms: termsSheet,
    /** The joint development that it belongs to, for coordinators. */
    projectId: id.nullable(),
    reports: z.array(reportView),
    totals: totalsView,
    deliveries: z.array(deliveryView),
    payments: z.array(paymentView),
    /** One's own; for coordinators both. Never the other side's. */
    reviews: z.array(reviewView),
    endedAt: moment.nullable(),
    stopped: z.object({ by: assignmentSide, reason: stopReason, text: z.string() }).nullable(),
    /** Weeks that can be reported now, the latest first. */
    reportableWeeks: z.array(day),
    abilities: z.object({
      canReport: z.boolean(),
      canDeliver: z.boolean(),
      canInspect: z.boolean(),
      canPay: z.boolean(),
      canStop: z.boolean(),
      canReview: z.boolean(),
    }),
  })
  .meta({ id: 'Assignment' });
export type AssignmentView = z.infer<typeof assignmentView>;

/** What the accepted offer hands over. */
export interface AcceptedOffer {
  applicationId: string;
  clientUserId: string;
  clientOrganisationId: string;
  workerUserId: string;
  openingId: string;
  expertId: string;
  title: string;
  terms: TermsSheet;
  workPackage: { projectId: string; partId: string } | null;
  prefecture: string | null;
}
