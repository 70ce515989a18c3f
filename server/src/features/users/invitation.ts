import { createHash, randomBytes } from 'node:crypto';
import { accountLimits } from '@enishi/shared/users';

const day = 86_400_000;

/** Only this is kept; the token itself is known to whoever has the link. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new one-time link: its path, the hash to keep, and when it stops working. */
export function makeInvitation(now: Date): { path: string; hash: string; expiresAt: Date } {
  const token = randomBytes(32).toString('base64url');
  return {
    path: `/invite/${token}`,
    hash: hashToken(token),
    expiresAt: new Date(now.getTime() + accountLimits.invitationDays * day),
  };
}
