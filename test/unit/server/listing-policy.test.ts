// Each standing and role, each action, yes or no. An action without a row fails.
import { secrecyPresets, type Disclosure } from '@enishi/shared/disclosure';
import { listingAbilities, listingKinds, type ListingKind, type ListingStatus } from '@enishi/shared/listings';
import type { Actor } from '../../../server/src/actor';
import { abilitiesFor, canSee, isCaseOf, standingOf, visibleTo } from '../../../server/src/listings/listing-policy';

const buildActor = (given: Partial<Actor> = {}): Actor => ({
  id: 'actor',
  displayName: 'Somebody',
  roles: ['company'],
  organisationId: 'their-organisation',
  prefecture: '06',
  keepsOrganisation: true,
  servedPrefectures: [],
  language: 'ja',
  ...given,
});
const buildSeen = (
  given: {
    kind?: ListingKind;
    status?: ListingStatus;
    disclosure?: Disclosure;
    blocked?: string[];
    introducedIds?: string[];
    mutualIds?: string[];
    ownerId?: string;
    moveWish?: { prefectures: string[] };
  } = {},
) => ({
  kind: given.kind ?? ('need' as const),
  status: given.status ?? ('published' as const),
  ownerId: given.ownerId ?? 'owner',
  organisationId: 'owning-organisation',
  introducedIds: given.introducedIds ?? [],
  mutualIds: given.mutualIds ?? [],
  content: {
    prefecture: '06',
    disclosure: given.disclosure ?? secrecyPresets.open,
    blockedOrganisationIds: given.blocked ?? [],
    ...(given.moveWish && { moveWish: given.moveWish }),
  },
});

type Ability = keyof ReturnType<typeof abilitiesFor>;
const actions = Object.keys(listingAbilities.shape) as Ability[];

const people: Record<string, Actor | null> = {
  visitor: null,
  owner: buildActor({ id: 'owner' }),
  'owner who coordinates': buildActor({ id: 'owner', roles: ['coordinator'], servedPrefectures: ['06'] }),
  coordinator: buildActor({ roles: ['coordinator'], servedPrefectures: ['05', '06'] }),
  'coordinator elsewhere': buildActor({ roles: ['coordinator'], servedPrefectures: ['13'] }),
  'once a coordinator': buildActor({ roles: ['company'], servedPrefectures: ['06'] }),
  company: buildActor({ roles: ['company'] }),
  researcher: buildActor({ roles: ['researcher'] }),
  expert: buildActor({ roles: ['expert'] }),
  teleworker: buildActor({ roles: ['teleworker'] }),
  admin: buildActor({ roles: ['admin'] }),
};

/** Who may, for a need that is published and open. Whoever is not named may not. */
const onNeed: Record<Ability, string[]> = {
  canEdit: ['owner', 'owner who coordinates'],
  canPublish: [],
  canClose: ['owner', 'owner who coordinates'],
  canDelete: [],
  canSeeCandidates: ['owner', 'owner who coordinates', 'coordinator'],
  canSeeLedger: ['owner', 'owner who coordinates'],
  canExpressInterest: ['researcher', 'expert', 'teleworker'],
  canCoordinate: ['owner who coordinates', 'coordinator'],
};
/** The same for a seed. */
const onSeed: Record<Ability, string[]> = {
  ...onNeed,
  canSeeCandidates: ['owner', 'owner who coordinates'],
  canExpressInterest: ['company', 'once a coordinator'],
  canCoordinate: [],
};
const inState: Record<Exclude<ListingStatus, 'published'>, Partial<Record<Ability, string[]>>> = {
  draft: {
    canEdit: ['owner'],
    canPublish: ['owner'],
    canDelete: ['owner'],
    canSeeCandidates: ['owner'],
    canSeeLedger: ['owner'],
  },
  closed: {
    canPublish: ['owner'],
    canSeeCandidates: ['owner', 'coordinator'],
    canSeeLedger: ['owner'],
    canCoordinate: ['coordinator'],
  },
};

