// Work that was agreed on: a company, somebody who works for it, and their coordinator; through the product's own doors.
import { getAssignment, listAssignments } from '@enishi/shared/assignment-contracts';
import type { AssignmentView } from '@enishi/shared/assignments';
import type { TestApp } from './app';
import { acceptIt, apply, offer, openingWithPerson, type buildTerms } from './applications';
import type { buildOpening } from './builders';
import type { HttpClient } from './http-client';

/** Work that has begun, and ends before the year does. */
const autumn: Parameters<typeof buildTerms>[0] = {
  work: '取扱説明書の英訳。毎週の進み具合を報告する。',
  startsOn: '2026-11-02',
  dueOn: '2026-12-25',
  place: '受託者の自宅',
  inspectBy: null,
  amount: { kind: 'hourly', yen: 1500, expected: 80 },
  payment: { kind: 'once', on: '2027-01-29' },
};

const agreedAt = new Date('2026-10-30T01:00:00.000Z');
const begunAt = new Date('2026-11-20T01:00:00.000Z');

/** Both have accepted the terms in October; it is November, and nothing was reported yet. */
export async function acceptedWork(
  app: TestApp,
  given: { terms?: Parameters<typeof buildTerms>[0]; opening?: Parameters<typeof buildOpening>[0] } = {},
) {
  app.clock.set(agreedAt);
  const met = await openingWithPerson(app, { opening: { title: '取扱説明書の英訳', ...given.opening } });
  const { company: client, person: worker, coordinator, opening, profile } = met;
  const applied = await apply(worker.client, opening.id, profile.id);
  const offered = await offer(client.client, applied, { ...autumn, ...given.terms });
  const application = await acceptIt(worker.client, offered);
  await app.settled();
  app.clock.set(begunAt);
  for (const person of [client, worker, coordinator]) person.client = await app.enter(person.user.email);
  const [begun] = (await worker.client.call(listAssignments)).items;
  if (!begun) throw new Error('the work did not begin');
  return { client, worker, coordinator, application, id: begun.id };
}

export const seeWork = (who: HttpClient, id: string): Promise<AssignmentView> =>
  who.call(getAssignment, { params: { id } });
