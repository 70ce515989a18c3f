// What files and threads have in common: what they belong to, and who of its people sees them.
import { z } from 'zod';
import { id } from './fields.js';

/** Things that people talk about and share files on. */
export const talkSubjects = ['introduction', 'case', 'application', 'assignment'] as const;
export const talkSubject = z.object({ kind: z.enum(talkSubjects), id });
export type TalkSubject = z.infer<typeof talkSubject>;

/** On which side of a subject somebody stands; where it is about work, need is the company's and item the person's. */
export const talkSides = ['need', 'item', 'desk'] as const;
export const talkSide = z.enum(talkSides);
export type TalkSide = z.infer<typeof talkSide>;

/**
 * Who sees a message or file (見せる相手): coordinators alone, one side and the coordinators, or everybody of the
 * introduction once both sides have accepted.
 */
export const audiences = ['desk', 'need', 'item', 'both'] as const;
export const audience = z.enum(audiences);
export type Audience = z.infer<typeof audience>;

/** How somebody stands to a subject. Whoever has no standing must not learn that it exists. */
export interface TalkStanding {
  side: TalkSide;
  /** Both sides have accepted. */
  isConnected: boolean;
}

/**
 * A case may have several candidates, who must not learn of one another: its thread is between the coordinators and the
 * side of the need. Whoever offers something talks in the introduction.
 */
const audiencesOf: Record<TalkSubject['kind'], readonly Audience[]> = {
  introduction: audiences,
  case: ['desk', 'need'],
  application: audiences,
  assignment: audiences,
};

export function readableAudiences(kind: TalkSubject['kind'], { side, isConnected }: TalkStanding): Audience[] {
  return audiencesOf[kind].filter((one) => side === 'desk' || one === side || (one === 'both' && isConnected));
}

/** To whom somebody may speak; a coordinator may note something for colleagues, the sides may not. */
export function writableAudiences(kind: TalkSubject['kind'], standing: TalkStanding): Audience[] {
  return readableAudiences(kind, standing).filter((one) => one !== 'both' || standing.isConnected);
}

/** Null where there is no choice that would be right for most: a coordinator says whom it is for. */
export function defaultAudience(kind: TalkSubject['kind'], standing: TalkStanding): Audience | null {
  if (kind === 'case') return 'need';
  if (standing.isConnected) return 'both';
  return standing.side === 'desk' ? null : standing.side;
}

export const authorShape = z.object({
  /** Null while the name is closed to the viewer. */
  displayName: z.string().nullable(),
  side: talkSide,
  isMine: z.boolean(),
});