test('every action has a row', () => {
  for (const table of [onNeed, onSeed]) expect(Object.keys(table).sort()).toEqual([...actions].sort());
});

describe.each([
  ['need', onNeed],
  ['seed', onSeed],
  ['expert', onSeed],
] as const)('a published %s', (kind, table) => {
  test.each(actions)('%s', (action) => {
    const may = Object.keys(people).filter((who) => abilitiesFor(people[who] ?? null, buildSeen({ kind }))[action]);
    expect(may.sort()).toEqual([...table[action]].sort());
  });
});

describe.each(Object.entries(inState) as [Exclude<ListingStatus, 'published'>, Partial<Record<Ability, string[]>>][])(
  'a %s need',
  (status, table) => {
    test.each(actions)('%s', (action) => {
      const watched = ['visitor', 'owner', 'coordinator', 'researcher', 'admin'];
      const may = watched.filter((who) => abilitiesFor(people[who] ?? null, buildSeen({ status }))[action]);
      expect(may.sort()).toEqual([...(table[action] ?? [])].sort());
    });
  },
);

describe('standing', () => {
  test.each([
    ['the owner of a draft', buildActor({ id: 'owner' }), buildSeen({ status: 'draft' }), 'owner'],
    ['anybody else and a draft', buildActor(), buildSeen({ status: 'draft' }), null],
    ['a coordinator and a draft of the region', people['coordinator'], buildSeen({ status: 'draft' }), null],
    [
      'a coordinator and a hidden need',
      people['coordinator'],
      buildSeen({ disclosure: secrecyPresets.coordinator }),
      'coordinator',
    ],
    ['a coordinator and a closed need', people['coordinator'], buildSeen({ status: 'closed' }), 'coordinator'],
    [
      'a coordinator whose own centre is blocked',
      people['coordinator'],
      buildSeen({ blocked: ['their-organisation'] }),
      'coordinator',
    ],
    [
      'a coordinator elsewhere',
      people['coordinator elsewhere'],
      buildSeen({ disclosure: secrecyPresets.coordinator }),
      null,
    ],
    [
      'a coordinator of where somebody would move, and a hidden profile',
      people['coordinator elsewhere'],
      buildSeen({ kind: 'expert', disclosure: secrecyPresets.coordinator, moveWish: { prefectures: ['33', '13'] } }),
      'coordinator',
    ],
    [
      'a coordinator of where nobody would move',
      people['coordinator elsewhere'],
      buildSeen({ kind: 'expert', disclosure: secrecyPresets.coordinator, moveWish: { prefectures: ['33'] } }),
      null,
    ],
    [
      'somebody who is a coordinator no more',
      people['once a coordinator'],
      buildSeen({ disclosure: secrecyPresets.coordinator }),
      null,
    ],
    ['an administrator', people['admin'], buildSeen({ disclosure: secrecyPresets.coordinator }), null],
    ['a member', buildActor(), buildSeen(), 'member'],
    ['a visitor', null, buildSeen(), 'visitor'],
    ['a visitor and a need for members', null, buildSeen({ disclosure: secrecyPresets.members }), null],
    ['a blocked member', buildActor(), buildSeen({ blocked: ['their-organisation'] }), null],
    [
      'a blocked member who was introduced',
      buildActor(),
      buildSeen({ blocked: ['their-organisation'], introducedIds: ['actor'] }),
      null,
    ],
    [
      'whoever was introduced',
      buildActor(),
      buildSeen({ disclosure: secrecyPresets.coordinator, introducedIds: ['actor'] }),
      'introduced',
    ],
    [
      'whoever was introduced and accepted',
      buildActor(),
      buildSeen({ introducedIds: ['actor'], mutualIds: ['actor'] }),
      'mutual',
    ],
    [
      'whoever accepted and a closed need',
      buildActor(),
      buildSeen({ status: 'closed', mutualIds: ['actor'] }),
      'mutual',
    ],
    ['a member and a closed need', buildActor(), buildSeen({ status: 'closed' }), null],
  ] as const)('of %s', (_who, actor, seen, expected) => {
    expect(standingOf(actor ?? null, seen)).toBe(expected);
  });
});

