import { useQueryClient } from '@tanstack/react-query';
import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { getMeetingCalendar } from '@enishi/shared/polls';
import type { MeetingView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { addressOf } from '../../lib/http.js';
import { Clock } from '../../ui/Clock.js';
import { Tag } from '../../ui/Tag.js';
import { AnswerForm } from './AnswerForm.js';
import { Manage } from './Manage.js';
import styles from './Meetings.module.css';
import { Minutes } from './Minutes.js';
import { People } from './People.js';
import { PollTable } from './PollTable.js';
import { stateLooks } from './state-looks.js';
import { reloadMeeting, useAnswerMeeting } from './use-meetings.js';

const Facts = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const { startsAt, endsAt, place, videoUrl, agenda, host, caseId, state } = meeting;
  return (
    <section className={styles.panel} aria-label={t('title')}>
      <dl className={styles.facts}>
        {startsAt && endsAt ? (
          <>
            <dt>{t('date')}</dt>
            <dd>
              <strong>
                {format.dateTime(startsAt)}–{format.time(endsAt)}
              </strong>{' '}
              <span className={styles.small}>{t('tokyo')}</span>
            </dd>
          </>
        ) : (
          <>
            <dt>{t('duration')}</dt>
            <dd>{t('minutes', { count: meeting.durationMinutes })}</dd>
          </>
        )}
        <dt>{t('place')}</dt>
        <dd>{place || (videoUrl ? t('online') : t('noPlace'))}</dd>
        {videoUrl ? (
          <>
            <dt>{t('online')}</dt>
            <dd>
              <a href={videoUrl} rel="noreferrer noopener" target="_blank">
                {videoUrl}
              </a>
            </dd>
          </>
        ) : null}
        <dt>{t('host')}</dt>
        <dd>{t('hostOf', { organisation: host.organisation, name: host.displayName })}</dd>
        {agenda ? (
          <>
            <dt>{t('agenda')}</dt>
            <dd>{agenda}</dd>
          </>
        ) : null}
      </dl>
      <Group gap="xs" mt="md">
        {startsAt && state !== 'cancelled' ? (
          <Button component="a" variant="default" href={addressOf(getMeetingCalendar, { id: meeting.id })} download>
            {t('download')}
          </Button>
        ) : null}
        {caseId ? (
          <Button component={Link} variant="subtle" to={`/cases/${caseId}`}>
            {t('toCase')}
          </Button>
        ) : null}
      </Group>
    </section>
  );
};

const OwnAnswer = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const client = useQueryClient();
  const mutation = useAnswerMeeting(meeting.id);
  const me = meeting.participants.find(({ isMe }) => isMe);
  return (
    <section aria-labelledby="own" className={styles.panel}>
      <h2 id="own" className={styles.heading}>
        {t('yourAnswer')}
      </h2>
      <AnswerForm
        key={meeting.round}
        keptAs={meeting.id}
        round={meeting.round}
        slots={meeting.slots}
        note={me?.note ?? ''}
        answeredAt={me?.answeredAt ?? null}
        isBusy={mutation.isPending}
        error={mutation.error}
        onSend={(answer, onSaved) => mutation.mutate(answer, { onSuccess: onSaved })}
        onReload={() => {
          mutation.reset();
          void reloadMeeting(client, meeting.id);
        }}
      />
    </section>
  );
};

/** One meeting, for the desk and for those who are asked. */
export const MeetingDetail = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const { state, cancelled, abilities, minutes, participants } = meeting;
  const answered = participants.filter(({ answeredAt }) => answeredAt !== null).length;
  const isMyTurn = abilities.canAnswer && participants.some(({ isMe, answeredAt }) => isMe && !answeredAt);
  const isWritten = minutes !== null && (abilities.canWriteMinutes || minutes.sentAt !== null);
  return (
    <div className={styles.all}>
      <p className={styles.line} role="status">
        <Tag look={isMyTurn ? 'attention' : stateLooks[state]}>{isMyTurn ? t('myTurn') : t(`state.${state}`)}</Tag>
        {state === 'polling' ? <span>{t('answeredCount', { asked: participants.length, answered })}</span> : null}
        {minutes && !minutes.sentAt && abilities.canWriteMinutes && new Date(meeting.endsAt ?? 0) < new Date() ? (
          <Clock dueAt={minutes.dueAt} label={t('minutesDue')} />
        ) : null}
        {cancelled ? (
          <span>
            {t('cancelledWhy', {
              reason: [t(`reason.${cancelled.reason}`), cancelled.text].filter(Boolean).join(' — '),
            })}
          </span>
        ) : null}
      </p>
      <Manage meeting={meeting} />
      {abilities.canAnswer ? <OwnAnswer meeting={meeting} /> : null}
      {abilities.canConfirm ? <PollTable meeting={meeting} /> : null}
      <Facts meeting={meeting} />
      {isWritten ? <Minutes meeting={meeting} /> : null}
      <People meeting={meeting} />
    </div>
  );
};
