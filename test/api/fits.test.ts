// Openings and profiles find each other, both ways, with reasons; and nothing tells what a person wants to earn.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { expertContracts, type ExpertView } from '@enishi/shared/experts';
import { listExpertFits, listOpeningFits, type ExpertFit, type OpeningFit } from '@enishi/shared/fits';
import { listNotifications } from '@enishi/shared/notifications';
import { openingContracts, type OpeningView } from '@enishi/shared/openings';
import { startTestApp, type TestApp } from '../support/app';
import type { buildExpert, buildOpening } from '../support/builders';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { publishExpert, publishOpening } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Profile = Parameters<typeof buildExpert>[0];
const mornings = ['mon-morning', 'tue-morning', 'wed-morning', 'thu-morning', 'fri-morning'] as const;
/** Twelve hours a week in the mornings, at home in Yonezawa. */
const parent = (given: Profile = {}): Profile => ({
  kind: 'teleworker',
  title: '子どもが園にいる午前中に働けます',
  tags: [],
  skills: [{ tag: 'photography', level: 'advanced' }],
  hoursPerWeek: 12,
  cells: [...mornings],
  workPlace: 'both',
  municipality: '06202',
  travelKm: 20,
  canDo: '商品写真の撮影と切り抜き、通販に載せる説明の文章を書きます。',
  ...given,
});
const opening = (given: Parameters<typeof buildOpening>[0] = {}): Parameters<typeof buildOpening>[0] => ({
  title: '通販サイトの商品写真を整える仕事',
  skills: [{ tag: 'photography', level: 'alone' }],
  work: '通販サイトで売る漬物の商品写真を切り抜き、色を整え、短い説明の文章を書いてください。',
  hoursTo: 9,
  cells: ['mon-morning', 'wed-morning', 'fri-morning'],
  ...given,
});

const fitsOf = async (client: HttpClient, id: string): Promise<OpeningFit[]> =>
  (await client.call(listOpeningFits, { params: { id } })).items;
const openingsOf = async (client: HttpClient, id: string): Promise<{ items: ExpertFit[]; near: ExpertFit[] }> =>
  client.call(listExpertFits, { params: { id } });
const titlesOf = (items: readonly OpeningFit[]) => items.map(({ expert }) => expert.title);
const change = async (client: HttpClient, id: string, body: object): Promise<void> => {
  const { version } = (await client.call(expertContracts.get, { params: { id } })) as ExpertView;
  await client.call(expertContracts.update, { params: { id }, body: { version, ...body } });
  await app.settled();
};
const noticesOf = async (client: HttpClient, kind: string) =>
  (await client.call(listNotifications, { query: {} })).items.filter((notice) => notice.kind === kind);

/** A company with an opening, and people of their own prefecture. */
async function world(given: { opening?: Parameters<typeof buildOpening>[0]; people?: Profile[] } = {}) {
  const company = await app.signedIn({ roles: ['company'] });
  const people = [];
  for (const profile of given.people ?? [{}]) {
    const { user, client } = await app.signedIn({ roles: ['teleworker'] });
    people.push({ user, client, profile: await publishExpert(client, parent(profile)) });
  }
  const posted = await publishOpening(company.client, opening(given.opening));
  await app.settled();
  return { company, people, opening: posted };
}

