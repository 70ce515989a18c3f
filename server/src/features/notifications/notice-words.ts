// What a notice says in a mail, by the receiver's language. Titles are read for the receiver when the mail leaves.
import type { Language } from '@enishi/shared/fields';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import { notices as en } from './notice-words-en.js';
import { notices as ja } from './notice-words-ja.js';

export interface NoticeFacts {
  /** Title in quotation marks, or that it is open no longer. */
  subject: string;
  other: string;
  count: number;
}

export interface NoticeText {
  /** Subject of a mail, and line in the letter of the morning. */
  line: (facts: NoticeFacts) => string;
  /** What can be done now, for whoever it is about. */
  body: string;
  /** For coordinators, where that is something else. */
  deskBody?: string;
  /** Words of the button. */
  action: string;
}

export interface NoticeWords {
  kinds: Record<NotificationKind, NoticeText>;
  quote: (title: string | null) => string;
  digest: { subject: (count: number) => string; intro: string; more: (count: number) => string; action: string };
}

const words: Record<Language, NoticeWords> = { ja, en };
export const noticeWords = (language: Language): NoticeWords => words[language];
