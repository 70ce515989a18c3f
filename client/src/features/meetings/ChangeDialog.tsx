import { useState } from 'react';
import { Group, NativeSelect, TextInput } from '@mantine/core';
import { meetingChanges } from '@enishi/shared/meeting-contracts';
import { meetingGrid, meetingLimits } from '@enishi/shared/meetings';
import type { MeetingView } from '@enishi/shared/meetings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { TextField } from '../../ui/TextField.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { BookedNote } from './BookedNote.js';
import { useChangeMeeting } from './use-meetings.js';
import { cellAt, rowCount, rowTime } from './week.js';

const rows = Array.from({ length: rowCount }, (_, row) => row);
const rowOf = (startsAt: string): number =>
  rows.find((row) => cellAt(dayOf(new Date(startsAt)), row).toISOString() === startsAt) ?? 0;

interface ChangeDialogProps {
  meeting: MeetingView;
  onClose: () => void;
}

/** Words and place; where there is a date, the date too. */
export const ChangeDialog = ({ meeting, onClose }: ChangeDialogProps) => {
  const t = useCopy('meetings');
  const { title, agenda, place, videoUrl, startsAt } = meeting;
  const [words, setWords] = useState({ title, agenda, place, videoUrl });
  const [day, setDay] = useState(startsAt ? dayOf(new Date(startsAt)) : '');
  const [row, setRow] = useState(startsAt ? rowOf(startsAt) : 0);
  const mutation = useChangeMeeting(meeting.id);
  const [isTried, setIsTried] = useState(false);
  const moved = startsAt && day ? { startsAt: cellAt(day, row).toISOString() } : {};
  const checked = check(meetingChanges, { version: meeting.version, ...words, ...moved });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const isStale = mutation.error instanceof ApiError && mutation.error.code === 'stale';
  const field = (name: keyof typeof words, label: string, help: string, limit: number, isLong = false) => (
    <TextField
      name={name}
      label={label}
      help={help}
      limit={limit}
      value={words[name]}
      error={errorOf(name)}
      onChange={(value) => setWords({ ...words, [name]: value })}
      {...(isLong && { rows: 3 })}
    />
  );
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: () => {
        notifyDone(t('manage.changed'));
        onClose();
      },
    });
  };
  const length = meeting.durationMinutes / meetingGrid.minutes;
  return (
    <ConfirmDialog
      isOpen
      title={t('manage.changeTitle')}
      confirmLabel={t('manage.change')}
      isBusy={mutation.isPending}
      error={isStale || problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('manage.changeHelp')}</p>
      {field('title', t('new.subject'), t('new.subjectHelp'), meetingLimits.title)}
      {startsAt ? (
        <Group grow>
          <TextInput
            type="date"
            label={t('manage.day')}
            value={day}
            error={errorOf('starts') ?? errorOf('startsAt')}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('manage.time')}
            value={String(row)}
            data={rows.slice(0, rowCount - length + 1).map((one) => ({ value: String(one), label: rowTime(one) }))}
            onChange={(event) => setRow(Number(event.currentTarget.value))}
          />
        </Group>
      ) : null}
      {field('place', t('new.place'), t('new.placeHelp'), meetingLimits.place)}
      {field('videoUrl', t('new.video'), t('new.videoHelp'), meetingLimits.url)}
      {field('agenda', t('new.agenda'), t('new.agendaHelp'), meetingLimits.agenda, true)}
      <BookedNote error={mutation.error} onReload={onClose} />
    </ConfirmDialog>
  );
};
