import { createHash, randomBytes } from 'node:crypto';
import { accountLimits } from '@enishi/shared/users';

const day = 86_400_000;

/** Only this is kept; the token itself is known to whoever has the link. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A secret for a link that works once, and its hash. */
export function makeToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** A new one-time link: its path, the hash to keep, and when it stops working. */
export function makeInvitation(now: Date): { path: string; hash: string; expiresAt: Date } {
  const { token, tokenHash } = makeToken();
  return {
    path: `/invite/${token}`,
    hash: tokenHash,
    expiresAt: new Date(now.getTime() + accountLimits.invitationDays * day),
  };
}
