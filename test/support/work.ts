// Work that was agreed on: a company, somebody who works for it, and their coordinator.
import { getAssignment } from '@enishi/shared/assignment-contracts';
import type { AcceptedOffer, AssignmentView } from '@enishi/shared/assignments';
import type { TermsSheet } from '@enishi/shared/terms';
import type { TestApp } from './app';
import type { HttpClient } from './http-client';

export const workTerms = (given: Partial<TermsSheet> = {}): TermsSheet => ({
  orderedOn: '2026-10-28',
  client: { name: '佐藤', organisation: '置賜電機' },
  worker: { name: '鈴木', organisation: '' },
  work: '取扱説明書の英訳。毎週の進み具合を報告する。',
  startsOn: '2026-11-02',
  dueOn: '2026-12-25',
  place: '受託者の自宅',
  inspectBy: null,
  amount: { kind: 'hourly', yen: 1500, expected: 80, formula: '' },
  payment: { kind: 'once', on: '2027-01-29' },
  method: 'bank_transfer',
  methodNote: '',
  expenses: '',
  note: '',
  undecided: [],
  ...given,
});

let serial = 0;
const anId = () => (serial += 1).toString(16).padStart(24, '0');

/** Both have accepted the terms; the work has begun. */
export async function acceptedWork(
  app: TestApp,
  given: { terms?: Partial<TermsSheet>; offer?: Partial<AcceptedOffer> } = {},
) {
  const client = await app.signedIn({ roles: ['company'] });
  const worker = await app.signedIn({ roles: ['teleworker'], prefecture: '33' });
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const begun = await app.wired.assignments.follow.begin({
    applicationId: anId(),
    clientUserId: client.user.id,
    clientOrganisationId: client.user.organisationId,
    workerUserId: worker.user.id,
    openingId: anId(),
    expertId: anId(),
    title: '取扱説明書の英訳',
    terms: workTerms(given.terms),
    workPackage: null,
    prefecture: '06',
    ...given.offer,
  });
  if (!begun) throw new Error('the work did not begin');
  return { client, worker, coordinator, id: begun.id };
}

export const seeWork = (who: HttpClient, id: string): Promise<AssignmentView> =>
  who.call(getAssignment, { params: { id } });
