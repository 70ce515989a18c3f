// A new poll: what about, with whom, and which slots of one's own free time.
import { useState } from 'react';
import { Button, NativeSelect, Stack } from '@mantine/core';
import type { AnswerOf } from '@enishi/shared/contract';
import type { getMeetingStart } from '@enishi/shared/meeting-contracts';
import { meetingForm, meetingGrid, meetingLimits } from '@enishi/shared/meetings';
import type { MeetingView } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { TextField } from '../../ui/TextField.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { BookedNote, isBooked } from './BookedNote.js';
import styles from './Meetings.module.css';
import { ParticipantsField, toInvitees } from './ParticipantsField.js';
import type { People } from './ParticipantsField.js';
import { SlotPicker } from './SlotPicker.js';
import { useCreateMeeting } from './use-meetings.js';

interface MeetingFormProps {
  start: AnswerOf<typeof getMeetingStart>;
  onSent: (meeting: MeetingView) => void;
}

interface WordsFieldsProps {
  words: { agenda: string; place: string; videoUrl: string };
  onChange: (patch: { agenda?: string; place?: string; videoUrl?: string }) => void;
  errorOf: (name: string) => string | null;
}

const WordsFields = ({ words, onChange, errorOf }: WordsFieldsProps) => {
  const t = useCopy('meetings');
  return (
    <>
      <TextField
        name="place"
        label={t('new.place')}
        help={t('new.placeHelp')}
        value={words.place}
        limit={meetingLimits.place}
        error={errorOf('place')}
        onChange={(place) => onChange({ place })}
      />
      <TextField
        name="videoUrl"
        type="url"
        label={t('new.video')}
        help={t('new.videoHelp')}
        value={words.videoUrl}
        limit={meetingLimits.url}
        error={errorOf('videoUrl')}
        onChange={(videoUrl) => onChange({ videoUrl })}
      />
      <TextField
        name="agenda"
        label={t('new.agenda')}
        help={t('new.agendaHelp')}
        value={words.agenda}
        limit={meetingLimits.agenda}
        rows={4}
        error={errorOf('agenda')}
        onChange={(agenda) => onChange({ agenda })}
      />
    </>
  );
};

export const MeetingForm = ({ start, onSent }: MeetingFormProps) => {
  const t = useCopy('meetings');
  const [key] = useState(newKey);
  const [words, setWords] = useState({ title: start.title, agenda: '', place: '', videoUrl: '' });
  const [durationMinutes, setDuration] = useState(60);
  const [starts, setStarts] = useState<string[]>([]);
  const [people, setPeople] = useState<People>({
    userIds: start.people.filter(({ isUsual }) => isUsual).map(({ userId }) => userId),
    guests: [],
  });
  const [isTried, setIsTried] = useState(false);
  const mutation = useCreateMeeting();
  const { caseId, introductionId } = start;
  const typed = { key, caseId, introductionId, ...words, durationMinutes, starts, participants: toInvitees(people) };
  const checked = check(meetingForm, typed);
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const set = (patch: Partial<typeof words>): void => setWords({ ...words, ...patch });
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: (meeting) => {
        notifyDone(t('new.sent'));
        onSent(meeting);
      },
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="lg">
        <TextField
          name="title"
          label={t('new.subject')}
          help={t('new.subjectHelp')}
          value={words.title}
          limit={meetingLimits.title}
          isRequired
          error={errorOf('title')}
          onChange={(title) => set({ title })}
        />
        <ParticipantsField
          choices={start.people}
          value={people}
          onChange={setPeople}
          errorOf={(name) =>
            name === 'participants' && isTried && typed.participants.length === 0 ? t('new.noPeople') : errorOf(name)
          }
        />
        <NativeSelect
          label={t('new.duration')}
          value={String(durationMinutes)}
          data={meetingGrid.durations.map((value) => ({ value: String(value), label: t('minutes', { count: value }) }))}
          onChange={(event) => {
            setDuration(Number(event.currentTarget.value));
            // Slots of another length would lie over each other.
            setStarts([]);
          }}
        />
        <section aria-labelledby="slots">
          <h2 id="slots" className={styles.heading}>
            {t('new.slots')}
          </h2>
          <p className={styles.help}>{t('new.slotsHelp')}</p>
          <SlotPicker
            starts={starts}
            durationMinutes={durationMinutes}
            onChange={setStarts}
            error={isTried && starts.length === 0 ? t('new.noSlots') : errorOf('starts')}
          />
        </section>
        <WordsFields words={words} onChange={set} errorOf={errorOf} />
        <BookedNote error={mutation.error} />
        {problems.length === 0 && !isBooked(mutation.error) ? <ErrorNote error={mutation.error} /> : null}
        <div>
          <Button type="submit" size="md" loading={mutation.isPending}>
            {t('new.send')}
          </Button>
        </div>
      </Stack>
    </form>
  );
};
