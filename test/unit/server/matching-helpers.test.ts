// Who may meet whom, how listings look to the match engine, and what of a pair may be told.
import { secrecyPresets } from '@enishi/shared/disclosure';
import type { MatchEvidence } from '@enishi/shared/matches';
import type { Actor } from '../../../server/src/actor';
import { evidenceFor, nameOf, pairStanding } from '../../../server/src/features/matches/match-disclosure';
import {
  expertAsItem,
  itemIdOf,
  needAsItem,
  refOf,
  seedAsItem,
  type Expert,
  type Need,
  type Seed,
} from '../../../server/src/features/matches/match-items';
import { mayMeet, partyOf } from '../../../server/src/features/matches/matching-service';
import type { CommonContent, Listing } from '../../../server/src/listings/listing';
import { buildExpert, buildNeed, buildSeed } from '../../support/builders';

const buildListing = <C extends CommonContent>(
  kind: Listing['kind'],
  content: C,
  ownerId: string,
  organisationId = `${ownerId}'s`,
): Listing<C> => ({
  id: 'a'.repeat(24),
  kind,
  code: 'X-0001',
  status: 'published',
  version: 1,
  ownerId,
  organisationId,
  content,
  introducedIds: [],
  mutualIds: [],
  isSample: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  publishedAt: new Date(0),
  closedAt: null,
  closeReason: null,
  closeText: '',
  matchedAt: null,
  isQuiet: false,
  changes: [],
});
const buildActor = (id: string, given: Partial<Actor> = {}): Actor => ({
  id,
  displayName: id,
  roles: ['company'],
  organisationId: `${id}'s`,
  prefecture: '06',
  keepsOrganisation: true,
  servedPrefectures: [],
  language: 'ja',
  ...given,
});

describe('meeting', () => {
  const meet = (need: Listing, item: Listing) => [
    mayMeet(partyOf(need), partyOf(item)),
    mayMeet(partyOf(item), partyOf(need)),
  ];
  const need = buildListing('need', buildNeed(), 'company');
  test.each([
    ['two strangers', need, buildListing('seed', buildSeed(), 'researcher'), true],
    ['one and the same', need, buildListing('seed', buildSeed(), 'company'), false],
    ['two colleagues', need, buildListing('seed', buildSeed(), 'colleague', "company's"), true],
    [
      'a company that was blocked',
      need,
      buildListing('seed', { ...buildSeed(), blockedOrganisationIds: ["company's"] }, 'researcher'),
      false,
    ],
    [
      'a company that blocks',
      buildListing('need', { ...buildNeed(), blockedOrganisationIds: ["researcher's"] }, 'company'),
      buildListing('seed', buildSeed(), 'researcher'),
      false,
    ],
  ])('%s', (_who, one, other, expected) => {
    expect(meet(one as Listing, other as Listing)).toEqual([expected, expected]);
  });
});

describe('for the engine', () => {
  test('a need is its five answers, with the months it has', () => {
    const item = needAsItem(
      buildListing(
        'need',
        buildNeed({ tried: '試した', mustHaves: ['必須'], timeframe: 'within_1_year', readinessWanted: 7 }),
        'company',
      ) as Need,
    );
    expect(item).toMatchObject({
      id: `need:${'a'.repeat(24)}`,
      kind: 'need',
      prefecture: '06',
      readiness: 7,
      monthsAvailable: 12,
    });
    expect(item.body.split('\n').slice(-2)).toEqual(['試した', '必須']);
  });
  test('what is not known is left out', () => {
    const item = needAsItem(buildListing('need', buildNeed({ timeframe: 'unknown' }), 'company') as Need);
    expect(item).not.toHaveProperty('monthsAvailable');
    expect(item).not.toHaveProperty('readiness');
  });
  test('a seed begins with what is new', () => {
    const content = buildSeed({ challenges: '課題', record: '経歴' });
    const item = seedAsItem(buildListing('seed', content, 'researcher') as Seed);
    expect(item.body.startsWith(content.features)).toBe(true);
    expect(item.readiness).toBe(6);
  });
  test('an expert has time and a place', () => {
    const content = buildExpert({ hoursPerWeek: 8, workPlace: 'onsite', certificates: [{ name: '技術士' }] });
    const item = expertAsItem(buildListing('expert', content, 'expert') as Expert);
    expect(item.availability).toEqual({ hoursPerWeek: 8, isRemote: false });
    expect(item.body).toContain('技術士');
  });
  test('ids lead back to listings', () => {
    expect(refOf(itemIdOf('expert', 'b'.repeat(24)))).toEqual({ kind: 'expert', id: 'b'.repeat(24) });
  });
});

