// From words to a message: headers that nobody can inject into, a Message-ID that stays the same for the same key.
import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { mailLimits } from '@enishi/shared/mail';
import type { Addressee, LetterWords } from '../../letter.js';
import { letterHtml, letterText } from './letter-page.js';

export interface Sender {
  name: string;
  address: string;
}

export interface Message {
  options: SendMailOptions;
  subject: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
}

interface Parts {
  key: string;
  from: Sender;
  to: Addressee;
  words: LetterWords;
  unsubscribeUrl: string | null;
  publicUrl: string;
}

/** One line without anything that could end a header, at most `max` characters long. */
export const headerLine = (text: string, max: number): string => {
  const flat = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...flat];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : flat;
};

/** Several lines without control characters; what is too long is cut. */
const bodyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '');

function bounded(words: LetterWords): LetterWords {
  let left: number = mailLimits.text;
  const paragraphs = words.paragraphs.map((paragraph) => {
    const text = bodyText(paragraph).slice(0, left);
    left -= text.length;
    return text;
  });
  return {
    ...words,
    subject: headerLine(words.subject, mailLimits.subject),
    paragraphs: paragraphs.filter((paragraph) => paragraph !== ''),
    ...(words.items && { items: words.items.map(({ text, url }) => ({ text: headerLine(text, 300), url })) }),
    ...(words.action && { action: { ...words.action, label: headerLine(words.action.label, 80) } }),
  };
}

export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

export function buildMessage({ key, from, to, words: given, unsubscribeUrl, publicUrl }: Parts): Message {
  const words = bounded(given);
  const name = headerLine(to.name, mailLimits.name);
  const frame = { name, language: to.language, unsubscribeUrl, settingsUrl: `${publicUrl}/settings` };
  const [text, html] = [letterText(words, frame), letterHtml(words, frame)];
  const messageId = `<${digestOf(key)}@${from.address.split('@')[1] ?? 'localhost'}>`;
  const extra = [
    { name: 'Auto-Submitted', value: 'auto-generated' },
    { name: 'Content-Language', value: to.language },
    ...(unsubscribeUrl
      ? [
          { name: 'List-Unsubscribe', value: `<${unsubscribeUrl}>` },
          { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
        ]
      : []),
  ];
  const { calendar, subject } = words;
  const options: SendMailOptions = {
    from,
    to: { name, address: to.email },
    subject,
    text,
    html,
    messageId,
    // As they are: a fold in the middle of an address would break it.
    headers: Object.fromEntries(extra.map(({ name, value }) => [name, { prepared: true, value }])),
    ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'invite.ics' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const headers = [
    { name: 'From', value: `${from.name} <${from.address}>` },
    { name: 'To', value: `${name} <${to.email}>` },
    { name: 'Subject', value: subject },
    { name: 'Message-ID', value: messageId },
    ...extra,
  ];
  return { options, subject, text, html, headers };
}