describe('an opening and a person who fits it', () => {
  it('find each other with one score, its parts and its reasons', async () => {
    const { company, people, opening: posted } = await world();
    const [person] = people;
    const [found] = await fitsOf(company.client, posted.id);
    const { items } = await openingsOf(person!.client, person!.profile.id);
    expect(found?.expert.id).toBe(person!.profile.id);
    expect(items.map((one) => one.opening.id)).toEqual([posted.id]);
    expect(items[0]).toMatchObject({ score: found?.score, parts: found?.parts });
    expect(found?.score).toBeGreaterThan(90);
    expect(found?.score).toBeCloseTo(
      Object.values(found?.parts ?? {}).reduce((sum, part) => sum + part, 0),
      5,
    );
    expect(found?.evidence).toMatchObject({
      skills: [{ tag: 'photography', asked: 'alone', offered: 'advanced', relation: 'same' }],
      hours: { shared: 9, wanted: 9, cells: ['mon-morning', 'wed-morning', 'fri-morning'] },
      reward: { yenPerHour: { from: 1500, to: 2000 } },
    });
    expect(found?.evidence.words.join(' ')).toContain('商品写真');
  });

  it('tells the person of a new opening, and the company of a new person, each once', async () => {
    const {
      company,
      people,
      opening: posted,
    } = await world({
      opening: { skills: [{ tag: 'surveying', level: 'alone' }] },
      people: [{ skills: [{ tag: 'surveying', level: 'alone' }] }],
    });
    const [person] = people;
    const late = await app.signedIn({ roles: ['teleworker'] });
    const { id } = await publishExpert(late.client, parent({ skills: [{ tag: 'surveying', level: 'teaches' }] }));
    await app.settled();
    await change(late.client, id, { experience: '測量士として十年働きました。' });
    expect(await noticesOf(person!.client, 'opening_fits')).toMatchObject([
      { subject: { kind: 'opening', id: posted.id }, address: `/openings/${posted.id}` },
    ]);
    expect(await noticesOf(company.client, 'person_fits')).toMatchObject([
      { other: { kind: 'expert', id }, address: `/openings/${posted.id}/fits` },
    ]);
    expect(await noticesOf(late.client, 'opening_fits')).toEqual([]);
  });

  it('are read by the owners and the coordinators of the place, and for nobody else there', async () => {
    const { company, people, opening: posted } = await world();
    const [person] = people;
    const here = await app.signedIn({ roles: ['coordinator'] });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
    const other = await app.signedIn({ roles: ['company'] });
    expect(await fitsOf(here.client, posted.id)).toEqual(await fitsOf(company.client, posted.id));
    expect((await openingsOf(here.client, person!.profile.id)).items).not.toEqual([]);
    for (const { client } of [elsewhere, other, person!])
      await client.fail(listOpeningFits, 404, { params: { id: posted.id } });
    for (const { client } of [elsewhere, other, company])
      await client.fail(listExpertFits, 404, { params: { id: person!.profile.id } });
    await app.visitor().fail(listOpeningFits, 401, { params: { id: posted.id } });
  });

  it('keeps free hours, place and words to those who may read the profile', async () => {
    const {
      company,
      people,
      opening: posted,
    } = await world({
      opening: { place: 'hybrid', municipality: '06202' },
      people: [{ disclosure: secrecyPresets.careful, title: '在宅で働けます' }],
    });
    const here = await app.signedIn({ roles: ['coordinator'] });
    const isThis = ({ expert }: OpeningFit) => expert.id === people[0]!.profile.id;
    expect((await fitsOf(company.client, posted.id)).find(isThis)?.evidence).toMatchObject({
      hours: { shared: 9, cells: null },
      place: { km: null },
      words: [],
    });
    const told = (await fitsOf(here.client, posted.id)).find(isThis)?.evidence;
    expect(told).toMatchObject({ hours: { cells: ['mon-morning', 'wed-morning', 'fri-morning'] }, place: { km: 0 } });
    expect(told?.words).not.toEqual([]);
  });
});

describe('nobody is brought together', () => {
  it.each<[string, Parameters<typeof buildOpening>[0], Profile]>([
    ['without an hour in common', {}, { cells: ['sat-night'] }],
    ['who takes no work now', {}, { unavailableUntil: '2026-12-31' }],
    ['who is gone before it begins', { startsOn: '2027-02-01' }, { availableTo: '2027-01-31' }],
    ['who would have to travel too far', { place: 'onsite', municipality: '33100', prefecture: '33' }, {}],
    ['who can do none of it', {}, { skills: [{ tag: 'solar-power', level: 'teaches' }] }],
    ['for less than they want', {}, { minimumReward: 2001 }],
  ])('%s', async (_name, asked, offered) => {
    const { company, people, opening: posted } = await world({ opening: asked, people: [offered] });
    const [person] = people;
    expect((await fitsOf(company.client, posted.id)).map(({ expert }) => expert.id)).not.toContain(person!.profile.id);
    const { items, near } = await openingsOf(person!.client, person!.profile.id);
    expect([...items, ...near].map((one) => one.opening.id)).not.toContain(posted.id);
    expect(await noticesOf(person!.client, 'opening_fits')).toEqual([]);
  });

  it('whom either side has blocked', async () => {
    const company = await app.signedIn({ roles: ['company'] });
    const person = await app.signedIn({ roles: ['teleworker'] });
    const profile = await publishExpert(
      person.client,
      parent({ blockedOrganisationIds: [company.user.organisationId], skills: [{ tag: 'drone', level: 'alone' }] }),
    );
    const posted = await publishOpening(company.client, opening({ skills: [{ tag: 'drone', level: 'alone' }] }));
    await app.settled();
    expect(await fitsOf(company.client, posted.id)).toEqual([]);
    expect((await openingsOf(person.client, profile.id)).items).toEqual([]);
  });
});

