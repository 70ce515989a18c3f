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
] as const;
export const notificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKind>;

export const deliveryModes = ['at_once', 'daily', 'off'] as const;
export const deliveryMode = z.enum(deliveryModes);
export type DeliveryMode = z.infer<typeof deliveryMode>;
export const defaultDelivery: DeliveryMode = 'at_once';

/** Hour of the day in Asia/Tokyo at which what was set to "daily" arrives. */
export const digestHour = 8;
