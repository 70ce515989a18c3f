import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { MeetingView } from '@enishi/shared/meetings';
import type { MinutesView } from '@enishi/shared/minutes';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { writeStored } from '../../lib/storage.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './Meetings.module.css';
import { MinutesEditor } from './MinutesEditor.js';
import { MinutesText } from './MinutesText.js';
import { useMinutes, useMinutesVersion } from './use-minutes.js';

const Versions = ({ minutes }: { minutes: MinutesView }) => {
  const t = useCopy('meetings');
  const common = useCopy('common');
  const format = useFormat();
  const [number, setNumber] = useState<number | null>(null);
  const query = useMinutesVersion(minutes.meetingId, number);
  if (minutes.versions.length < 2) return null;
  const nameOf = ({ number: one, at, by }: MinutesView['versions'][number]): string =>
    t('minutesPart.version', { number: one, date: format.dateTime(at), name: by ?? '' });
  return (
    <div>
      <h3>{t('minutesPart.versions')}</h3>
      <ul className={styles.versions}>
        {minutes.versions.map((version) => (
          <li key={version.number}>
            <Button variant="subtle" size="compact-md" onClick={() => setNumber(version.number)}>
              {nameOf(version)}
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={number !== null}
        size="lg"
        onClose={() => setNumber(null)}
        title={query.data ? nameOf(query.data) : t('minutesPart.title')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        {query.data ? (
          <MinutesText
            text={query.data.text}
            decisions={query.data.decisions}
            actions={query.data.actions.map((action) => ({ ...action, owner: action.ownerName }))}
          />
        ) : (
          <LoadingState rows={1} />
        )}
      </Modal>
    </div>
  );
};

/** Written by the desk, read by everybody once they were sent. */
export const Minutes = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const canWrite = meeting.abilities.canWriteMinutes;
  // Whoever writes has the newest on their own screen; a hint must not pull it away.
  const query = useMinutes(meeting.id, !canWrite);
  const [reloads, setReloads] = useState(0);
  const minutes = query.data;
  const reload = async (): Promise<void> => {
    writeStored(`enishi.minutes.${meeting.id}`, null);
    await query.refetch();
    setReloads(reloads + 1);
  };
  return (
    <section aria-labelledby="minutes" className={styles.panel}>
      <h2 id="minutes" className={styles.heading}>
        {t('minutesPart.title')}
      </h2>
      {query.isPending ? (
        <LoadingState rows={1} />
      ) : !minutes ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          {canWrite ? (
            <MinutesEditor key={reloads} meeting={meeting} minutes={minutes} onReload={() => void reload()} />
          ) : (
            <MinutesText
              text={minutes.text}
              decisions={minutes.decisions}
              actions={minutes.actions.map((action) => ({ ...action, owner: action.shownOwner }))}
            />
          )}
          <Versions minutes={minutes} />
        </>
      )}
    </section>
  );
};