describe('what happens to a pair', () => {
  it('follows the profile, the opening and the calendar', async () => {
    const skill = { tag: 'accounting-finance', level: 'alone' } as const;
    const {
      company,
      people,
      opening: posted,
    } = await world({ opening: { skills: [skill] }, people: [{ skills: [skill] }] });
    const { client, profile } = people[0]!;
    const isThere = async () => (await fitsOf(company.client, posted.id)).length === 1;
    expect(await isThere()).toBe(true);

    await change(client, profile.id, { unavailableUntil: '2026-11-25' });
    expect(await isThere()).toBe(false);
    app.clock.move(6 * day);
    await app.wired.sweep.run();
    await app.settled();
    expect(await isThere()).toBe(true);

    const { version } = (await company.client.call(openingContracts.get, { params: { id: posted.id } })) as OpeningView;
    const body = { version, reason: 'filled_elsewhere' as const };
    await company.client.call(openingContracts.close, { params: { id: posted.id }, body });
    await app.settled();
    expect((await openingsOf(client, profile.id)).items).toEqual([]);
  });

  it('is made good by the sweep when a crash came in between', async () => {
    const skill = { tag: 'photocatalyst', level: 'alone' } as const;
    const {
      company,
      people,
      opening: posted,
    } = await world({ opening: { skills: [skill] }, people: [{ skills: [skill] }] });
    await app.connection.collection('fits').deleteMany({});
    await app.connection
      .collection('openings')
      .updateMany({ 'content.skills.tag': 'photocatalyst' }, { $set: { matchedAt: null } });
    await app.wired.sweep.run();
    await app.settled();
    expect((await fitsOf(company.client, posted.id)).map(({ expert }) => expert.id)).toEqual([people[0]!.profile.id]);
    expect(await noticesOf(people[0]!.client, 'opening_fits')).toHaveLength(1);
  });
});

describe('an opening just out of reach', () => {
  it('shows the person, and nobody else, what would make it fit', async () => {
    const skills = [
      { tag: 'textile', level: 'alone' },
      { tag: 'branding', level: 'alone' },
      { tag: 'translation', level: 'alone' },
    ] as const;
    const {
      company,
      people,
      opening: posted,
    } = await world({
      opening: { skills: [...skills], hoursTo: 20, cells: [] },
      people: [{ skills: [{ tag: 'branding', level: 'with_help' }], hoursPerWeek: 6 }],
    });
    const { client, profile } = people[0]!;
    const { items, near } = await openingsOf(client, profile.id);
    expect(items).toEqual([]);
    expect(near.map((one) => one.opening.id)).toEqual([posted.id]);
    expect(near[0]?.gaps[0]).toMatchObject({ kind: 'skill', tag: 'textile', level: 'alone', has: null });
    expect(await fitsOf(company.client, posted.id)).toEqual([]);

    await change(client, profile.id, {
      skills: [
        { tag: 'branding', level: 'alone' },
        { tag: 'textile', level: 'alone' },
      ],
      hoursPerWeek: 20,
    });
    expect((await openingsOf(client, profile.id)).items.map((one) => one.opening.id)).toEqual([posted.id]);
    expect(titlesOf(await fitsOf(company.client, posted.id))).toEqual([profile.title]);
  });
});

describe('an opening without skills', () => {
  it('is found by its words', async () => {
    const {
      company,
      people,
      opening: posted,
    } = await world({
      opening: {
        skills: [],
        title: '刺し子の図案を新しく起こす',
        work: '刺し子の図案を新しく起こし、布に写すための型紙を作ってください。',
      },
      people: [
        {
          skills: [],
          title: '刺し子の図案と型紙',
          canDo: '刺し子の図案を起こし、布に写す型紙を作ります。新しい図案も考えます。',
        },
        {
          skills: [],
          title: 'トラックの配車計画',
          canDo: '運送会社で配車の計画を立て、運転手との連絡をしてきました。',
        },
      ],
    });
    expect((await fitsOf(company.client, posted.id)).map(({ expert }) => expert.id)).toEqual([people[0]!.profile.id]);
  });
});

describe('how two fit, for whoever handles an application', () => {
  it('is answered for any two whom one may see, with what stands in the way but never the wish to earn more', async () => {
    const {
      company,
      people,
      opening: posted,
    } = await world({ people: [{ cells: ['sat-night'], minimumReward: 9000 }] });
    const { profile, user } = people[0]!;
    const actor = await app.wired.people.findActor(company.user.id);
    const stranger = await app.wired.people.findActor((await app.signedIn({ roles: ['company'] })).user.id);
    const { fitOf } = app.wired.fits.fits;
    const told = await fitOf(posted.id, profile.id, actor!);
    expect(told).toMatchObject({ hindrances: ['hours'], parts: { reward: 5 } });
    expect(JSON.stringify(told)).not.toContain('9000');
    expect(await fitOf(posted.id, '0'.repeat(24), stranger!)).toBeNull();
    expect(user.id).toBe((await app.wired.listings.expert.store.find(profile.id))?.ownerId);
  });
});
