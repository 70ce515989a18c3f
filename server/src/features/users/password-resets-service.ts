// A forgotten password. Whether an account exists shows neither in the answer nor in its time: the work is done after it.
import type { Language } from '@enishi/shared/fields';
import { passwordResetLimits } from '@enishi/shared/password-resets';
import type { Bus } from '../../bus.js';
import { invalidField, notFound } from '../../errors.js';
import { addresseeOf, type Letter, type Post } from '../../letter.js';
import { hashToken, makeToken } from './invitation.js';
import { hashPassword, passwordProblem } from './passwords.js';
import type { PasswordResetsStore } from './password-resets-store.js';
import type { User, UsersStore } from './users-store.js';

interface Dependencies {
  store: PasswordResetsStore;
  users: Pick<UsersStore, 'find' | 'findByEmail' | 'setPassword'>;
  bus: Bus;
  now: () => Date;
  publicUrl: () => string;
  post: Post;
  endSessions: (userId: string) => Promise<void>;
}

const words: Record<Language, (minutes: number) => Pick<Letter, 'subject' | 'paragraphs'> & { label: string }> = {
  ja: (minutes) => ({
    subject: 'パスワードの再設定',
    paragraphs: [
      'パスワードを設定し直すためのリンクをお送りします。',
      `このリンクは${minutes}分のあいだ、1回だけ使えます。新しく頼むと、前のリンクは使えなくなります。`,
      'お心当たりがなければ、このメールは捨ててください。パスワードは変わりません。',
    ],
    label: 'パスワードを設定し直す',
  }),
  en: (minutes) => ({
    subject: 'Set a new password',
    paragraphs: [
      'Here is the link to set a new password.',
      `It works once, for ${minutes} minutes. Asking again makes it useless.`,
      'If you did not ask for this, throw this message away. Your password stays as it is.',
    ],
    label: 'Set a new password',
  }),
};

const letterFor = (user: User, url: string, key: string): Letter => {
  const { subject, paragraphs, label } = words[user.language](passwordResetLimits.minutes);
  return { key, to: addresseeOf(user), subject, paragraphs, action: { label, url }, forgetsLink: true };
};

export function createPasswordResetsService({ store, users, bus, now, publicUrl, post, endSessions }: Dependencies) {
  const requireUser = async (found: { userId: string } | null): Promise<User> => {
    const user = found && (await users.find(found.userId));
    if (!user || user.status !== 'active') throw notFound();
    return user;
  };
  return {
    /** Answers at once; `send` does the work afterwards. */
    request(email: string): void {
      bus.announce('password.reset_asked', { email });
    },

    async send({ email }: { email: string }): Promise<void> {
      const user = await users.findByEmail(email);
      if (!user || user.status !== 'active') return;
      const { token, tokenHash } = makeToken();
      const expiresAt = new Date(now().getTime() + passwordResetLimits.minutes * 60_000);
      await store.put({ userId: user.id, tokenHash, expiresAt });
      await post(letterFor(user, `${publicUrl()}/reset/${token}`, `password-reset:${tokenHash}`));
    },

    async get(token: string) {
      const found = await store.find(hashToken(token), now());
      const user = await requireUser(found);
      return { email: user.email, expiresAt: (found?.expiresAt ?? now()).toISOString() };
    },

    /** @returns whose password it was */
    async reset(token: string, password: string): Promise<string> {
      const user = await requireUser(await store.find(hashToken(token), now()));
      const problem = passwordProblem(password, user);
      if (problem) throw invalidField('password', problem);
      const passwordHash = await hashPassword(password);
      if (!(await store.take(hashToken(token), now()))) throw notFound();
      await users.setPassword(user.id, user.passwordHash, passwordHash);
      await endSessions(user.id);
      return user.id;
    },
  };
}
export type PasswordResetsService = ReturnType<typeof createPasswordResetsService>;
