// The timeline of a case is put together when it is asked for: each part of the product tells what it knows. Nothing is
// copied, so a crash between two writes cannot make it lie.
import type { TimelineEntry } from '@enishi/shared/cases';
import type { Actor } from './actor.js';

/** What others may know of a case. */
export interface CaseFacts {
  id: string;
  code: string;
  title: string;
  needId: string | null;
  prefecture: string;
}

/** Tells what happened in a case, in any order; `actor` stands at the desk, names closed to them stay closed. */
export type TimelineSource = (theCase: CaseFacts, actor: Actor) => Promise<TimelineEntry[]>;
