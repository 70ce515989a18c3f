// What an address is told when somebody signs up with it. Nothing that was typed stands in it: whoever typed it may be a
// stranger who wants to be read.
import type { Language } from '@enishi/shared/fields';
import { signUpLimits } from '@enishi/shared/sign-ups';
import type { LetterWords } from '../../letter.js';

const { hours } = signUpLimits;

export const confirmWords = (language: Language, url: string): LetterWords =>
  language === 'ja'
    ? {
        subject: '登録を完了してください',
        paragraphs: [
          'このメールアドレスで、Enishiへの登録の申し込みがありました。下のリンクを開き、登録のときに決めたパスワードを入れると、アカウントができます。',
          `このリンクは${hours}時間のあいだ、1回だけ使えます。`,
          'お心当たりがなければ、このメールは捨ててください。アカウントは作られません。',
        ],
        action: { label: '登録の確認へ進む', url },
        forgetsLink: true,
      }
    : {
        subject: 'Finish signing up',
        paragraphs: [
          'Somebody signed up to Enishi with this address. Open the link and type the password chosen then to open the account.',
          `The link works once, for ${hours} hours.`,
          'If it was not you, throw this message away. No account will be opened.',
        ],
        action: { label: 'Go on to confirm', url },
        forgetsLink: true,
      };

export const knownWords = (language: Language, publicUrl: string): LetterWords =>
  language === 'ja'
    ? {
        subject: 'このアドレスはすでに登録されています',
        paragraphs: [
          'このメールアドレスで、Enishiへの登録の申し込みがありました。このアドレスのアカウントはすでにあるため、新しいアカウントは作られません。',
          'ご自身で申し込まれたのであれば、今のアカウントでログインしてください。パスワードをお忘れのときは、設定し直せます。',
          'お心当たりがなければ、何もしなくて大丈夫です。アカウントもパスワードも変わっていません。',
        ],
        items: [{ text: 'パスワードを設定し直す', url: `${publicUrl}/forgot` }],
        action: { label: 'ログインする', url: `${publicUrl}/sign-in` },
      }
    : {
        subject: 'This address has an account already',
        paragraphs: [
          'Somebody tried to sign up to Enishi with this address. It has an account already, so no other one will be opened.',
          'If it was you, sign in to the account you have. If you forgot the password, you can set a new one.',
          'If it was not you, there is nothing to do. Your account and your password are as they were.',
        ],
        items: [{ text: 'Set a new password', url: `${publicUrl}/forgot` }],
        action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
      };