describe('reasons', () => {
  const evidence: MatchEvidence = {
    tags: [
      { concept: 'lithium-ion-battery', queryConcept: 'lithium-ion-battery', relation: 'same' },
      { concept: 'organic-el', queryConcept: 'organic-el', relation: 'same' },
      { concept: '#自由札', queryConcept: '#自由札', relation: 'same' },
    ],
    words: ['電池', '秘密箔'],
    quotes: [
      { field: 'title', text: '電池の測り方', marks: [{ start: 0, end: 2 }] },
      { field: 'body', text: '秘密箔を使う', marks: [{ start: 0, end: 3 }] },
    ],
  };
  const need = (isClosed: boolean) =>
    buildListing(
      'need',
      buildNeed({ title: '電池を測りたい', disclosure: secrecyPresets[isClosed ? 'careful' : 'open'] }),
      'company',
    ) as Listing;
  const seed = (isClosed: boolean) =>
    buildListing(
      'seed',
      buildSeed({ title: '電池の測り方', disclosure: secrecyPresets[isClosed ? 'careful' : 'open'] }),
      'researcher',
    ) as Listing;
  const told = (isNeedClosed: boolean, isSeedClosed: boolean, who: string) => {
    const { tags, words, quotes } = evidenceFor(
      { evidence },
      { need: need(isNeedClosed), item: seed(isSeedClosed) },
      buildActor(who),
    );
    return { tags: tags.map((tag) => tag.concept), words, quotes: quotes.map((quote) => quote.field) };
  };
  const everything = {
    tags: ['lithium-ion-battery', 'organic-el', '#自由札'],
    words: ['電池', '秘密箔'],
    quotes: ['title', 'body'],
  };
  const chosen = ['lithium-ion-battery', '#自由札'];

  test.each([
    ['everything where everything is open', false, false, 'company', everything],
    ['everything to the owner of the closed half', false, true, 'researcher', everything],
    [
      'to the company, of a closed seed, what its title and tags say',
      false,
      true,
      'company',
      { tags: chosen, words: ['電池'], quotes: ['title'] },
    ],
    [
      'to the researcher, of a closed need, no passage that shows its words',
      true,
      false,
      'researcher',
      { tags: chosen, words: ['電池'], quotes: [] },
    ],
    [
      'to somebody else, of two closed halves, what both titles say',
      true,
      true,
      'coordinator',
      { tags: chosen, words: ['電池'], quotes: [] },
    ],
  ])('tell %s', (_what, isNeedClosed, isSeedClosed, who, expected) => {
    expect(told(isNeedClosed, isSeedClosed, who)).toEqual(expected);
  });

  test('names are told of whoever keeps theirs open, and of coordinators', () => {
    const names = new Map(['company', 'researcher', 'coordinator'].map((id) => [id, { displayName: `Name of ${id}` }]));
    const halves = { need: need(true), item: seed(false) };
    const by = (userId: string | null, viewer: string) => nameOf(userId, halves, buildActor(viewer), names);
    expect(by('company', 'researcher')).toBeNull();
    expect(by('company', 'company')).toBe('Name of company');
    expect(by('researcher', 'company')).toBe('Name of researcher');
    expect(by('coordinator', 'company')).toBe('Name of coordinator');
    expect(by(null, 'company')).toBeNull();
  });

  test('a coordinator who wrote the need stands as its coordinator', () => {
    const actor = buildActor('company', { roles: ['coordinator'], servedPrefectures: ['06'] });
    expect(pairStanding({ need: need(false), item: seed(false) }, actor)).toEqual({
      need: 'coordinator',
      item: 'coordinator',
    });
    expect(pairStanding({ need: need(false), item: seed(false) }, buildActor('company'))).toEqual({
      need: 'owner',
      item: 'member',
    });
  });
});
