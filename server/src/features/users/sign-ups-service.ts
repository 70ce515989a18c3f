// Signing up where addresses are confirmed. Whether an address has an account shows neither in the answer nor in its time:
// both ways hash once, look once, keep one thing and hand over one letter.
import { signUpLimits } from '@enishi/shared/sign-ups';
import type { SignUpForm } from '@enishi/shared/users';
import { AppError, invalidField, notFound } from '../../errors.js';
import { addresseeOf, type Post } from '../../letter.js';
import { hashToken, makeToken } from './invitation.js';
import { hashPassword, isPassword } from './passwords.js';
import { confirmWords, knownWords } from './sign-ups-letters.js';
import type { SignUpsStore } from './sign-ups-store.js';
import type { UsersService } from './users-service.js';
import type { User, UsersStore } from './users-store.js';

interface Dependencies {
  store: SignUpsStore;
  users: Pick<UsersStore, 'findByEmail'>;
  accounts: Pick<UsersService, 'nameChosen' | 'open'>;
  now: () => Date;
  publicUrl: () => string;
  post: Post;
}

const hour = 3_600_000;

/** What was typed cannot be had any more (the address was taken, the organisation has closed): the link leads nowhere. */
const gone = (error: unknown): boolean => error instanceof AppError && error.code === 'invalid';

export function createSignUpsService({ store, users, accounts, now, publicUrl, post }: Dependencies) {
  return {
    /** @param note is given who has the address already; nobody outside may learn it */
    async ask({ password, ...person }: SignUpForm, note: (known: User | null) => Promise<void>): Promise<void> {
      const passwordHash = await hashPassword(password);
      const { token, tokenHash } = makeToken();
      const known = await users.findByEmail(person.email);
      // Of a known address nothing is kept but for the moment: its link is over already, and nobody is sent it.
      const expiresAt = new Date(now().getTime() + (known ? 0 : signUpLimits.hours * hour));
      await store.put({ tokenHash, person, passwordHash, expiresAt });
      const to = known
        ? addresseeOf(known)
        : { email: person.email, name: '', language: person.language, userId: null };
      const words = known
        ? knownWords(known.language, publicUrl())
        : confirmWords(person.language, `${publicUrl()}/sign-up/confirm?token=${token}`);
      await note(known);
      // Last of all: what becomes of a letter differs, and happens beside the answer.
      await post({ key: `sign-up:${tokenHash}`, to, ...words });
    },

    async get(token: string) {
      const found = await store.find(hashToken(token), now());
      if (!found) throw notFound();
      const { email, displayName } = found.person;
      const organisationName = await accounts.nameChosen(found.person).catch((error: unknown) => {
        throw gone(error) ? notFound() : error;
      });
      return { email, displayName, organisationName, expiresAt: found.expiresAt.toISOString() };
    },

    /**
     * Whoever asked for the letter knows the password; whoever reads it has the address. Only somebody who is both gets an
     * account, so that nobody begins one with a password that a stranger chose.
     */
    async confirm(token: string, password: string): Promise<User> {
      const asked = await store.find(hashToken(token), now());
      if (!asked) throw notFound();
      if (!(await isPassword(asked.passwordHash, password))) throw invalidField('password', 'password_wrong');
      const taken = await store.take(hashToken(token), now());
      // Somebody invited may have come in by another door meanwhile.
      if (!taken || (await users.findByEmail(taken.person.email))) throw notFound();
      try {
        return await accounts.open(taken.person, taken.passwordHash);
      } catch (error) {
        if (gone(error)) throw notFound();
        await store.put(taken);
        throw error;
      }
    },
  };
}
export type SignUpsService = ReturnType<typeof createSignUpsService>;
