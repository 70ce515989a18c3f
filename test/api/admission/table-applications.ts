// The doors of applications: the company that posted the opening, the person who applied, coordinators of its prefecture.
import * as applications from '@enishi/shared/applications';
import type { Contract } from '@enishi/shared/contract';
import { buildTerms } from '../../support/applications';
import type { Door, Input } from './table';
import { except, signedIn, type Knocker, type Things } from './world';

const parties: Knocker[] = ['owner', 'expert', 'coordinator'];
const letter = '経験があります。よろしくお願いします。';
const key = 'knocked-at-the-door';

const one =
  (body?: object) =>
  ({ application: { id } }: Things): Input => ({
    params: { id },
    // Of nothing that there is: whoever is let in is told so, and nothing changes.
    ...(body && { body: { version: 999, ...body } }),
  });
/** Each sees it; what is not theirs to do is refused with a sentence, not hidden. */
const step = (contract: Contract, body: object = {}): Door => ({ contract, input: one(body), may: parties });

export const applicationDoors: Door[] = [
  {
    contract: applications.applyToOpening,
    input: ({ opening: { id }, profile }) => ({ params: { id }, body: { key, expertId: profile.id, letter } }),
    may: ['expert'],
    forbidden: except('expert'),
  },
  {
    contract: applications.inviteToOpening,
    input: ({ opening: { id }, profile }) => ({ params: { id }, body: { key, expertId: profile.id } }),
    may: ['owner', 'coordinator'],
    forbidden: except('owner', 'coordinator', 'blocked'),
  },
  { contract: applications.listApplications, may: signedIn },
  { contract: applications.getApplication, input: one(), may: parties },
  step(applications.applyByInvitation, { letter }),
  step(applications.shortlistApplication),
  step(applications.declineApplication, { reason: 'hours' }),
  step(applications.withdrawApplication, { reason: 'no_time' }),
  { contract: applications.getTermsDraft, input: one(), may: parties },
  step(applications.sendOffer, { terms: buildTerms() }),
  step(applications.acceptOffer, { number: 1 }),
  step(applications.proposeTerms, { terms: buildTerms() }),
  step(applications.acceptTerms, { number: 1 }),
  {
    contract: applications.downloadTerms,
    input: ({ application: { id } }) => ({ params: { id, number: '1' } }),
    may: parties,
  },
];
