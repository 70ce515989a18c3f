// The words of meetings in letters: an invitation to answer by link, the date with a calendar file, the end, the minutes.
import type { Language } from '@enishi/shared/fields';
import type { CancelReason } from '@enishi/shared/meetings';
import type { MinutesContent } from '@enishi/shared/minutes';
import type { Letter } from '../../letter.js';

export interface LetterFacts {
  title: string;
  host: { displayName: string; organisation: string };
  place: string;
  videoUrl: string;
  agenda: string;
  durationMinutes: number;
}
type Words = Pick<Letter, 'subject' | 'paragraphs' | 'action'>;

const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' };

const inTokyo = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: 'Asia/Tokyo', ...options });

/** 2026年11月24日(火) 10:00–11:00(日本時間) */
export function spanOf(language: Language, startsAt: Date, endsAt: Date): string {
  const day = inTokyo(language, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }).format(startsAt);
  const clock = inTokyo(language, { hour: '2-digit', minute: '2-digit', hour12: false });
  const zone = language === 'ja' ? '(日本時間)' : ' (Japan time)';
  return `${day} ${clock.format(startsAt)}–${clock.format(endsAt)}${zone}`;
}

const reasons: Record<Language, Record<CancelReason, string>> = {
  ja: {
    no_common_date: '都合の合う日がありませんでした',
    not_needed: '面談の必要がなくなりました',
    partner_withdrew: '相手方の事情により見送りとなりました',
    illness: '急な事情により実施できなくなりました',
    other: 'その他の事情によります',
  },
  en: {
    no_common_date: 'No date suited everybody',
    not_needed: 'The meeting is no longer needed',
    partner_withdrew: 'The other side cannot go on for now',
    illness: 'Something urgent came up',
    other: 'Other circumstances',
  },
};

const hostOf = ({ host }: LetterFacts): string =>
  host.organisation ? `${host.organisation} ${host.displayName}` : host.displayName;

const wherein = (language: Language, { place, videoUrl }: LetterFacts): string[] => [
  ...(place ? [language === 'ja' ? `場所: ${place}` : `Place: ${place}`] : []),
  ...(videoUrl ? [language === 'ja' ? `オンライン: ${videoUrl}` : `Online: ${videoUrl}`] : []),
];

const agendaOf = (language: Language, { agenda }: LetterFacts): string[] =>
  agenda ? [language === 'ja' ? `議題:\n${agenda}` : `Agenda:\n${agenda}`] : [];

/** To somebody without an account: which dates are possible? */
export function askedLetter(language: Language, facts: LetterFacts, until: Date, url: string): Words {
  const day = inTokyo(language, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const limit = day.format(until);
  const where = wherein(language, facts);
  if (language === 'ja')
    return {
      subject: `【日程調整のお願い】${facts.title}`,
      paragraphs: [
        `${hostOf(facts)}から、面談「${facts.title}」(${facts.durationMinutes}分)の日程についてうかがいます。`,
        ...where,
        '下のボタンから、ご都合を ○ △ × でお答えください。登録やサインインはいりません。',
        `このリンクはあなた専用で、${limit}(日本時間)まで使えます。ほかの方へ転送しないでください。`,
      ],
      action: { label: '都合を答える', url },
    };
  return {
    subject: `Which dates suit you? ${facts.title}`,
    paragraphs: [
      `${hostOf(facts)} would like to find a date for the meeting "${facts.title}" (${facts.durationMinutes} minutes).`,
      ...where,
      'Please say by the button below which dates are possible. You need no account.',
      `The link is yours alone and works until ${limit} (Japan time). Please do not pass it on.`,
    ],
    action: { label: 'Answer', url },
  };
}

/** The date, or what changed about it. */
export function dateLetter(
  language: Language,
  facts: LetterFacts,
  span: string,
  isChange: boolean,
  url: string | null,
): Words {
  const isJapanese = language === 'ja';
  const action = url && { label: isJapanese ? '面談のページを開く' : 'Open the meeting', url };
  const first = isJapanese
    ? isChange
      ? `面談「${facts.title}」の内容が変わりました。`
      : `面談「${facts.title}」の日程が決まりました。`
    : isChange
      ? `The meeting "${facts.title}" has changed.`
      : `The date of the meeting "${facts.title}" is settled.`;
  const label = isJapanese
    ? isChange
      ? '面談の変更'
      : '面談の確定'
    : isChange
      ? 'Meeting changed'
      : 'Meeting confirmed';
  return {
    subject: isJapanese ? `【${label}】${facts.title}` : `${label}: ${facts.title}`,
    paragraphs: [
      first,
      isJapanese ? `日時: ${span}` : `Date: ${span}`,
      ...wherein(language, facts),
      ...agendaOf(language, facts),
      isJapanese ? `担当: ${hostOf(facts)}` : `Coordinator: ${hostOf(facts)}`,
      isJapanese
        ? '添付の予定ファイルを開くと、お使いのカレンダーに入ります。'
        : 'Open the attached file to put it into your calendar.',
    ],
    ...(action && { action }),
  };
}

export function cancelledLetter(
  language: Language,
  facts: LetterFacts,
  { reason, text }: { reason: CancelReason; text: string },
  span: string | null,
): Words {
  const why = [reasons[language][reason], ...(text ? [text] : [])].join('\n');
  if (language === 'ja')
    return {
      subject: `【面談の中止】${facts.title}`,
      paragraphs: [
        span
          ? `${span} に予定していた面談「${facts.title}」は中止になりました。`
          : `面談「${facts.title}」の日程調整は中止になりました。`,
        `理由: ${why}`,
        `担当: ${hostOf(facts)}`,
      ],
    };
  return {
    subject: `Meeting cancelled: ${facts.title}`,
    paragraphs: [
      span
        ? `The meeting "${facts.title}" on ${span} is cancelled.`
        : `We no longer look for a date for "${facts.title}".`,
      `Reason: ${why}`,
      `Coordinator: ${hostOf(facts)}`,
    ],
  };
}

/** The minutes themselves, for those who have no page to read them on. */
export function minutesLetter(
  language: Language,
  facts: LetterFacts,
  { text, decisions, actions }: MinutesContent,
  isAgain: boolean,
  ownerOf: (action: MinutesContent['actions'][number]) => string,
): Words {
  const isJapanese = language === 'ja';
  const todo = actions.map((action) => {
    const owner = ownerOf(action);
    return `・${action.text}${owner ? ` — ${owner}` : ''}${action.dueOn ? ` (${action.dueOn})` : ''}`;
  });
  const label = isJapanese ? (isAgain ? '議事録の改訂' : '議事録') : isAgain ? 'Minutes, revised' : 'Minutes';
  return {
    subject: isJapanese ? `【${label}】${facts.title}` : `${label}: ${facts.title}`,
    paragraphs: [
      isJapanese
        ? `面談「${facts.title}」の議事録をお送りします。`
        : `Here are the minutes of the meeting "${facts.title}".`,
      ...(text ? text.split(/\n{2,}/) : []),
      ...(decisions.length > 0
        ? [[isJapanese ? '決まったこと' : 'Decided', ...decisions.map((one) => `・${one}`)].join('\n')]
        : []),
      ...(todo.length > 0 ? [[isJapanese ? 'これからすること' : 'To do', ...todo].join('\n')] : []),
      isJapanese ? `担当: ${hostOf(facts)}` : `Coordinator: ${hostOf(facts)}`,
    ],
  };
}
