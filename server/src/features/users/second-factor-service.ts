// Setting up a second factor, asking for it at the door, and what to do when it is lost.
import type { SecondFactorState } from '@enishi/shared/second-factor';
import { secondFactorLimits } from '@enishi/shared/second-factor';
import type { Actor } from '../../actor.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import { isPassword } from './passwords.js';
import {
  hashRecoveryCode,
  makeRecoveryCodes,
  makeSecret,
  stepOf,
  uriOf,
  type SecretBox,
} from './second-factor-codes.js';
import type { SecondFactorStore } from './second-factor-store.js';
import { needsSecondFactor } from './users-policy.js';
import type { User, UsersStore } from './users-store.js';

interface Dependencies {
  store: SecondFactorStore;
  users: Pick<UsersStore, 'find'>;
  box: SecretBox;
  /** Whether coordinators and administrators have to have one. */
  isDemanded: boolean;
  now: () => Date;
  endSessions: (userId: string, keep?: string) => Promise<void>;
}
interface Given {
  password: string;
  code: string;
}

export function createSecondFactorService({ store, users, box, isDemanded, now, endSessions }: Dependencies) {
  const accountOf = async ({ id }: Pick<Actor, 'id'>): Promise<User> => {
    const user = await users.find(id);
    if (!user) throw notFound();
    return user;
  };
  const checkPassword = async (user: User, password: string): Promise<void> => {
    if (!(await isPassword(user.passwordHash, password))) throw invalidField('password', 'password_wrong');
  };

  /** Takes a code of the app, or a recovery code, once. */
  const take = async (userId: string, code: string): Promise<boolean> => {
    const factor = await store.find(userId);
    if (!factor?.secret) return false;
    if (code.length !== secondFactorLimits.digits) return store.takeRecoveryCode(userId, hashRecoveryCode(code));
    const step = stepOf(box.open(factor.secret), code, now());
    return step !== null && store.takeStep(userId, step);
  };
  const checkBoth = async (user: User, { password, code }: Given): Promise<void> => {
    if (!user.hasSecondFactor) throw notPossibleNow();
    await checkPassword(user, password);
    if (!(await take(user.id, code))) throw invalidField('code', 'code_wrong');
  };

  return {
    take,

    async state(actor: Actor): Promise<SecondFactorState> {
      const [user, factor] = await Promise.all([accountOf(actor), store.find(actor.id)]);
      return {
        isOn: user.hasSecondFactor,
        isRequired: isDemanded && needsSecondFactor(user),
        recoveryCodesLeft: factor?.recoveryHashes.length ?? 0,
      };
    },

    async begin(actor: Actor, password: string): Promise<{ secret: string; uri: string }> {
      const user = await accountOf(actor);
      await checkPassword(user, password);
      const secret = makeSecret();
      const until = new Date(now().getTime() + secondFactorLimits.setupMinutes * 60_000);
      if (!(await store.putPending(user.id, { secret: box.close(secret), until }))) throw notPossibleNow();
      return { secret, uri: uriOf(secret, user.email) };
    },

    async confirm(actor: Actor, code: string, sessionId: string): Promise<{ recoveryCodes: string[] }> {
      const pending = (await store.find(actor.id))?.pending;
      if (!pending || pending.until <= now()) throw notPossibleNow();
      const step = stepOf(box.open(pending.secret), code, now());
      if (step === null) throw invalidField('code', 'code_wrong');
      const recoveryCodes = makeRecoveryCodes();
      const recoveryHashes = recoveryCodes.map(hashRecoveryCode);
      const factor = { secret: pending.secret, lastStep: step, recoveryHashes };
      if (!(await store.confirm(actor.id, pending.secret, factor))) throw notPossibleNow();
      await endSessions(actor.id, sessionId);
      return { recoveryCodes };
    },

    async renew(actor: Actor, given: Given): Promise<{ recoveryCodes: string[] }> {
      await checkBoth(await accountOf(actor), given);
      const recoveryCodes = makeRecoveryCodes();
      if (!(await store.putRecoveryHashes(actor.id, recoveryCodes.map(hashRecoveryCode)))) throw notPossibleNow();
      return { recoveryCodes };
    },

    async end(actor: Actor, given: Given): Promise<void> {
      const user = await accountOf(actor);
      if (isDemanded && needsSecondFactor(user)) throw notPossibleNow();
      await checkBoth(user, given);
      await store.remove(user.id);
    },

    /** By an administrator, for somebody else: their own they can set up anew only with a code. */
    async reset(actor: Actor, userId: string): Promise<void> {
      const user = await accountOf({ id: userId });
      if (user.id === actor.id) throw notPossibleNow();
      await store.remove(user.id);
      await endSessions(user.id);
    },
  };
}
export type SecondFactorService = ReturnType<typeof createSecondFactorService>;
