// The smaller policies as tables: who, what, yes or no. An action without a row fails.
import { introductionView, type Side } from '@enishi/shared/introductions';
import { matchStates, needMatch, type MatchState } from '@enishi/shared/matches';
import { standings, type Standing } from '@enishi/shared/disclosure';
import { roles } from '@enishi/shared/roles';
import type { Actor } from '../../../server/src/actor';
import {
  canName,
  canSeeIntroduction,
  introductionAbilities,
  sideOf,
  visibleIntroductions,
} from '../../../server/src/features/introductions/introductions-policy';
import { canSeeMatch, matchAbilities } from '../../../server/src/features/matches/matches-policy';
import { canEditOrganisation } from '../../../server/src/features/organisations/organisations-policy';
import { canChangePerson, canManagePeople } from '../../../server/src/features/users/users-policy';

const buildActor = (given: Partial<Actor> = {}): Actor => ({
  id: 'actor',
  displayName: 'Somebody',
  roles: ['company'],
  organisationId: 'organisation',
  prefecture: '06',
  keepsOrganisation: true,
  servedPrefectures: [],
  language: 'ja',
  ...given,
});
const coordinator = buildActor({ roles: ['coordinator'], servedPrefectures: ['06'] });
const elsewhere = buildActor({ roles: ['coordinator'], servedPrefectures: ['13'] });

