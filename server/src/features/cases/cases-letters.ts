// Letters to people without an account who asked the desk.
import type { Language } from '@enishi/shared/fields';
import { caseClock } from '@enishi/shared/cases';
import type { Letter } from '../../letter.js';
import type { Case } from './case.js';

const words: Record<Language, (found: Case) => Pick<Letter, 'subject' | 'paragraphs'>> = {
  ja: ({ code, title, contact, text }) => ({
    subject: `ご相談を受け付けました（受付番号 ${code}）`,
    paragraphs: [
      `${contact.name} 様`,
      `ワンストップ窓口にご相談をいただき、ありがとうございます。受付番号は ${code} です。`,
      `${caseClock.answerDays}営業日以内に、担当のコーディネーターからご連絡します。土日・祝日と年末年始（12月29日から1月3日）は休みです。`,
      `ご相談の内容\n${title}\n\n${text}`,
      'お心当たりのない場合は、このメールをそのまま破棄してください。',
    ],
  }),
  en: ({ code, title, contact, text }) => ({
    subject: `We have received your inquiry (number ${code})`,
    paragraphs: [
      `Dear ${contact.name},`,
      `Thank you for turning to the one-stop desk. The number of your inquiry is ${code}.`,
      `A coordinator will contact you within ${caseClock.answerDays} working days. We are closed at weekends, on public holidays and from 29 December to 3 January.`,
      `Your inquiry\n${title}\n\n${text}`,
      'If you did not write to us, please ignore this mail.',
    ],
  }),
};

/** Tells the sender of an inquiry that it came in; null where no address was given. */
export function acknowledgement(found: Case): Letter | null {
  const { contact, language, id } = found;
  if (contact.email === '') return null;
  const to = { email: contact.email, name: contact.name, language, userId: null };
  return { key: `inquiry_received:${id}`, to, ...words[language](found) };
}
