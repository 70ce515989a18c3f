// What meetings add to the timeline of a case, and which of them still lack minutes.
import { makeTimelineEntry, type TimelineEntry, type TimelineKind } from '@enishi/shared/cases';
import type { Meeting, MeetingStep } from './meeting.js';
import type { PersonFacts } from './meetings-core.js';
import type { MeetingsStore } from './meetings-store.js';

interface Dependencies {
  store: Pick<MeetingsStore, 'listOfCase' | 'listWithoutMinutes'>;
  describe: (ids: readonly string[]) => Promise<Map<string, PersonFacts>>;
  now: () => Date;
  minutesDue: (endedAt: Date) => Date;
}

/** Steps that a reader of the case wants to find; the others are small print. */
const kinds: Partial<Record<MeetingStep['kind'], TimelineKind>> = {
  begun: 'meeting_asked',
  asked_again: 'meeting_asked',
  answered: 'meeting_answered',
  confirmed: 'meeting_confirmed',
  moved: 'meeting_changed',
  changed: 'meeting_changed',
  cancelled: 'meeting_cancelled',
  held: 'meeting_held',
  minutes_sent: 'minutes',
};

const tokyo = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** In signs that both languages read; dates as they stand now, for the last step that set them. */
function textOf(meeting: Meeting, step: MeetingStep): string {
  if (step.kind === 'cancelled') return meeting.cancelled?.text ?? '';
  const isDate = step.kind === 'confirmed' || step.kind === 'moved';
  const last = meeting.steps.findLast(({ kind }) => kind === 'confirmed' || kind === 'moved');
  if (!isDate || step !== last || !meeting.startsAt || !meeting.endsAt) return '';
  const [day = '', from = ''] = tokyo.format(meeting.startsAt).split(' ');
  const [, to = ''] = tokyo.format(meeting.endsAt).split(' ');
  return [`${day} ${from}–${to}`, meeting.place || meeting.videoUrl].filter(Boolean).join(' · ');
}

const listSize = 200;

export function createMeetingsTimeline({ store, describe, now, minutesDue }: Dependencies) {
  return {
    /** For whoever stands at the desk, who knows every name. */
    async timelineOf({ id: caseId }: { id: string }): Promise<TimelineEntry[]> {
      const meetings = await store.listOfCase(caseId);
      const people = await describe([...new Set(meetings.flatMap(({ steps }) => steps.flatMap(({ by }) => by ?? [])))]);
      return meetings.flatMap((meeting) =>
        meeting.steps.flatMap((step, index) => {
          const kind = kinds[step.kind];
          if (!kind) return [];
          const guest = meeting.participants.find(({ key }) => key === step.participant)?.name;
          return [
            makeTimelineEntry({
              key: `meeting:${meeting.id}:${index}`,
              kind,
              at: step.at.toISOString(),
              by: (step.by ? people.get(step.by)?.displayName : guest) ?? null,
              about: meeting.title,
              text: textOf(meeting, step),
              address: `/meetings/${meeting.id}`,
            }),
          ];
        }),
      );
    },

    /** Meetings that are over and whose minutes were not sent, with the moment by which they should be. */
    async listMissingMinutes(prefectures: readonly string[]) {
      const found = await store.listWithoutMinutes(prefectures, now(), listSize);
      return found.flatMap(({ id, caseId, title, prefecture, hostId, endsAt }) =>
        endsAt ? [{ meetingId: id, caseId, title, prefecture, hostId, heldAt: endsAt, dueAt: minutesDue(endsAt) }] : [],
      );
    },
  };
}
