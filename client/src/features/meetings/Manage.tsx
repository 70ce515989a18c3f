// What the desk can do with a meeting: other slots, other participants, other words or time, calling it off, noting that it took place.
import { useState } from 'react';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { cancelForm, cancelReasons, meetingLimits } from '@enishi/shared/meetings';
import type { CancelReason, MeetingView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { BookedNote } from './BookedNote.js';
import { ChangeDialog } from './ChangeDialog.js';
import { PeopleDialog } from './PeopleDialog.js';
import { SlotPicker } from './SlotPicker.js';
import { useCancelMeeting, useMarkHeld, useProposeSlots } from './use-meetings.js';

interface DialogProps {
  meeting: MeetingView;
  onClose: () => void;
}

const CancelDialog = ({ meeting, onClose }: DialogProps) => {
  const t = useCopy('meetings');
  const [given, setGiven] = useState<GivenReason<CancelReason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const mutation = useCancelMeeting(meeting.id);
  const checked = check(cancelForm, { reason: given.reason ?? undefined, text: given.text });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const isStale = mutation.error instanceof ApiError && mutation.error.code === 'stale';
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(
      { ...checked.value, version: meeting.version },
      {
        onSuccess: () => {
          notifyDone(t('manage.cancelled'));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      isGrave
      title={t('manage.cancelTitle')}
      confirmLabel={t('manage.cancel')}
      isBusy={mutation.isPending}
      error={isStale || problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('manage.cancelHelp')}</p>
      <ReasonFields
        reasons={cancelReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        value={given}
        onChange={setGiven}
        label={t('manage.why')}
        textLabel={t('manage.cancelText')}
        textHelp={t('manage.cancelTextHelp')}
        limit={meetingLimits.reason}
        errorOf={errorOf}
      />
      <BookedNote error={mutation.error} onReload={onClose} />
    </ConfirmDialog>
  );
};

const SlotsDialog = ({ meeting, onClose }: DialogProps) => {
  const t = useCopy('meetings');
  const coming = meeting.slots.filter(({ isPast }) => !isPast);
  const [starts, setStarts] = useState<string[]>(coming.map(({ startsAt }) => startsAt));
  const mutation = useProposeSlots(meeting.id);
  const isStale = mutation.error instanceof ApiError && mutation.error.code === 'stale';
  const send = (): void =>
    mutation.mutate(
      { version: meeting.version, starts },
      {
        onSuccess: () => {
          notifyDone(t('new.sent'));
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} size="xl" title={t('manage.againTitle')} closeButtonProps={{ 'aria-label': '×' }}>
      <Stack>
        <p>{t('manage.againHelp')}</p>
        <SlotPicker
          starts={starts}
          durationMinutes={meeting.durationMinutes}
          ownMeetingId={meeting.id}
          onChange={setStarts}
        />
        <BookedNote error={mutation.error} onReload={onClose} />
        {isStale ? null : <ErrorNote error={mutation.error} />}
        <Group justify="flex-end">
          <Button disabled={starts.length === 0} loading={mutation.isPending} onClick={send}>
            {t('manage.againSend')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

type Open = 'slots' | 'change' | 'people' | 'cancel';
const dialogs = { slots: SlotsDialog, change: ChangeDialog, people: PeopleDialog, cancel: CancelDialog };

export const Manage = ({ meeting }: { meeting: MeetingView }) => {
  const t = useCopy('meetings');
  const [open, setOpen] = useState<Open | null>(null);
  const held = useMarkHeld(meeting.id);
  const { canConfirm, canManage, canCancel, canMarkHeld } = meeting.abilities;
  if (!canManage) return null;
  const Dialog = open && dialogs[open];
  const button = (name: Open, label: string) => (
    <Button variant="default" onClick={() => setOpen(name)}>
      {label}
    </Button>
  );
  return (
    <section aria-label={t('manage.title')}>
      <Group gap="xs">
        {canMarkHeld ? (
          <Button
            loading={held.isPending}
            onClick={() => held.mutate(meeting.version, { onSuccess: () => notifyDone(t('manage.heldDone')) })}
          >
            {t('manage.held')}
          </Button>
        ) : null}
        {canConfirm ? button('slots', t('manage.again')) : null}
        {button('change', t('manage.change'))}
        {canConfirm ? button('people', t('manage.people')) : null}
        {canCancel ? button('cancel', t('manage.cancel')) : null}
      </Group>
      <ErrorNote error={held.error} />
      {Dialog ? <Dialog meeting={meeting} onClose={() => setOpen(null)} /> : null}
    </section>
  );
};
