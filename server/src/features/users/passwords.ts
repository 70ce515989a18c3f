// Rules of NIST SP 800-63B (length, list of common passwords, nothing about composition) and argon2id.
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { FieldProblem } from '@enishi/shared/errors';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Algorithm 2 is argon2id. */
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const common = new Set<string>(dictionary['passwords-common']);

/** Common words with something small around them, and one character over and over. */
function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  const core = plain.replace(/[^a-z]+$/, '').replace(/^[^a-z]+/, '');
  const isOneSign = new Set(plain).size <= 2;
  return isOneSign || common.has(plain) || (core.length > 0 && plain.length - core.length <= 6 && common.has(core));
}

/** Undefined when the password may be used. Its length is checked by the schema. */
export function passwordProblem(
  password: string,
  account: { email: string; displayName: string },
): FieldProblem | undefined {
  const plain = password.toLowerCase();
  const local = account.email.split('@')[0] ?? '';
  const own = [account.email, local, account.displayName.toLowerCase(), 'enishi'].filter((word) => word.length >= 4);
  if (own.some((word) => plain.includes(word) && plain.length - word.length < 8)) return 'password_like_account';
  return isCommon(password) ? 'password_common' : undefined;
}

export const hashPassword = (password: string): Promise<string> => hash(password, settings);

// Compared with when there is no such account, so that both cases take the same time.
let nobody: Promise<string> | undefined;

/** False also for accounts that do not exist (`stored` undefined), in the same time. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const isRight = await verify(stored ?? (await nobody), password);
  return stored !== undefined && isRight;
}
