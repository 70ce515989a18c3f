import { expertContent, expertDraft } from '@enishi/shared/experts';
import { email } from '@enishi/shared/fields';
import { closeBody } from '@enishi/shared/listings';
import { needContent, needDraft } from '@enishi/shared/needs';
import { organisationInput } from '@enishi/shared/organisations';
import { role, type Role } from '@enishi/shared/roles';
import { seedContent, seedDraft } from '@enishi/shared/seeds';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { sampleWorld } from '../../../server/src/samples/sample-world.js';

const { organisations, accounts, needs, seeds, experts, signIns } = sampleWorld;
const listings = [...needs, ...seeds, ...experts];
const accountOf = new Map(accounts.map((account) => [account.key, account]));
const organisationOf = new Map(organisations.map((organisation) => [organisation.key, organisation]));
const kindOf = (organisation: string) => organisationOf.get(organisation)?.content.kind;
const count = (kind: string) => organisations.filter(({ content }) => content.kind === kind).length;

const isEnglish = ({ content }: (typeof listings)[number]) => content.language === 'en';
const share = (rows: readonly (typeof listings)[number][]) => rows.filter(isEnglish).length / rows.length;

describe('the sample world', () => {
  it('is as large as a first look needs', () => {
    expect(needs.length).toBeGreaterThanOrEqual(42);
    expect(seeds.length).toBeGreaterThanOrEqual(62);
    expect(experts.length).toBeGreaterThanOrEqual(32);
    expect(experts.filter(({ content }) => content.kind === 'teleworker').length).toBeGreaterThanOrEqual(4);
    expect(count('company')).toBeGreaterThanOrEqual(26);
    expect(count('university') + count('research_institute')).toBeGreaterThanOrEqual(7);
    expect(count('support_centre')).toBe(4);
    const coordinators = accounts.filter(({ roles }) => roles.includes('coordinator'));
    expect(coordinators).toHaveLength(6);
    const regions = coordinators.flatMap(
      ({ organisation }) => organisationOf.get(organisation)?.content.servedPrefectures,
    );
    expect(new Set(regions)).toEqual(new Set(['33', '06', '35']));
  });

  it('speaks English in about a fifth of each kind', () => {
    for (const rows of [needs, seeds, experts]) {
      expect(share(rows)).toBeGreaterThan(0.17);
      expect(share(rows)).toBeLessThan(0.25);
    }
  });

  it.each([
    ['organisation', organisationInput, organisations],
    ['need', needDraft, needs],
    ['seed', seedDraft, seeds],
    ['expert', expertDraft, experts],
  ] as const)('has every %s in the form people would send it', (_kind, schema, rows) => {
    for (const { key, content } of rows) {
      const { error } = schema.safeParse(content);
      expect({ key, problems: error?.issues ?? [] }).toEqual({ key, problems: [] });
    }
  });

  it.each([
    ['need', needContent, needs],
    ['seed', seedContent, seeds],
    ['expert', expertContent, experts],
  ] as const)('has every %s that is not a draft complete', (_kind, schema, rows) => {
    for (const { key, status, content } of rows.filter(({ status }) => status !== 'draft')) {
      const { error } = schema.safeParse(content);
      expect({ key, status, problems: error?.issues ?? [] }).toEqual({ key, status, problems: [] });
    }
  });

  it('writes needs of 80 to 400 characters, or as much in English words', () => {
    for (const { key, content } of needs.filter(({ status }) => status === 'published')) {
      const length = [content.situation, content.goal, content.tried].join('').length;
      const [least, most] = content.language === 'en' ? [200, 1000] : [80, 400];
      expect({ key, isFine: length >= least && length <= most }).toEqual({ key, isFine: true });
    }
  });

  it('uses tags that the taxonomy knows', () => {
    const tags = [...listings, ...organisations].flatMap(({ content }) => content.tags ?? []);
    expect(tags.filter((tag) => !taxonomy.concept(tag))).toEqual([]);
  });

  it('says of every name that it is a sample, and uses reserved addresses only', () => {
    const isMarked = (name: string | undefined) => /（見本）|\(sample\)/u.test(name ?? '');
    expect(organisations.filter(({ content }) => !isMarked(content.name) || !isMarked(content.nameEn))).toEqual([]);
    expect(accounts.filter(({ displayName }) => !isMarked(displayName))).toEqual([]);
    expect(
      accounts.filter((account) => !account.email.endsWith('.example') || !email.safeParse(account.email).success),
    ).toEqual([]);
  });

  it('joins by keys that exist, each once', () => {
    for (const rows of [organisations, accounts, listings]) {
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }
    expect(new Set(accounts.map((account) => account.email)).size).toBe(accounts.length);
    expect(
      accounts.filter(
        ({ organisation, roles }) =>
          !organisationOf.has(organisation) || !roles.every((one) => role.safeParse(one).success),
      ),
    ).toEqual([]);
    expect(
      listings.filter(
        ({ owner, blocked = [] }) => !accountOf.has(owner) || !blocked.every((key) => organisationOf.has(key)),
      ),
    ).toEqual([]);
    const emails = new Set(accounts.map((account) => account.email));
    expect(signIns.filter((signIn) => !emails.has(signIn.email))).toEqual([]);
  });

  it('gives every listing to somebody who may write one, in their own region', () => {
    const owners: [readonly (typeof listings)[number][], Role[]][] = [
      [needs, ['company']],
      [seeds, ['researcher']],
      [experts, ['expert', 'teleworker']],
    ];
    for (const [rows, allowed] of owners) {
      for (const { key, owner, content } of rows) {
        const account = accountOf.get(owner);
        const isAllowed = allowed.some((one) => account?.roles.includes(one));
        expect({ key, isAllowed, prefecture: account?.prefecture }).toEqual({
          key,
          isAllowed: true,
          prefecture: content.prefecture,
        });
      }
    }
    const companies = organisations.filter(({ content }) => content.kind === 'company').map(({ key }) => key);
    const withAccount = new Set(
      accounts.filter(({ roles }) => roles.includes('company')).map(({ organisation }) => organisation),
    );
    expect(companies.filter((key) => !withAccount.has(key))).toEqual([]);
    expect(
      experts.filter(({ owner, content }) => !accountOf.get(owner)?.roles.includes(content.kind ?? 'expert')),
    ).toEqual([]);
    expect(
      seeds.filter(
        ({ owner }) =>
          !['university', 'research_institute'].includes(kindOf(accountOf.get(owner)?.organisation ?? '') ?? ''),
      ),
    ).toEqual([]);
  });

  it('shows every state and every kind of secrecy', () => {
    expect(new Set(needs.map(({ status }) => status))).toEqual(new Set(['draft', 'published', 'closed']));
    expect(listings.filter(({ status, close }) => (status === 'closed') !== (close !== undefined))).toEqual([]);
    const reasons = listings.flatMap(({ close }) =>
      close ? [closeBody.safeParse({ version: 0, ...close }).success] : [],
    );
    expect(reasons.every(Boolean)).toBe(true);
    expect(new Set(needs.map(({ content }) => content.disclosure?.summary))).toEqual(
      new Set(['public', 'members', 'coordinator']),
    );
    expect(new Set(needs.map(({ content }) => content.disclosure?.organisation))).toEqual(
      new Set(['public', 'mutual']),
    );
    expect(needs.some(({ blocked = [] }) => blocked.length > 0)).toBe(true);
  });
});
