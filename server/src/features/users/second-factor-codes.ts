// One-time codes by RFC 6238, recovery codes, and the box in which secrets lie in the database.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { secondFactorLimits } from '@enishi/shared/second-factor';
import { Secret, TOTP } from 'otpauth';

const { digits, period, window, recoveryCodes } = secondFactorLimits;
const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const half = 5;

const generatorOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Enishi', label, digits, period, algorithm: 'SHA1', secret: Secret.fromBase32(secret) });

/** A new secret of 160 bits in base32. */
export const makeSecret = (): string => new Secret({ size: 20 }).base32;

/** What an app reads from the square code. */
export const uriOf = (secret: string, email: string): string => generatorOf(secret, email).toString();

/** Number of the time step whose code this is, within the window around now; null when it is none of them. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = generatorOf(secret).validate({ token: code, timestamp: now.getTime(), window });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta;
}

const part = (): string => Array.from({ length: half }, () => letters[randomInt(letters.length)]).join('');
/** Codes of 50 bits each, as people write them down: "k3xqa-7mznp". */
export const makeRecoveryCodes = (): string[] => Array.from({ length: recoveryCodes }, () => `${part()}-${part()}`);
/** A fast hash will do: what is hashed is random. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '')).digest('hex');

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM with a key derived from the server's secret: a copy of the database alone opens no account. */
export function createSecretBox(serverSecret: string) {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, '', 'enishi second factor', 32));
  return {
    close(text: string): string {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    /** @throws Error when it was closed with another key, or changed */
    open(closed: string): string {
      const bytes = Buffer.from(closed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      return decipher.update(bytes.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
export type SecretBox = ReturnType<typeof createSecretBox>;
