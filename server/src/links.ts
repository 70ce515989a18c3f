// Links that work without signing in. A link names what it is for and whose it is; it is checked without a lookup, and
// the thing behind it keeps the nonce, so that a new nonce revokes it.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface LinkSubject {
  purpose: string;
  /** Id of the thing. */
  id: string;
  /** Whose link it is, within the thing. */
  holder: string;
}

const pattern = /^([0-9a-f]{24})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/** Whatever opens a door without signing in is long and looks random. */
const secretParts = /[0-9a-f]{24}\.[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]+|[A-Za-z0-9_-]{32,}/g;

/** A text, or an address, for eyes that must not go through its doors. */
export const coverLinks = (text: string): string => text.replace(secretParts, '[hidden]');

/** @param secret at least 32 characters; the key of the links is derived from it */
export function createLinks(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'enishi links', 32));
  const signature = ({ purpose, id, holder }: LinkSubject, nonce: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, id, holder, nonce]))
      .digest('base64url');
  return {
    /** Text of the link, the same each time for the same nonce. */
    sign: (subject: LinkSubject, nonce: string): string =>
      `${subject.id}.${subject.holder}.${signature(subject, nonce)}`,
    /** Which thing and whose, as the link claims; nothing is proven before `isGenuine`. */
    read(token: string): { id: string; holder: string } | null {
      const found = pattern.exec(token);
      return found?.[1] && found[2] ? { id: found[1], holder: found[2] } : null;
    },
    isGenuine(token: string, subject: LinkSubject, nonce: string): boolean {
      const given = Buffer.from(pattern.exec(token)?.[3] ?? '');
      const wanted = Buffer.from(signature(subject, nonce));
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
export type Links = ReturnType<typeof createLinks>;
