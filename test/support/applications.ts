// Steps of somebody who applies for an opening, and of whoever posted it, through the product's own doors.
import {
  acceptOffer,
  applyToOpening,
  getApplication,
  inviteToOpening,
  sendOffer,
  shortlistApplication,
  type ApplicationView,
} from '@enishi/shared/applications';
import type { termsForm } from '@enishi/shared/terms';
import type { z } from 'zod';
import type { TestApp } from './app';
import type { buildExpert, buildOpening } from './builders';
import type { HttpClient } from './http-client';
import { publishExpert, publishOpening } from './journey';

let serial = 0;
export const freshKey = (): string => `attempt-${(serial += 1)}`;

/** Days are those of the test's clock, which begins on 20 November 2026. */
export const buildTerms = (given: Partial<z.input<typeof termsForm>> = {}): z.input<typeof termsForm> => ({
  work: '紙の図面三十枚を二次元CADで起こし直し、寸法を確かめて納める。',
  startsOn: '2026-12-01',
  dueOn: '2027-01-29',
  place: '在宅',
  inspectBy: '2027-02-05',
  amount: { kind: 'hourly', yen: 1500, expected: 64 },
  payment: { kind: 'once', on: '2027-02-26' },
  ...given,
});

/** A company with an opening, a person with a profile, the company's coordinator. */
export async function openingWithPerson(
  app: TestApp,
  given: { opening?: Parameters<typeof buildOpening>[0]; expert?: Parameters<typeof buildExpert>[0] } = {},
) {
  const company = await app.signedIn({ roles: ['company'], displayName: '長井 花子' });
  const person = await app.signedIn({ roles: ['teleworker'], prefecture: '33', displayName: '新庄 みどり' });
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const profile = await publishExpert(person.client, { kind: 'teleworker', tags: ['cad'], ...given.expert });
  const opening = await publishOpening(company.client, given.opening);
  await app.settled();
  return { company, person, coordinator, profile, opening };
}

export const letter = 'CADの仕事を十年してきました。週に八時間、平日の午前に働けます。';

export const apply = (client: HttpClient, openingId: string, expertId: string, key = freshKey()) =>
  client.call(applyToOpening, { params: { id: openingId }, body: { key, expertId, letter } });
export const invite = (client: HttpClient, openingId: string, expertId: string) =>
  client.call(inviteToOpening, {
    params: { id: openingId },
    body: { key: freshKey(), expertId, text: '図面の仕事に合うと思い、お声がけしました。' },
  });
export const seeApplication = (client: HttpClient, { id }: { id: string }): Promise<ApplicationView> =>
  client.call(getApplication, { params: { id } });

type One = Pick<ApplicationView, 'id' | 'version'>;
export const shortlist = (client: HttpClient, { id, version }: One) =>
  client.call(shortlistApplication, { params: { id }, body: { version } });
export const offer = (client: HttpClient, { id, version }: One, terms: Parameters<typeof buildTerms>[0] = {}) =>
  client.call(sendOffer, { params: { id }, body: { version, terms: buildTerms(terms) } });
export const acceptIt = (client: HttpClient, { id, version, terms }: ApplicationView) =>
  client.call(acceptOffer, { params: { id }, body: { version, number: terms.at(-1)?.number ?? 0 } });
