import { VisuallyHidden } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowsExchange,
  IconBriefcase,
  IconBulb,
  IconCalendarCheck,
  IconCalendarQuestion,
  IconCalendarX,
  IconChecklist,
  IconCircleCheck,
  IconClockOff,
  IconFileText,
  IconMailOpened,
  IconMessage,
  IconNotes,
  IconPhoneIncoming,
  IconSparkles,
  IconUserCheck,
  IconX,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { Notification } from '@enishi/shared/notifications';
import { useCopy } from '../../copy/index.js';
import { useAgo } from '../../lib/ago.js';
import { useFormat } from '../../lib/format.js';
import styles from './NotificationItem.module.css';
import { useReason, useSentence } from './use-sentence.js';

const icons = {
  need_published: IconFileText,
  item_fits_needs: IconBulb,
  match_found: IconBulb,
  introduction_proposed: IconMailOpened,
  interest_received: IconMailOpened,
  introduction_accepted: IconArrowsExchange,
  introduction_connected: IconCircleCheck,
  introduction_declined: IconX,
  introduction_expired: IconClockOff,
  inquiry_received: IconPhoneIncoming,
  case_assigned: IconUserCheck,
  case_overdue: IconAlertCircle,
  message_received: IconMessage,
  meeting_asked: IconCalendarQuestion,
  meeting_answered: IconCalendarQuestion,
  meeting_confirmed: IconCalendarCheck,
  meeting_cancelled: IconCalendarX,
  minutes_ready: IconNotes,
  project_joined: IconBriefcase,
  review_due: IconChecklist,
  outcome_asked: IconSparkles,
  opening_fits: IconBulb,
  person_fits: IconBulb,
  invited_to_apply: IconMailOpened,
  application_received: IconMailOpened,
  application_shortlisted: IconChecklist,
  offer_received: IconFileText,
  offer_accepted: IconCircleCheck,
  application_overdue: IconAlertCircle,
  application_ended: IconX,
  report_received: IconNotes,
  report_answered: IconNotes,
  work_delivered: IconBriefcase,
  work_inspected: IconChecklist,
  work_completed: IconCircleCheck,
  work_stopped: IconX,
  work_overdue: IconAlertCircle,
  dispatch_requested: IconUserCheck,
  dispatch_answered: IconUserCheck,
  dispatch_report_due: IconNotes,
  membership_requested: IconUserCheck,
  membership_confirmed: IconCircleCheck,
  membership_refused: IconX,
} satisfies Record<NotificationKind, typeof IconBulb>;

interface NotificationItemProps {
  notification: Notification;
  /** It was opened: it counts as read. */
  onOpen: (notification: Notification) => void;
}

/** One notice as a link to where something can be done about it. */
export const NotificationItem = ({ notification, onOpen }: NotificationItemProps) => {
  const t = useCopy('notifications');
  const ago = useAgo();
  const format = useFormat();
  const sentence = useSentence()(notification);
  const reason = useReason()(notification);
  const { kind, createdAt, readAt, score, address } = notification;
  const Icon = icons[kind];
  return (
    <Link
      to={address}
      className={styles.item}
      data-unread={readAt === null || undefined}
      onClick={() => onOpen(notification)}
    >
      <Icon size={20} stroke={1.7} aria-hidden className={styles.icon} />
      <span className={styles.words}>
        {readAt === null ? <VisuallyHidden>{t('isUnread')}</VisuallyHidden> : null}
        <span className={styles.sentence}>{sentence}</span>
        <span className={styles.facts}>
          <time dateTime={createdAt} title={format.dateTime(createdAt)}>
            {ago(createdAt)}
          </time>
          {score === null ? null : <span>{t('score', { score: Math.round(score) })}</span>}
          {reason ? <span>{reason}</span> : null}
        </span>
      </span>
      {readAt === null ? <span className={styles.dot} aria-hidden /> : null}
    </Link>
  );
};
