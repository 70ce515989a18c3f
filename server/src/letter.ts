// A mail as features hand it over. The words are the feature's; looks, delivery and repeats are the mail feature's.
import type { Language } from '@enishi/shared/fields';

/** What a letter says. */
export interface LetterWords {
  subject: string;
  /** Plain text; each paragraph may hold line breaks. */
  paragraphs: readonly string[];
  /** A list after the paragraphs, each entry with its own page. */
  items?: readonly { text: string; url: string }[];
  /** The one thing to do, as a button and as a plain address. */
  action?: { label: string; url: string };
  /** The address opens an account to whoever has it, so it is kept no longer than until the letter has left. */
  forgetsLink?: true;
  /** An iCalendar object that goes with it. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

export interface Addressee {
  email: string;
  name: string;
  language: Language;
  /** Null for people without an account. */
  userId: string | null;
}

export const addresseeOf = (
  user: Pick<Addressee, 'email' | 'language'> & { id: string; displayName: string },
): Addressee => ({
  email: user.email,
  name: user.displayName,
  language: user.language,
  userId: user.id,
});

export interface Letter extends LetterWords {
  /** The same key is never sent twice, however often it is handed over. */
  key: string;
  to: Addressee;
}

/** Takes a letter over: once this has resolved, it is tried until it was sent or was given up where an administrator sees it. */
export type Post = (letter: Letter) => Promise<void>;
