import { Schema, type Connection } from 'mongoose';
import { signUpLimits } from '@enishi/shared/sign-ups';
import { throttleLimits } from '../../http/throttle.js';
import type { Person } from './users-service.js';

/** What was typed once, and what opens it. */
export interface SignUp {
  /** Only this is kept; the token is known to whoever got the letter. */
  tokenHash: string;
  person: Person;
  passwordHash: string;
  expiresAt: Date;
}

interface SignUpsDocument {
  email: string;
  links: SignUp[];
  /** Of the link that lasts longest. */
  expiresAt: Date;
}

const link = new Schema<SignUp>(
  {
    tokenHash: { type: String, required: true },
    person: { type: Schema.Types.Mixed, required: true },
    passwordHash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { _id: false },
);
// One document for each address, so that taking one of its links takes all of them in one step.
const schema = new Schema<SignUpsDocument>(
  {
    email: { type: String, required: true },
    links: { type: [link], required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'sign_ups' },
);
schema.index({ email: 1 }, { unique: true });
schema.index({ 'links.tokenHash': 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** As many as can be asked for while the first of them lasts. */
const { points, duration } = throttleLimits.signUpAccount;
const keptLinks = Math.ceil((signUpLimits.hours * 3600) / duration) * points;

export function createSignUpsStore(connection: Connection) {
  const model = connection.model<SignUpsDocument>('SignUp', schema);
  const usable = (tokenHash: string, now: Date) => ({ links: { $elemMatch: { tokenHash, expiresAt: { $gt: now } } } });
  const pick = (found: SignUpsDocument | null, tokenHash: string): SignUp | null =>
    found?.links.find((one) => one.tokenHash === tokenHash) ?? null;
  return {
    async put(signUp: SignUp): Promise<void> {
      const change = {
        $push: { links: { $each: [signUp], $slice: -keptLinks } },
        $max: { expiresAt: signUp.expiresAt },
      };
      await model.updateOne({ email: signUp.person.email }, change, { upsert: true });
    },
    async find(tokenHash: string, now: Date): Promise<SignUp | null> {
      return pick(await model.findOne(usable(tokenHash, now)).lean<SignUpsDocument>(), tokenHash);
    },
    /** Takes it for good, with all others of the address: of several who try at once, one gets theirs. */
    async take(tokenHash: string, now: Date): Promise<SignUp | null> {
      return pick(await model.findOneAndDelete(usable(tokenHash, now)).lean<SignUpsDocument>(), tokenHash);
    },
  };
}
export type SignUpsStore = ReturnType<typeof createSignUpsStore>;
