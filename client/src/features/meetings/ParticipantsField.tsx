// Whom to ask: people of the case by a tick, others by name and address.
import { Button, Checkbox, CloseButton, NativeSelect, Stack, TextInput } from '@mantine/core';
import { meetingLimits, meetingSides } from '@enishi/shared/meetings';
import type { Invitee, MeetingSide } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import styles from './Meetings.module.css';

export interface Choice {
  userId: string;
  displayName: string;
  organisation: string;
  side: MeetingSide;
}
export interface Guest {
  name: string;
  email: string;
  side: MeetingSide;
  language: 'ja' | 'en';
}
export interface People {
  userIds: readonly string[];
  guests: readonly Guest[];
}

export const toInvitees = ({ userIds, guests }: People): Invitee[] => [
  ...userIds.map((userId) => ({ userId })),
  ...guests,
];
const newGuest: Guest = { name: '', email: '', side: 'need', language: 'ja' };

interface ParticipantsFieldProps {
  choices: readonly Choice[];
  value: People;
  onChange: (value: People) => void;
  /** Problem of a field of the n-th participant, or of all. */
  errorOf: (name: string) => string | null;
}

interface GuestFieldsProps {
  guest: Guest;
  onChange: (guest: Guest) => void;
  onRemove: () => void;
  errorOf: (name: string) => string | null;
}

const GuestFields = ({ guest, onChange, onRemove, errorOf }: GuestFieldsProps) => {
  const t = useCopy('meetings');
  return (
    <li className={styles.guest}>
      <TextInput
        label={t('new.guestName')}
        value={guest.name}
        maxLength={meetingLimits.name}
        error={errorOf('name')}
        onChange={(event) => onChange({ ...guest, name: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={t('new.guestEmail')}
        value={guest.email}
        error={errorOf('email')}
        onChange={(event) => onChange({ ...guest, email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('new.guestSide')}
        value={guest.side}
        data={meetingSides.map((value) => ({ value, label: t(`side.${value}`) }))}
        onChange={(event) =>
          onChange({ ...guest, side: meetingSides.find((one) => one === event.currentTarget.value) ?? 'need' })
        }
      />
      <NativeSelect
        label={t('new.guestLanguage')}
        value={guest.language}
        data={[
          { value: 'ja', label: t('new.ja') },
          { value: 'en', label: t('new.en') },
        ]}
        onChange={(event) => onChange({ ...guest, language: event.currentTarget.value === 'en' ? 'en' : 'ja' })}
      />
      <CloseButton aria-label={t('new.removeGuest', { name: guest.name })} onClick={onRemove} />
    </li>
  );
};

export const ParticipantsField = ({ choices, value, onChange, errorOf }: ParticipantsFieldProps) => {
  const t = useCopy('meetings');
  const { userIds, guests } = value;
  const problem = errorOf('participants');
  const putGuest = (index: number, guest: Guest | null): void =>
    onChange({ ...value, guests: guests.flatMap((one, at) => (at !== index ? one : (guest ?? []))) });
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={t('new.people')}
        description={t('new.peopleHelp')}
        value={[...userIds]}
        onChange={(next) => onChange({ ...value, userIds: next })}
      >
        <Stack gap="xs" mt="xs">
          {choices.map(({ userId, displayName, organisation, side }) => (
            <Checkbox key={userId} value={userId} label={`${displayName}（${organisation}・${t(`side.${side}`)}）`} />
          ))}
        </Stack>
      </Checkbox.Group>
      {guests.length > 0 ? (
        <ul className={styles.guests} aria-label={t('new.guests')}>
          {guests.map((guest, index) => (
            <GuestFields
              // Rows have no name of their own while they are typed.
              key={index}
              guest={guest}
              onChange={(next) => putGuest(index, next)}
              onRemove={() => putGuest(index, null)}
              errorOf={(name) => errorOf(`participants.${String(userIds.length + index)}.${name}`)}
            />
          ))}
        </ul>
      ) : null}
      {problem && guests.length === 0 ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <div>
        <Button
          variant="default"
          disabled={userIds.length + guests.length >= meetingLimits.participants}
          onClick={() => onChange({ ...value, guests: [...guests, newGuest] })}
        >
          {t('new.addGuest')}
        </Button>
      </div>
    </Stack>
  );
};
