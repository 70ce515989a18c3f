// Each side and each state: what may be done, and by whom. A state without a row fails.
import { applicationLimits, applicationStates, type ApplicationView } from '@enishi/shared/applications';
import {
  applicationAbilities,
  canSeeApplication,
  turnOf,
  type ApplicationFacts,
} from '../../../../server/src/features/applications/applications-policy';
import { clocksFrom } from '../../../../server/src/features/applications/application-clocks';
import type { Application, StoredTerms } from '../../../../server/src/features/applications/applications-store';
import type { Actor } from '../../../../server/src/actor';

const now = new Date('2026-11-20T01:00:00.000Z');
const actor = (id: string, given: Partial<Actor> = {}): Actor => ({
  ...{ id, displayName: id, roles: ['company'], organisationId: `o-${id}`, keepsOrganisation: true },
  ...{ prefecture: '06', servedPrefectures: [], language: 'ja' },
  ...given,
});
const company = actor('company');
const person = actor('person', { roles: ['teleworker'] });
const desk = actor('desk', { roles: ['coordinator'], servedPrefectures: ['06'] });
const elsewhere = actor('elsewhere', { roles: ['coordinator'], servedPrefectures: ['40'] });
const colleague = actor('colleague', { organisationId: 'o-company' });

const version = (given: Partial<StoredTerms> = {}): StoredTerms => ({
  ...{ number: 1, purpose: 'offer', state: 'open', by: 'need', byUserId: 'company', sentAt: now },
  ...{ answeredAt: null, answeredById: null, sha256: '' },
  sheet: { undecided: [] } as unknown as StoredTerms['sheet'],
  ...given,
});
const application = (given: Partial<Application> = {}): Application => ({
  ...{ id: 'a', version: 0, key: 'k', openingId: 'w', expertId: 'x', clientUserId: 'company', workerUserId: 'person' },
  ...{ clientOrganisationId: 'o-company', prefecture: '06', letter: '', invitation: null, end: null },
  ...{ state: 'applied', terms: [], history: [], toldSteps: 0, isSettled: true },
  ...{ createdAt: now, changedAt: now, ...clocksFrom(given.state ?? 'applied', now) },
  ...given,
});
const facts: ApplicationFacts = { isLive: true, isInTime: true, isFull: false, now };
const able = (who: Actor, one: Application, given: Partial<ApplicationFacts> = {}): string[] =>
  Object.entries(applicationAbilities(who, one, { ...facts, ...given })).flatMap(([name, is]) => (is ? [name] : []));

const offered = [version()];
const agreed = [version({ state: 'accepted' })];
const table: Record<
  (typeof applicationStates)[number],
  { company: string[]; person: string[]; terms?: StoredTerms[] }
> = {
  invited: { company: ['canDecline'], person: ['canApply', 'canWithdraw'] },
  applied: { company: ['canShortlist', 'canOffer', 'canDecline'], person: ['canWithdraw'] },
  shortlisted: { company: ['canOffer', 'canDecline'], person: ['canWithdraw'] },
  offered: { company: ['canOffer', 'canDecline'], person: ['canAcceptOffer', 'canWithdraw'], terms: offered },
  accepted: { company: [], person: [], terms: agreed },
  declined: { company: [], person: [] },
  withdrawn: { company: [], person: ['canApply'] },
  expired: { company: [], person: ['canApply'] },
};

test.each(applicationStates)('%s: each side may do its own, and nobody else anything', (state) => {
  const { company: ofCompany, person: ofPerson, terms = [] } = table[state];
  const one = application({ state, terms });
  expect(able(company, one)).toEqual(ofCompany);
  expect(able(person, one)).toEqual(ofPerson);
  for (const other of [desk, elsewhere, colleague]) expect(able(other, one)).toEqual([]);
});

test('both sides and the coordinators of the prefecture see it', () => {
  const seen = [company, person, desk, elsewhere, colleague].map((who) => canSeeApplication(who, application()));
  expect(seen).toEqual([true, true, true, false, false]);
});

test('a listing that is closed, a day that has passed, places that are taken: each takes its own ability away', () => {
  expect(able(person, application({ state: 'invited' }), { isLive: false })).toEqual(['canWithdraw']);
  expect(able(person, application({ state: 'invited' }), { isInTime: false })).toContain('canApply');
  expect(able(person, application({ state: 'withdrawn' }), { isInTime: false })).toEqual([]);
  expect(able(company, application(), { isFull: true })).toEqual(['canShortlist', 'isFull', 'canDecline']);
  expect(able(company, application(), { isLive: false })).toEqual(['canShortlist', 'canDecline']);
  const many = Array.from({ length: applicationLimits.terms }, (_, index) => version({ number: index + 1 }));
  expect(able(company, application({ terms: many }))).not.toContain('canOffer');
  const late = application({ state: 'offered', terms: offered });
  expect(able(person, late, { now: late.expiresAt ?? now })).toEqual(['canWithdraw']);
});

test('what was left open is settled by either side, and accepted by the other', () => {
  const open = { undecided: [{ item: 'dueOn' }] } as unknown as StoredTerms['sheet'];
  const settling = version({ number: 2, purpose: 'settling', by: 'item', byUserId: 'person' });
  const one = application({ state: 'accepted', terms: [version({ state: 'accepted', sheet: open }), settling] });
  expect(able(person, one)).toEqual(['canProposeTerms']);
  expect(able(company, one)).toEqual(['canProposeTerms', 'canAcceptTerms']);
  expect(turnOf(one)).toBe('need');
  expect(turnOf({ ...one, terms: agreed })).toBeNull();
});

test('working days skip weekends and holidays; a silent company has as long again after the reminder', () => {
  // Friday 20 November; the 23rd is a holiday.
  expect(clocksFrom('invited', now).dueAt?.toISOString()).toBe('2026-12-07T01:00:00.000Z');
  const { dueAt, expiresAt } = clocksFrom('applied', now);
  expect([dueAt?.toISOString(), expiresAt?.toISOString()]).toEqual([
    '2026-12-07T01:00:00.000Z',
    '2026-12-21T01:00:00.000Z',
  ]);
  expect(clocksFrom('offered', now).expiresAt?.toISOString()).toBe('2026-11-27T01:00:00.000Z');
  expect(clocksFrom('accepted', now)).toEqual({ dueAt: null, expiresAt: null, isReminded: false });
});

// The list of abilities is the view's: a new one needs a row above.
test('knows every ability', () => {
  const known: (keyof ApplicationView['abilities'])[] = [
    ...(['canApply', 'canShortlist', 'canOffer', 'isFull', 'canAcceptOffer', 'canDecline'] as const),
    ...(['canWithdraw', 'canProposeTerms', 'canAcceptTerms'] as const),
  ];
  expect(Object.keys(applicationAbilities(company, application(), facts)).sort()).toEqual([...known].sort());
});
