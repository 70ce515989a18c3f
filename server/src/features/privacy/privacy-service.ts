// Taking one's data along, and being erased. The account is emptied in one write, which shuts the door; everything else
// follows, is harmless when done twice, and is taken up by the sweep when a crash cut it off.
import type { Actor } from '../../actor.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import type { PersonalDataStore, Told } from './personal-data-store.js';

interface Account {
  id: string;
  email: string;
  roles: readonly string[];
  passwordHash: string;
  hasSecondFactor: boolean;
  erasedAt: Date | null;
}

interface Dependencies {
  data: PersonalDataStore;
  users: {
    find(id: string): Promise<Account | null>;
    /** False when it was erased before, or is the last administrator who can sign in. */
    erase(id: string, at: Date): Promise<boolean>;
    listErasing(limit: number): Promise<string[]>;
    markErased(id: string): Promise<void>;
    countActiveAdmins(): Promise<number>;
  };
  isPassword: (stored: string, password: string) => Promise<boolean>;
  takeCode: (userId: string, code: string) => Promise<boolean>;
  /** Removes drafts, empties profiles, closes what is published. */
  endListingsOf: (userId: string) => Promise<void>;
  endSessions: (userId: string) => Promise<void>;
  now: () => Date;
}

const sweepSize = 20;

export function createPrivacyService(dependencies: Dependencies) {
  const { data, users, isPassword, takeCode, endListingsOf, endSessions, now } = dependencies;

  const requireAccount = async (id: string): Promise<Account> => {
    const account = await users.find(id);
    if (!account || account.erasedAt) throw notFound();
    return account;
  };
  const checkPassword = async (account: Account, password: string): Promise<void> => {
    if (!(await isPassword(account.passwordHash, password))) throw invalidField('password', 'password_wrong');
  };

  const finish = async (userId: string): Promise<void> => {
    await endSessions(userId);
    await endListingsOf(userId);
    await data.remove(userId);
    await users.markErased(userId);
  };

  const erase = async (account: Account): Promise<void> => {
    if (account.roles.includes('admin') && (await users.countActiveAdmins()) < 2) throw notPossibleNow();
    if (!(await users.erase(account.id, now()))) throw notPossibleNow();
    await finish(account.id);
  };

  return {
    async exportOf(actor: Actor, password: string): Promise<{ exportedAt: string; parts: Record<string, Told[]> }> {
      await checkPassword(await requireAccount(actor.id), password);
      return { exportedAt: now().toISOString(), parts: await data.export(actor.id) };
    },

    async eraseMe(actor: Actor, given: { password: string; code?: string | undefined }): Promise<void> {
      const account = await requireAccount(actor.id);
      await checkPassword(account, given.password);
      if (account.hasSecondFactor && !(given.code && (await takeCode(account.id, given.code))))
        throw invalidField('code', 'code_wrong');
      await erase(account);
    },

    async erasePerson(actor: Actor, userId: string, email: string): Promise<void> {
      const account = await requireAccount(userId);
      if (account.id === actor.id) throw notPossibleNow();
      if (account.email !== email) throw invalidField('email', 'not_a_choice');
      await erase(account);
    },

    /** Takes up what a crash cut off. @returns how many */
    async sweep(): Promise<number> {
      const ids = await users.listErasing(sweepSize);
      for (const id of ids) await finish(id);
      return ids.length;
    },
  };
}
export type PrivacyService = ReturnType<typeof createPrivacyService>;
