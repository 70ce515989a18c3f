// The audit log (監査記録): who came in or tried to, what changed about accounts, and who was shown what for the first
// time. The application adds lines and never changes or removes one.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { day, id, moment, pageOf, pageQuery } from './fields.js';
import { listingKind } from './listings.js';

export const auditKinds = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  /** Where addresses are confirmed; it is about whoever has the address already. */
  'sign_up_asked',
  'account_opened',
  'invitation_made',
  'invitation_accepted',
  'password_changed',
  'password_reset',
  'second_factor_set_up',
  'second_factor_failed',
  'second_factor_ended',
  'second_factor_reset',
  'recovery_codes_renewed',
  'membership_requested',
  'membership_confirmed',
  'membership_refused',
  'roles_changed',
  'suspended',
  'readmitted',
  /** Somebody was shown a group of fields for the first time. */
  'disclosed',
  'audit_exported',
  'own_data_exported',
  'account_erased',
] as const;
export const auditKind = z.enum(auditKinds);
export type AuditKind = z.infer<typeof auditKind>;

/** Kinds of things that a line can be about. */
export const auditSubject = z.object({ kind: z.enum(['user', ...listingKind.options]), id });
export type AuditSubject = z.infer<typeof auditSubject>;

export const auditEvent = z
  .object({
    id,
    at: moment,
    kind: auditKind,
    /** Whoever did it; null where nobody was signed in. The name is null once the account was erased. */
    by: z.object({ id, displayName: z.string().nullable() }).nullable(),
    subject: auditSubject.extend({ name: z.string().nullable() }).nullable(),
    /** Address it came from; null for what the server did by itself. */
    address: z.string().nullable(),
    /** Of the request, as in the log of the server. */
    requestId: z.string().nullable(),
    /** What more there is to say, in codes: roles, groups of fields. */
    detail: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEvent>;

const filter = z.object({
  kind: auditKind.optional(),
  /** Done by, or about, this person. */
  person: id.optional(),
  from: day.optional(),
  /** Included. */
  to: day.optional(),
});

/** Lines that one file holds at most; the newest come first. */
export const auditLimits = { fileRows: 50_000 } as const;

export const listAuditEvents = defineContract({
  name: 'listAuditEvents',
  method: 'GET',
  path: '/api/admin/audit',
  summary: 'The audit log, newest first',
  group: 'Administration',
  access: ['admin'],
  query: pageQuery.extend(filter.shape),
  answer: pageOf(auditEvent),
});

export const exportAuditEvents = defineContract({
  name: 'exportAuditEvents',
  method: 'GET',
  path: '/api/admin/audit.csv',
  summary: 'The audit log as a CSV file (UTF-8 with byte order mark)',
  group: 'Administration',
  access: ['admin'],
  query: filter,
  media: 'text/csv',
  answer: z.string(),
});
