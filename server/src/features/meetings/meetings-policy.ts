// Who may do what with a meeting: the desk of its case arranges it, whoever is asked answers, nobody else knows of it.
import type { Actor } from '../../actor.js';
import { hasRole } from '../../actor.js';
import { participantOf, type Meeting, type Participant } from './meeting.js';

export interface MeetingStanding {
  /** A coordinator of the case. */
  isDesk: boolean;
  participant: Participant | null;
}

export const canSeeMeeting = ({ isDesk, participant }: MeetingStanding): boolean => isDesk || participant !== null;

type Seen = Pick<Meeting, 'state' | 'startsAt'>;

export function meetingAbilities({ isDesk, participant }: MeetingStanding, { state, startsAt }: Seen, now: Date) {
  const isOpen = state === 'polling' || state === 'confirmed';
  const hasBegun = startsAt !== null && startsAt <= now;
  return {
    canAnswer: participant !== null && state === 'polling',
    canManage: isDesk && isOpen,
    canConfirm: isDesk && state === 'polling',
    canCancel: isDesk && isOpen,
    canMarkHeld: isDesk && state === 'confirmed' && hasBegun,
    canWriteMinutes: isDesk && (state === 'confirmed' || state === 'held'),
  };
}

/**
 * May the viewer know a participant by name? Oneself, one's own side and the coordinators always; the other side once
 * both have accepted to be introduced.
 */
export const canNameParticipant = (
  viewer: MeetingStanding,
  participant: Pick<Participant, 'key' | 'side'>,
  isConnected: boolean,
): boolean =>
  viewer.isDesk ||
  isConnected ||
  participant.side === 'desk' ||
  participant.key === viewer.participant?.key ||
  participant.side === viewer.participant?.side;

/** One's own meetings, inside a query. */
export const ownMeetings = (actor: Actor): object => {
  const asked = { participants: { $elemMatch: { userId: actor.id, removedAt: null } } };
  return hasRole(actor, 'coordinator') ? { $or: [{ hostId: actor.id }, asked] } : asked;
};

/** Meetings in which somebody stands now. */
export const standsIn = (actor: Actor, meeting: Meeting): Participant | null => participantOf(meeting, actor.id);
