// May the company behind a nameless need be guessed?
import { anonymityLimit, getNeedAnonymity } from '@enishi/shared/anonymity';
import { emptyOrganisation, type OrganisationInput } from '@enishi/shared/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { createDraft, publishNeed } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const company = (given: Partial<OrganisationInput> = {}) =>
  app.wired.organisations.create({
    ...emptyOrganisation,
    name: `会社 ${Math.random()}`,
    kind: 'company',
    prefecture: '06',
    industry: 'E',
    size: 'to_20',
    ...given,
  });
const nameless = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
const open = { ...nameless, organisation: 'public' } as const;

const owner = async () => app.signedIn({ organisationId: (await company()).id });
const ask = async (given: Parameters<typeof createDraft>[1]) => {
  const { client } = await owner();
  const { id } = await createDraft(client, { disclosure: nameless, industry: 'E', ...given });
  return client.call(getNeedAnonymity, { params: { id } });
};

it('counts companies of the same prefecture, industry and size, and warns below the limit', async () => {
  for (let count = 0; count < anonymityLimit - 2; count += 1) await company();
  await company({ prefecture: '33' });
  await company({ industry: 'G' });
  await company({ size: 'to_300' });
  await company({ kind: 'university' });
  expect(await ask({})).toEqual({ group: anonymityLimit - 1, isSmall: true, by: ['prefecture', 'industry', 'size'] });
  // One more has come with this question.
  expect(await ask({})).toEqual({ group: anonymityLimit, isSmall: false, by: ['prefecture', 'industry', 'size'] });
});

it('is not narrowed by what the need does not tell', async () => {
  for (const industry of ['G', 'H', 'I', 'J'] as const) await company({ industry });
  expect(await ask({ industry: null })).toEqual({ group: anonymityLimit, isSmall: false, by: ['prefecture', 'size'] });
});

it('warns of nothing where the name is open anyway', async () => {
  expect(await ask({ disclosure: open })).toMatchObject({ group: 1, isSmall: false });
});

it('is told to the owner alone', async () => {
  const mine = await owner();
  const need = await publishNeed(mine.client, { disclosure: nameless });
  const draft = await createDraft(mine.client, { disclosure: nameless });
  const stranger = await app.signedIn();
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  for (const { client } of [stranger, coordinator]) {
    await client.fail(getNeedAnonymity, 403, { params: { id: need.id } });
    await client.fail(getNeedAnonymity, 404, { params: { id: draft.id } });
  }
  await app.visitor().fail(getNeedAnonymity, 401, { params: { id: need.id } });
});
