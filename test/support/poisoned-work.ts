// The free texts of work: invitations, terms, reports, deliveries, visits of experts.
import { randomBytes } from 'node:crypto';
import { applyByInvitation, inviteToOpening, proposeTerms, withdrawApplication } from '@enishi/shared/applications';
import {
  answerWeek,
  deliverWork,
  getAssignment,
  inspectWork,
  listAssignments,
  reportWeek,
} from '@enishi/shared/assignment-contracts';
import { answerDispatch, askExpert, createDispatch, reportDispatch } from '@enishi/shared/dispatches';
import { termsOf } from '@enishi/shared/terms';
import type { People, Things } from '../api/admission/world';
import type { TestApp } from './app';
import { acceptIt, apply, offer } from './applications';
import type { HttpClient } from './http-client';
import { publishOpening } from './journey';

export interface Scene {
  app: TestApp;
  /** They attack wherever they write. */
  people: People;
  /** The same people, who write what they are told. */
  honest: People;
  things: Things;
  /** A visitor who attacks. */
  visitor: () => HttpClient;
}

export const key = () => randomBytes(12).toString('hex');
export const said = '書いたもの';

async function inviteAndWithdraw({ app, people: { owner, expert }, things: { profile } }: Scene) {
  const opening = await publishOpening(owner.client);
  await app.settled();
  const invited = await owner.client.call(inviteToOpening, {
    params: { id: opening.id },
    body: { key: key(), expertId: profile.id, text: said },
  });
  const params = { id: invited.id };
  const applied = await expert.client.call(applyByInvitation, {
    params,
    body: { version: invited.version, letter: said },
  });
  await expert.client.call(withdrawApplication, {
    params,
    body: { version: applied.version, reason: 'no_time', text: said },
  });
}

async function settleTerms({ app, honest, people: { owner, expert }, things: { profile } }: Scene) {
  const opening = await publishOpening(owner.client);
  await app.settled();
  const open = { reason: said, decideBy: '2026-12-10' };
  const applied = await apply(expert.client, opening.id, profile.id, key());
  const offered = await offer(owner.client, applied, {
    dueOn: null,
    method: 'other',
    inspectBy: null,
    payment: null,
    undecided: [
      { item: 'dueOn', ...open },
      { item: 'payment', ...open },
    ],
  });
  const accepted = await acceptIt(expert.client, offered);
  const agreed = termsOf(accepted.terms[0]?.sheet as never);
  await honest.expert.client.call(proposeTerms, {
    params: { id: accepted.id },
    // Nothing but what was left open may differ, so that these words are those of the offer.
    body: {
      version: accepted.version,
      terms: { ...agreed, dueOn: '2027-01-29', payment: { kind: 'once', on: '2027-02-26' }, undecided: [] },
    },
  });
}

async function workTogether({ app, people: { owner, expert }, things: { profile } }: Scene) {
  const opening = await publishOpening(owner.client);
  await app.settled();
  const applied = await apply(expert.client, opening.id, profile.id, key());
  await acceptIt(expert.client, await offer(owner.client, applied, { startsOn: '2026-11-20' }));
  await app.settled();
  const { items } = await expert.client.call(listAssignments);
  const begun = items.find(({ state, startsOn }) => state === 'working' && startsOn === '2026-11-20');
  await reportAndInspect(owner.client, expert.client, begun?.id ?? '');
  return begun?.id ?? '';
}

async function reportAndInspect(owner: HttpClient, expert: HttpClient, id: string) {
  const version = async () => (await owner.call(getAssignment, { params: { id } })).version;
  const params = { id, week: '2026-11-16' };
  await expert.call(reportWeek, { params, body: { version: null, units: 3, note: said } });
  await owner.call(answerWeek, {
    params,
    body: { version: 0, answer: 'send_back', reason: said },
  });
  await expert.call(deliverWork, {
    params: { id },
    body: { version: await version(), key: key(), note: said, links: [{ title: said, url: 'https://example.jp' }] },
  });
  await owner.call(inspectWork, {
    params: { id },
    body: { version: await version(), answer: 'send_back', reason: said },
  });
}

async function visitCompanies({ people: { owner, expert, coordinator }, things: { profile } }: Scene) {
  const request = async () => {
    const made = await owner.client.call(createDispatch, {
      body: { key: key(), theme: said, hours: 2, text: '何から始めればよいか教えてほしい。' },
    });
    return coordinator.client.call(askExpert, {
      params: { id: made.id },
      body: { version: made.version, expertId: profile.id },
    });
  };
  const one = await request();
  await expert.client.call(answerDispatch, {
    params: { id: one.id },
    body: { version: one.version, answer: 'decline', reason: 'no_time', text: said },
  });
  const other = await request();
  const params = { id: other.id };
  const accepted = await expert.client.call(answerDispatch, {
    params,
    body: { version: other.version, answer: 'accept' },
  });
  await expert.client.call(reportDispatch, {
    params,
    body: {
      version: (accepted as { version?: number }).version ?? other.version + 1,
      date: '2026-11-20',
      hours: 1,
      done: said,
      next: said,
    },
  });
}

export const workActs = { inviteAndWithdraw, settleTerms, workTogether, visitCompanies };
