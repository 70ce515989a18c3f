// A mail as features hand it over. The words are the feature's; looks, delivery and repeats are the mail feature's.
import type { Language } from '@enishi/shared/fields';

export interface Letter {
  /** The same key is never sent twice, however often it is handed over. */
  key: string;
  to: {
    email: string;
    name: string;
    language: Language;
    /** Null for people without an account. */
    userId: string | null;
  };
  subject: string;
  /** Plain text; each paragraph may hold line breaks. */
  paragraphs: readonly string[];
  /** The one thing to do, as a button and as a plain address. */
  action?: { label: string; url: string };
  /** An iCalendar object that goes with it. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

/** Takes a letter over: once this has resolved, it is tried until it was sent or was given up where an administrator sees it. */
export type Post = (letter: Letter) => Promise<void>;
