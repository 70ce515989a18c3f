import { z } from 'zod';

/** What somebody can be told about, and by default at once. */
export const notificationKinds = [
  /** To coordinators: a need of their region was published. */
  'need_published',
  /** To coordinators: a new seed or profile fits needs of their region. */
  'item_fits_needs',
  /** To whoever offers a seed or profile: a need fits it. To the company: something new fits its need. */
  'match_found',
  'introduction_proposed',
  'interest_received',
  /** The other side accepted; it is this person's turn. */
  'introduction_accepted',
  /** Both accepted: names and contact are open. */
  'introduction_connected',
  'introduction_declined',
  'introduction_expired',
  /** To coordinators: somebody wrote to the one-stop desk. */
  'inquiry_received',
  /** A colleague put this coordinator in charge of a case, as lead or second. */
  'case_assigned',
  /** A clock of a case ran out: to its owner, then the second, then the centre. */
  'case_overdue',
  'message_received',
  /** Dates are proposed: which are possible? */
  'meeting_asked',
  'meeting_answered',
  'meeting_confirmed',
  'meeting_cancelled',
  'minutes_ready',
  /** Somebody was taken into a project, or its review is due. */
  'project_joined',
  'review_due',
  /** How did it go on? */
  'outcome_asked',
  /** To experts and teleworkers: an opening fits their profile. */
  'opening_fits',
  /** To whoever posted an opening: somebody new fits it. */
  'person_fits',
  'invited_to_apply',
  'application_received',
  'application_shortlisted',
  /** With the terms sheet; it waits for an answer. */
  'offer_received',
  'offer_accepted',
  /** Somebody waits for an answer to their application longer than promised: to the company and to coordinators. */
  'application_overdue',
  /** Declined, withdrawn or run out. */
  'application_ended',
  /** A week was reported and waits for approval. */
  'report_received',
  /** A week was approved or sent back. */
  'report_answered',
  /** It waits for inspection. */
  'work_delivered',
  'work_inspected',
  'work_completed',
  /** One side ended it early, with a reason. */
  'work_stopped',
  /** Inspection or payment is late: to the company, then to coordinators. */
  'work_overdue',
  /** To coordinators, and to the expert who is asked. */
  'dispatch_requested',
  'dispatch_answered',
  'dispatch_report_due',
  /** To whoever can confirm it: somebody says that they belong to an organisation. */
  'membership_requested',
  /** To the one who asked, and to those of the organisation. */
  'membership_confirmed',
  'membership_refused',
] as const;
export const notificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKind>;

export const deliveryModes = ['at_once', 'daily', 'off'] as const;
export const deliveryMode = z.enum(deliveryModes);
export type DeliveryMode = z.infer<typeof deliveryMode>;
export const defaultDelivery: DeliveryMode = 'at_once';

/** What mail does where nobody chose: what waits for an answer comes at once, what fits comes together in the morning. */
export const defaultMail: Record<NotificationKind, DeliveryMode> = {
  need_published: 'daily',
  item_fits_needs: 'daily',
  match_found: 'daily',
  introduction_proposed: 'at_once',
  interest_received: 'at_once',
  introduction_accepted: 'at_once',
  introduction_connected: 'at_once',
  introduction_declined: 'at_once',
  introduction_expired: 'at_once',
  inquiry_received: 'at_once',
  case_assigned: 'at_once',
  case_overdue: 'at_once',
  message_received: 'at_once',
  meeting_asked: 'at_once',
  meeting_answered: 'daily',
  meeting_confirmed: 'at_once',
  meeting_cancelled: 'at_once',
  minutes_ready: 'at_once',
  project_joined: 'at_once',
  review_due: 'daily',
  outcome_asked: 'at_once',
  opening_fits: 'daily',
  person_fits: 'daily',
  invited_to_apply: 'at_once',
  application_received: 'at_once',
  application_shortlisted: 'at_once',
  offer_received: 'at_once',
  offer_accepted: 'at_once',
  application_overdue: 'at_once',
  application_ended: 'at_once',
  report_received: 'at_once',
  report_answered: 'daily',
  work_delivered: 'at_once',
  work_inspected: 'at_once',
  work_completed: 'at_once',
  work_stopped: 'at_once',
  work_overdue: 'at_once',
  dispatch_requested: 'at_once',
  dispatch_answered: 'at_once',
  dispatch_report_due: 'daily',
  membership_requested: 'at_once',
  membership_confirmed: 'at_once',
  membership_refused: 'at_once',
};

/** What a mail can be stopped for: one kind of notice, or the letter of the morning. */
export const mailTopics = [...notificationKinds, 'digest'] as const;
export const mailTopic = z.enum(mailTopics);
export type MailTopic = z.infer<typeof mailTopic>;

export const notificationSettings = z.partialRecord(notificationKind, deliveryMode);
export type NotificationSettings = z.infer<typeof notificationSettings>;
export const mailSettings = z.partialRecord(mailTopic, deliveryMode);
export type MailSettings = z.infer<typeof mailSettings>;

export interface DeliverySettings {
  notificationSettings: NotificationSettings;
  mailSettings: MailSettings;
}

export const screenModeOf = (kind: NotificationKind, { notificationSettings }: DeliverySettings): DeliveryMode =>
  notificationSettings[kind] ?? defaultDelivery;

/** Mail never comes before the notice itself, nor for one that is not wanted at all. */
export function mailModeOf(kind: NotificationKind, settings: DeliverySettings): DeliveryMode {
  const screen = screenModeOf(kind, settings);
  const mail = settings.mailSettings[kind] ?? defaultMail[kind];
  if (screen === 'off' || mail === 'off') return 'off';
  return screen === 'daily' ? 'daily' : mail;
}

export const wantsDigest = ({ mailSettings: chosen }: Pick<DeliverySettings, 'mailSettings'>): boolean =>
  chosen.digest !== 'off';

/** Hour of the day in Asia/Tokyo at which what was set to "daily" arrives. */
export const digestHour = 8;