describe('a match', () => {
  const all: (Standing | null)[] = [...standings, null];
  it('shows to whoever may see both halves and has to do with one', () => {
    const seen = all.flatMap((need) =>
      all.filter((item) => canSeeMatch({ need, item })).map((item) => `${need}/${item}`),
    );
    const others = standings.flatMap((item) => [`coordinator/${item}`, `owner/${item}`]);
    const asOwner = standings.map((need) => `${need}/owner`);
    expect(new Set(seen)).toEqual(new Set([...others, ...asOwner]));
  });

  type Row = Record<MatchState, string>;
  /** Letters of what may be done in each state: s shortlist, p propose, d decline, i express interest. */
  const table: [string, { need: Standing; item: Standing }, Row][] = [
    [
      'a coordinator',
      { need: 'coordinator', item: 'member' },
      { candidate: 'spd', shortlisted: 'spd', proposed: 'd', connected: '', declined: 'sp' },
    ],
    [
      'the company',
      { need: 'owner', item: 'member' },
      { candidate: 'i', shortlisted: 'i', proposed: '', connected: '', declined: 'i' },
    ],
    [
      'the researcher',
      { need: 'member', item: 'owner' },
      { candidate: 'i', shortlisted: 'i', proposed: '', connected: '', declined: 'i' },
    ],
    [
      'somebody else',
      { need: 'member', item: 'member' },
      { candidate: '', shortlisted: '', proposed: '', connected: '', declined: '' },
    ],
  ];
  const letters = { canShortlist: 's', canPropose: 'p', canDecline: 'd', canExpressInterest: 'i' };

  it('has a letter for every action and a column for every state', () => {
    expect(Object.keys(letters).sort()).toEqual(Object.keys(needMatch.shape.abilities.shape).sort());
    for (const [, , row] of table) expect(Object.keys(row).sort()).toEqual([...matchStates].sort());
  });

  it.each(table)('in the hands of %s', (_who, standing, row) => {
    for (const state of matchStates) {
      const abilities = matchAbilities(standing, state);
      const may = (Object.keys(letters) as (keyof typeof letters)[])
        .filter((action) => abilities[action])
        .map((action) => letters[action]);
      expect([state, may.join('')]).toEqual([state, row[state]]);
    }
  });

  it('leaves nothing to do with a half that one may not see', () => {
    expect(Object.values(matchAbilities({ need: 'coordinator', item: null }, 'candidate'))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('an introduction', () => {
  const answer = (state: 'pending' | 'accepted' | 'declined') => ({ state, at: null, reason: null, text: '' });
  const build = (state: 'open' | 'connected' | 'declined' | 'expired', pending: Side[] = ['need', 'item']) => ({
    needOwnerId: 'company',
    itemOwnerId: 'researcher',
    prefecture: '06',
    state,
    answers: {
      need: answer(pending.includes('need') ? 'pending' : 'accepted'),
      item: answer(pending.includes('item') ? 'pending' : 'accepted'),
    },
  });
  const company = buildActor({ id: 'company' });
  const researcher = buildActor({ id: 'researcher' });
  const party = buildActor({ id: 'company', roles: ['coordinator'], servedPrefectures: ['06'] });

  it('has rows for every action', () => {
    expect(Object.keys(introductionView.shape.abilities.shape).sort()).toEqual(['canAnswer', 'canEnd']);
  });

  it.each([
    ['the company that is asked', company, build('open'), true, false],
    ['the company that has answered', company, build('open', ['item']), false, false],
    ['the researcher who is asked', researcher, build('open', ['item']), true, false],
    ['the company after it was connected', company, build('connected', []), false, false],
    ['the company after it expired', company, build('expired'), false, false],
    ['the coordinator', coordinator, build('open'), false, true],
    ['the coordinator after it ended', coordinator, build('declined'), false, false],
    ['a coordinator elsewhere', elsewhere, build('open'), false, false],
    ['a coordinator who is a party', party, build('open'), true, false],
    ['a stranger', buildActor(), build('open'), false, false],
    ['an administrator', buildActor({ roles: ['admin'] }), build('open'), false, false],
  ])('in the hands of %s', (_who, actor, introduction, canAnswer, canEnd) => {
    expect(introductionAbilities(actor, introduction)).toEqual({ canAnswer, canEnd });
  });

  it('is seen by its parties and the coordinators of its prefecture, alone and in lists', () => {
    const everybody = {
      company,
      researcher,
      coordinator,
      party,
      elsewhere,
      stranger: buildActor(),
      admin: buildActor({ roles: ['admin'] }),
    };
    const introduction = build('open');
    const seen = Object.entries(everybody)
      .filter(([, actor]) => canSeeIntroduction(actor, introduction))
      .map(([who]) => who);
    expect(seen).toEqual(['company', 'researcher', 'coordinator', 'party']);
    for (const actor of Object.values(everybody)) {
      const { $or } = visibleIntroductions(actor) as {
        $or: { needOwnerId?: string; itemOwnerId?: string; prefecture?: { $in: string[] } }[];
      };
      const isListed = $or.some(
        ({ needOwnerId, itemOwnerId, prefecture }) =>
          needOwnerId === introduction.needOwnerId ||
          itemOwnerId === introduction.itemOwnerId ||
          prefecture?.$in.includes('06') === true,
      );
      expect(isListed).toBe(canSeeIntroduction(actor, introduction));
    }
  });

  it('knows the side somebody stands on', () => {
    expect([company, researcher, coordinator].map((actor) => sideOf(actor, build('open')))).toEqual([
      'need',
      'item',
      null,
    ]);
  });

  it('names its parties to each other only once connected', () => {
    expect(canName('company', 'researcher', build('open'))).toBe(false);
    expect(canName('company', 'researcher', build('declined'))).toBe(false);
    expect(canName('company', 'company', build('open'))).toBe(true);
    expect(canName('company', 'researcher', build('connected'))).toBe(true);
    expect(canName('coordinator', 'researcher', build('open'))).toBe(true);
    expect(canName('company', null, build('open'))).toBe(false);
  });
});

test('people are managed by administrators, who cannot shut themselves out', () => {
  for (const role of roles)
    expect([role, canManagePeople(buildActor({ roles: [role] }))]).toEqual([role, role === 'admin']);
  expect(canManagePeople(null)).toBe(false);
  const admin = buildActor({ roles: ['admin'] });
  expect([canChangePerson(admin, 'other'), canChangePerson(admin, admin.id)]).toEqual([true, false]);
  for (const role of roles.filter((one) => one !== 'admin'))
    expect(canChangePerson(buildActor({ roles: [role] }), 'other')).toBe(false);
});

test('an organisation is kept by whoever founded it or was invited, and by administrators', () => {
  const own = { id: 'organisation' };
  expect(canEditOrganisation(null, own)).toBe(false);
  for (const role of roles) {
    expect(canEditOrganisation(buildActor({ roles: [role] }), own)).toBe(true);
    expect(canEditOrganisation(buildActor({ roles: [role], organisationId: 'other' }), own)).toBe(role === 'admin');
    expect(canEditOrganisation(buildActor({ roles: [role], keepsOrganisation: false }), own)).toBe(role === 'admin');
  }
});
