// How a part of the product has a line written into the audit log.
import type { AuditKind, AuditSubject } from '@enishi/shared/audit';

export interface AuditEntry {
  kind: AuditKind;
  /** Null where nobody is signed in. */
  byId: string | null;
  subject?: AuditSubject;
  /** Codes, never what somebody wrote. */
  detail?: string;
}

/** Where it came from; null for what the server does by itself. */
export type AuditSource = { ip?: string | undefined; id?: string } | null;

/** Resolves once the line is kept. */
export type Audit = (source: AuditSource, ...entries: AuditEntry[]) => Promise<void>;

export const aboutUser = (id: string): AuditSubject => ({ kind: 'user', id });
