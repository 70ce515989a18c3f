// For the desk: slot × person, best slots first, each with its button to confirm.
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { byFit } from '@enishi/shared/meetings';
import type { MeetingView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { Tag } from '../../ui/Tag.js';
import { notifyDone } from '../../ui/notify.js';
import { ApiError } from '../../lib/api-error.js';
import { BookedNote } from './BookedNote.js';
import styles from './Meetings.module.css';
import { reloadMeeting, useConfirmMeeting } from './use-meetings.js';

export const PollTable = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const client = useQueryClient();
  const mutation = useConfirmMeeting(meeting.id);
  const [slotId, setSlotId] = useState('');
  const slots = [...meeting.slots].sort((one, other) => Number(one.isPast) - Number(other.isPast) || byFit(one, other));
  const hasAnswers = meeting.participants.some(({ answeredAt }) => answeredAt !== null);
  const confirm = (slot: string, version: number): void => {
    setSlotId(slot);
    mutation.mutate({ version, slotId: slot }, { onSuccess: () => notifyDone(t('confirmed')) });
  };
  const isStale = mutation.error instanceof ApiError && mutation.error.code === 'stale';
  return (
    <section aria-labelledby="answers" className={styles.panel}>
      <h2 id="answers" className={styles.heading}>
        {t('answers')}
      </h2>
      <p className={styles.help}>{t('answersHelp')}</p>
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="answers">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('slot')}</th>
              <th scope="col">
                <span>○ △ ×</span>
              </th>
              {meeting.participants.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {slots.map((slot, index) => (
              <tr key={slot.id}>
                <th scope="row">
                  {format.dateTime(slot.startsAt)}–{format.time(slot.endsAt)}{' '}
                  {index === 0 && hasAnswers && !slot.isPast ? <Tag look="done">{t('best')}</Tag> : null}
                </th>
                <td>{t('counts', slot.counts)}</td>
                {meeting.participants.map(({ key, choices }) => {
                  const mark = choices?.[slot.id];
                  return (
                    <td key={key} data-mark={mark ?? 'none'}>
                      {mark ? t(`mark.${mark}`) : '–'}
                    </td>
                  );
                })}
                <td>
                  {slot.isPast ? (
                    t('pastSlot')
                  ) : (
                    <Button
                      variant={index === 0 && hasAnswers ? 'filled' : 'default'}
                      size="compact-md"
                      aria-label={t('confirmOf', { date: format.dateTime(slot.startsAt) })}
                      loading={mutation.isPending && slotId === slot.id}
                      onClick={() => confirm(slot.id, meeting.version)}
                    >
                      {t('confirm')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <BookedNote
        error={mutation.error}
        onReload={() => {
          mutation.reset();
          void reloadMeeting(client, meeting.id);
        }}
        onAgain={(version) => confirm(slotId, version)}
        againLabel={t('confirmAnyway')}
      />
      {isStale ? null : <ErrorNote error={mutation.error} />}
    </section>
  );
};
