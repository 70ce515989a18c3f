import type { Language } from '@enishi/shared/fields';
import type { Letter } from '../../letter.js';
import type { Question } from './questions-store.js';

interface Facts {
  question: Question;
  about: string;
  url: string;
}

const expiry: Record<Language, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', dateStyle: 'long' }),
};

const words: Record<Language, (facts: Facts) => Pick<Letter, 'subject' | 'paragraphs' | 'action'>> = {
  ja: ({ question, about, url }) => ({
    subject: `その後はいかがですか（「${about}」）`,
    paragraphs: [
      question.name ? `${question.name} 様` : 'ご担当者 様',
      `「${about}」でお手伝いしてから${question.months}か月がたちました。その後、売上や雇用などの成果はありましたか。`,
      '質問は1つだけで、登録もログインもいりません。まだ成果がないときも、そのままお答えください。',
      `回答は${expiry.ja.format(question.expiresAt)}まで変えられます。`,
    ],
    action: { label: '答える', url },
  }),
  en: ({ question, about, url }) => ({
    subject: `How did it go on? (“${about}”)`,
    paragraphs: [
      question.name ? `Dear ${question.name},` : 'Hello,',
      `${question.months} months have passed since we worked with you on “${about}”. Have there been results since, such as sales or jobs?`,
      'It is one question, and you need neither an account nor a sign-in. “Not yet” is an answer too.',
      `You can change your answer until ${expiry.en.format(question.expiresAt)}.`,
    ],
    action: { label: 'Answer', url },
  }),
};

/** To somebody without an account. The same round is never sent twice. */
export const outcomeLetter = (facts: Facts): Letter => {
  const { caseId, months, holder, email, name, language } = facts.question;
  return {
    key: `outcome_asked:${caseId}:${months}:${holder}`,
    to: { email, name, language, userId: null },
    ...words[language](facts),
  };
};
