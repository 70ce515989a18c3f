// The desk writes: saved by itself while it is typed, then sent to everybody; each sending is a version.
import { useState } from 'react';
import { Alert, Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { minutesLimits } from '@enishi/shared/minutes';
import type { MinutesView } from '@enishi/shared/minutes';
import type { MeetingView } from '@enishi/shared/meetings';
import type { Autosave, AutosaveState } from '../../lib/autosave.js';
import type { MinutesContent } from '@enishi/shared/minutes';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './Meetings.module.css';
import { ActionsField, DecisionsField } from './MinutesActions.js';
import { MinutesText } from './MinutesText.js';
import { useDraft, useSendMinutes } from './use-minutes.js';

const SaveState = ({ state }: { state: AutosaveState<MinutesContent> }) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const words = {
    clean: '',
    pending: t('minutesPart.pending'),
    saving: t('minutesPart.saving'),
    saved: state.savedAt ? t('minutesPart.saved', { time: format.time(state.savedAt) }) : '',
    failed: t('minutesPart.failed'),
  };
  return (
    <p role="status" className={styles.small}>
      {words[state.status]}
    </p>
  );
};

interface FieldsProps {
  meeting: MeetingView;
  minutes: MinutesView;
  draft: Autosave<MinutesContent>;
  values: MinutesContent;
}

const Fields = ({ meeting, minutes, draft, values }: FieldsProps) => {
  const t = useCopy('meetings');
  return (
    <>
      <Textarea
        label={t('minutesPart.text')}
        description={t('minutesPart.textHelp')}
        autosize
        minRows={8}
        maxLength={minutesLimits.text}
        value={values.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      {values.text === '' ? (
        <div>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => draft.change({ text: t('minutesPart.templateText', { agenda: meeting.agenda }) })}
          >
            {t('minutesPart.template')}
          </Button>
        </div>
      ) : null}
      <DecisionsField value={values.decisions} onChange={(decisions) => draft.change({ decisions })} />
      <ActionsField value={values.actions} owners={minutes.owners} onChange={(actions) => draft.change({ actions })} />
    </>
  );
};

export const MinutesEditor = ({
  meeting,
  minutes,
  onReload,
}: {
  meeting: MeetingView;
  minutes: MinutesView;
  onReload: () => void;
}) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const [tab, setTab] = useState<'edit' | 'preview'>('edit');
  const { draft, state } = useDraft(minutes);
  const sending = useSendMinutes(meeting.id);
  const { values } = state;
  const names = new Map(minutes.owners.map(({ key, name }) => [key, name]));
  const hasBegun = meeting.startsAt !== null && new Date(meeting.startsAt) <= new Date();
  const isEmpty = values.text.trim() === '' && values.decisions.every((one) => one.trim() === '');
  const send = async (): Promise<void> => {
    if (!(await draft.saveNow())) return;
    sending.mutate(draft.get().version, { onSuccess: () => notifyDone(t('minutesPart.sent')) });
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('minutesPart.tabs')}
        value={tab}
        onChange={(value) => setTab(value === 'preview' ? 'preview' : 'edit')}
        data={[
          { value: 'edit', label: t('minutesPart.edit') },
          { value: 'preview', label: t('minutesPart.preview') },
        ]}
      />
      {tab === 'edit' ? (
        <Fields meeting={meeting} minutes={minutes} draft={draft} values={values} />
      ) : (
        <MinutesText
          text={values.text}
          decisions={values.decisions.filter((one) => one.trim() !== '')}
          actions={values.actions.map((action) => ({
            ...action,
            owner: (action.owner && names.get(action.owner)) ?? action.ownerName,
          }))}
        />
      )}
      <SaveState state={state} />
      {state.stale ? (
        <Alert color="shu" role="alert" variant="light">
          <p>{t('minutesPart.stale')}</p>
          <Group gap="xs" mt="xs">
            <Button size="compact-md" onClick={() => void draft.keepMine()}>
              {t('minutesPart.mine')}
            </Button>
            <Button size="compact-md" variant="default" onClick={onReload}>
              {t('minutesPart.theirs')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <ErrorNote error={sending.error} />
      <p className={styles.help}>
        {minutes.sentAt
          ? t('minutesPart.sentAt', { date: format.dateTime(minutes.sentAt) })
          : hasBegun && meeting.minutes
            ? t('minutesPart.due', { date: format.date(meeting.minutes.dueAt) })
            : t('minutesPart.notBegun')}{' '}
        {minutes.sentAt && (minutes.isChanged || state.isDirty) ? t('minutesPart.changed') : t('minutesPart.sendHelp')}
      </p>
      <Group>
        <Button
          disabled={!hasBegun || isEmpty || (minutes.sentAt !== null && !minutes.isChanged && !state.isDirty)}
          loading={sending.isPending}
          onClick={() => void send()}
        >
          {t(minutes.sentAt ? 'minutesPart.sendAgain' : 'minutesPart.send')}
        </Button>
      </Group>
    </Stack>
  );
};
