// How often somebody may try. Counts are kept in the database, so that several processes agree.
import { createHash } from 'node:crypto';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { tooManyRequests } from '../errors.js';

export const throttleLimits = {
  /** Tries to sign in that failed: for one account from one address, then for one account, then for one address. */
  pair: { points: 5, duration: 15 * 60 },
  account: { points: 30, duration: 60 * 60 },
  address: { points: 100, duration: 60 * 60 },
  newAccount: { points: 30, duration: 60 * 60 },
  /** Letters about signing up to one address, whoever asks. */
  signUpAccount: { points: 5, duration: 60 * 60 },
  invitation: { points: 60, duration: 60 * 60 },
  /** Links for a forgotten password: to one account, whoever asks, and from one address. */
  resetAccount: { points: 5, duration: 60 * 60 },
  resetAddress: { points: 30, duration: 60 * 60 },
  /** Inquiries of people without an account. */
  inquiry: { points: 10, duration: 60 * 60 },
  /** Requests to belong to an organisation, by one person. */
  membership: { points: 5, duration: 24 * 60 * 60 },
  /** Changes of any kind, by one person or from one address. */
  change: { points: 600, duration: 5 * 60 },
} as const;

/** The driver's client; the limiter's own types say nothing about it. */
export type ThrottleClient = object;

/** Counts need no names: what somebody typed as an address is not kept. */
const covered = (account: string): string => createHash('sha256').update(account).digest('base64url');

const waitOf = (result: RateLimiterRes) => Math.max(1, Math.ceil(result.msBeforeNext / 1000));

export function createThrottle(client: ThrottleClient, dbName: string) {
  const limiter = (name: keyof typeof throttleLimits) =>
    new RateLimiterMongo({
      storeClient: client,
      dbName,
      tableName: 'throttle',
      keyPrefix: name,
      disableIndexesCreation: true,
      ...throttleLimits[name],
    });
  const limiters = { pair: limiter('pair'), account: limiter('account'), address: limiter('address') };
  const newAccounts = limiter('newAccount');
  const signUps = limiter('signUpAccount');
  const invitations = limiter('invitation');
  const changes = limiter('change');
  const memberships = limiter('membership');
  const inquiries = limiter('inquiry');
  const resets = { account: limiter('resetAccount'), address: limiter('resetAddress') };

  const consume = async (from: RateLimiterMongo, key: string) => {
    try {
      await from.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooManyRequests(waitOf(error));
      throw error;
    }
  };

  return {
    /**
     * Counts a try before it is looked at, so that many at the same moment are no more than many one after the other.
     * A right one is taken back, and so is one that was no guess.
     */
    async signIn(address: string, given: string) {
      const account = covered(given);
      const keys = [
        [limiters.pair, `${address}|${account}`],
        [limiters.account, account],
        [limiters.address, address],
      ] as const;
      const counted: [RateLimiterMongo, string][] = [];
      const reward = async (tries: typeof counted) => {
        for (const [from, key] of tries) await from.reward(key);
      };
      const takeBack = () => reward(counted);
      for (const [from, key] of keys) {
        try {
          await consume(from, key);
        } catch (error) {
          await takeBack();
          throw error;
        }
        counted.push([from, key]);
      }
      return {
        succeeded: async () => {
          // Of the pair, the first one counted, all earlier tries are forgotten as well.
          await reward(counted.slice(1));
          await limiters.pair.delete(`${address}|${account}`);
        },
        takeBack,
      };
    },
    newAccount: (address: string) => consume(newAccounts, address),
    signUp: (account: string) => consume(signUps, covered(account)),
    invitation: (address: string) => consume(invitations, address),
    async reset(address: string, account: string) {
      await consume(resets.address, address);
      await consume(resets.account, covered(account));
    },
    membership: (whose: string) => consume(memberships, whose),
    inquiry: (address: string) => consume(inquiries, address),
    change: (whose: string) => consume(changes, whose),
  };
}
export type Throttle = ReturnType<typeof createThrottle>;