describe('standing under a confidentiality agreement', () => {
  test.each([
    [
      'whoever accepted, of an organisation under a confidentiality agreement',
      buildActor({ ndaOrganisationIds: ['owning-organisation'] }),
      buildSeen({ mutualIds: ['actor'] }),
      'nda',
    ],
    [
      'whoever accepted, under an agreement with another organisation',
      buildActor({ ndaOrganisationIds: ['another'] }),
      buildSeen({ mutualIds: ['actor'] }),
      'mutual',
    ],
    [
      'whoever was introduced only, whatever was agreed',
      buildActor({ ndaOrganisationIds: ['owning-organisation'] }),
      buildSeen({ introducedIds: ['actor'] }),
      'introduced',
    ],
    [
      'a member, whatever was agreed about another matter',
      buildActor({ ndaOrganisationIds: ['owning-organisation'] }),
      buildSeen(),
      'member',
    ],
    [
      'somebody who says that they belong to a blocked organisation',
      buildActor({ organisationId: 'a-person', claimedOrganisationId: 'blocked' }),
      buildSeen({ blocked: ['blocked'], mutualIds: ['actor'] }),
      null,
    ],
    [
      'a blocked member under an agreement',
      buildActor({ ndaOrganisationIds: ['owning-organisation'] }),
      buildSeen({ blocked: ['their-organisation'], mutualIds: ['actor'] }),
      null,
    ],
  ] as const)('of %s', (_who, actor, seen, expected) => {
    expect(standingOf(actor, seen)).toBe(expected);
  });
});

describe('no standing', () => {
  test('shows no group', () => {
    const stranger = buildActor();
    for (const group of ['summary', 'details', 'organisation', 'contact'] as const)
      expect(canSee(stranger, buildSeen({ disclosure: secrecyPresets.coordinator }), group)).toBe(false);
  });
});

test('only needs are cases', () => {
  const coordinator = people['coordinator'] ?? null;
  expect(listingKinds.filter((kind) => isCaseOf(coordinator, buildSeen({ kind })))).toEqual(['need']);
});

/** Reads a filter clause the way the database does, for the few operators the policy uses. */
const holds = (where: Record<string, unknown>, document: Record<string, unknown>): boolean =>
  Object.entries(where).every(([path, wanted]) => {
    const value = path
      .split('.')
      .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], document);
    const has = (one: unknown) => (Array.isArray(value) ? value.includes(one) : value === one);
    if (typeof wanted !== 'object' || wanted === null) return has(wanted);
    const { $in, $nin, ...others } = wanted as { $in?: unknown[]; $nin?: unknown[] };
    if (Object.keys(others).length > 0) throw new Error(`an operator unknown here: ${Object.keys(others).join(', ')}`);
    return ($in === undefined || $in.some(has)) && ($nin === undefined || !$nin.some(has));
  });

test('the filter for lists lets through just what the policy lets see', () => {
  const disclosures = Object.values(secrecyPresets);
  const claiming = buildActor({ organisationId: 'a-person', claimedOrganisationId: 'their-organisation' });
  for (const [who, actor] of Object.entries({ ...people, claiming }))
    for (const disclosure of disclosures)
      for (const blocked of [[], ['their-organisation']])
        for (const introducedIds of [[], ['actor']])
          for (const mutualIds of [[], ['actor']])
            for (const moveWish of [undefined, { prefectures: ['33', '13'] }]) {
              const seen = buildSeen({ disclosure, blocked, introducedIds, mutualIds, ...(moveWish && { moveWish }) });
              const isListed = visibleTo(actor).some(({ where }) => holds(where, seen));
              const given = [who, disclosure, blocked, introducedIds, mutualIds, moveWish];
              expect([...given, isListed]).toEqual([...given, standingOf(actor, seen) !== null]);
            }
});
