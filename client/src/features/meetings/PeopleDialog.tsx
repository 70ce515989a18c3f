import { useState } from 'react';
import { Checkbox, Stack } from '@mantine/core';
import { participantChanges } from '@enishi/shared/meeting-contracts';
import type { MeetingView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { BookedNote } from './BookedNote.js';
import { ParticipantsField, toInvitees } from './ParticipantsField.js';
import type { People } from './ParticipantsField.js';
import { useChangeParticipants, useMeetingStart } from './use-meetings.js';

interface PeopleDialogProps {
  meeting: MeetingView;
  onClose: () => void;
}

/** Who stays, and who comes to it. */
export const PeopleDialog = ({ meeting, onClose }: PeopleDialogProps) => {
  const t = useCopy('meetings');
  const [kept, setKept] = useState(meeting.participants.map(({ key }) => key));
  const [people, setPeople] = useState<People>({ userIds: [], guests: [] });
  const [isTried, setIsTried] = useState(false);
  const start = useMeetingStart({ caseId: meeting.caseId ?? '' });
  const mutation = useChangeParticipants(meeting.id);
  const add = toInvitees(people);
  const remove = meeting.participants.flatMap(({ key }) => (kept.includes(key) ? [] : key));
  const checked = check(participantChanges, { version: meeting.version, add, remove });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)].map((problem) => ({
    ...problem,
    path: problem.path.replace(/^add/, 'participants'),
  }));
  const errorOf = useFieldErrors(problems);
  const isStale = mutation.error instanceof ApiError && mutation.error.code === 'stale';
  const names = new Set(meeting.participants.map(({ name }) => name));
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: () => {
        notifyDone(t('manage.peopleChanged'));
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('manage.peopleTitle')}
      confirmLabel={t('manage.peopleSave')}
      isBusy={mutation.isPending}
      isDisabled={kept.length + add.length === 0}
      error={isStale || problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <Checkbox.Group label={t('manage.keep')} value={kept} onChange={setKept}>
        <Stack gap="xs" mt="xs">
          {meeting.participants.map(({ key, name }) => (
            <Checkbox key={key} value={key} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <ParticipantsField
        choices={(start.data?.people ?? []).filter(({ displayName }) => !names.has(displayName))}
        value={people}
        onChange={setPeople}
        errorOf={errorOf}
      />
      <BookedNote error={mutation.error} onReload={onClose} />
    </ConfirmDialog>
  );
};
