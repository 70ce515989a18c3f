import { Button, Group } from '@mantine/core';
import type { MeetingView, ParticipantView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { Tag } from '../../ui/Tag.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './Meetings.module.css';
import { useRenewLink, useRevokeLink } from './use-meetings.js';

interface LinkLineProps {
  meeting: MeetingView;
  participant: ParticipantView;
  guest: NonNullable<ParticipantView['guest']>;
}

/** For the desk: the link of somebody without an account. */
const LinkLine = ({ meeting, participant, guest }: LinkLineProps) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const renew = useRenewLink(meeting.id, participant.key);
  const revoke = useRevokeLink(meeting.id, participant.key);
  const { state, address, expiresAt } = guest.link;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address ?? '');
    notifyDone(t('link.copied'));
  };
  return (
    <>
      <span className={styles.small}>
        {guest.email} ·{' '}
        {state === 'active' && expiresAt ? t('link.active', { date: format.dateTime(expiresAt) }) : t(`link.${state}`)}
      </span>
      {meeting.state === 'polling' ? (
        <Group gap="xs">
          {address ? (
            <Button size="compact-sm" variant="default" onClick={() => void copy()}>
              {t('link.copy')}
            </Button>
          ) : null}
          <Button
            size="compact-sm"
            variant="default"
            loading={renew.isPending}
            onClick={() => renew.mutate(meeting.version, { onSuccess: () => notifyDone(t('link.renewed')) })}
          >
            {t('link.renew')}
          </Button>
          {state === 'active' ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={revoke.isPending}
              onClick={() => revoke.mutate(undefined, { onSuccess: () => notifyDone(t('link.wasRevoked')) })}
            >
              {t('link.revoke')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <ErrorNote error={renew.error ?? revoke.error} />
    </>
  );
};

/** Who is asked, as far as the viewer may know, and who has answered. */
export const People = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  return (
    <section aria-labelledby="people" className={styles.panel}>
      <h2 id="people" className={styles.heading}>
        {t('people')}
      </h2>
      <ul className={styles.people}>
        {meeting.participants.map((participant) => (
          <li key={participant.key} className={styles.person}>
            <span>{participant.name ?? t('hiddenPerson')}</span>
            {participant.isMe ? <Tag>{t('me')}</Tag> : null}
            <span className={styles.small}>{t(`side.${participant.side}`)}</span>
            {participant.hasAccount ? null : <span className={styles.small}>{t('noAccount')}</span>}
            {meeting.state === 'polling' && !participant.answeredAt ? <Tag look="plain">{t('notYet')}</Tag> : null}
            {participant.note && !participant.isMe ? <span>「{participant.note}」</span> : null}
            {participant.guest ? (
              <LinkLine meeting={meeting} participant={participant} guest={participant.guest} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};
