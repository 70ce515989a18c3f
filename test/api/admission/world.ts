// One small world for the table of who may come where: everybody who could knock, and one of each thing to knock at.
import { expertContracts } from '@enishi/shared/experts';
import { listNeedMatches } from '@enishi/shared/matches';
import { seedContracts } from '@enishi/shared/seeds';
import { createInvitation, signOut, updatePerson } from '@enishi/shared/users';
import type { TestApp } from '../../support/app';
import { buildExpert, buildSeed } from '../../support/builders';
import { createDraft, propose, publishExpert, publishNeed, publishSeed } from '../../support/journey';

const closed = { summary: 'members', details: 'mutual', organisation: 'mutual', contact: 'mutual' } as const;

/** Who knocks. Each line of the table names those who are let in. */
export const knockers = [
  'visitor',
  'suspended',
  'ended',
  'owner',
  'colleague',
  'blocked',
  'company',
  'researcher',
  'bystander',
  'expert',
  'coordinator',
  'elsewhere',
  'admin',
] as const;
export type Knocker = (typeof knockers)[number];

export async function makePeople(app: TestApp) {
  const owner = await app.signedIn({ roles: ['company'] });
  const admin = await app.signedIn({ roles: ['admin'] });
  const suspended = await app.signedIn({ roles: ['company'] });
  const ended = await app.signedIn({ roles: ['company'] });
  await admin.client.call(updatePerson, {
    params: { id: suspended.user.id },
    body: { version: suspended.user.version, status: 'suspended' },
  });
  // The cookie stays in the browser, the session behind it is gone.
  const cookie = ended.client.cookie();
  await ended.client.call(signOut);
  ended.client.setCookie(cookie);
  return {
    owner,
    admin,
    suspended,
    ended,
    colleague: await app.signedIn({ roles: ['company'], organisationId: owner.user.organisationId }),
    blocked: await app.signedIn({ roles: ['company', 'researcher'] }),
    company: await app.signedIn({ roles: ['company'] }),
    /** Owner of the seed that was introduced. */
    researcher: await app.signedIn({ roles: ['researcher'] }),
    bystander: await app.signedIn({ roles: ['researcher'] }),
    expert: await app.signedIn({ roles: ['expert'] }),
    coordinator: await app.signedIn({ roles: ['coordinator'] }),
    elsewhere: await app.signedIn({ roles: ['coordinator'], prefecture: '40' }),
  };
}
export type People = Awaited<ReturnType<typeof makePeople>>;

/** A need for members, its seed and profile, an open introduction; drafts of each. */
export async function makeThings(app: TestApp, people: People) {
  const { owner, researcher, expert, coordinator, blocked, admin } = people;
  const seed = await publishSeed(researcher.client);
  const profile = await publishExpert(expert.client);
  const need = await publishNeed(owner.client, {
    disclosure: closed,
    blockedOrganisationIds: [blocked.user.organisationId],
  });
  const draft = await createDraft(owner.client);
  const seedDraft = await researcher.client.call(seedContracts.create, { body: buildSeed() });
  const expertDraft = await expert.client.call(expertContracts.create, { body: buildExpert() });
  await app.settled();
  const introduction = await propose(coordinator.client, need.id, seed.id);
  await app.settled();
  const matches = await coordinator.client.call(listNeedMatches, { params: { id: need.id } });
  const match = matches.items.find(({ candidate }) => candidate.card.id === profile.id) ?? matches.items[0];
  const invitation = await admin.client.call(createInvitation, {
    body: {
      email: `guest-${need.id}@mail.example`,
      roles: ['coordinator'],
      organisationId: coordinator.user.organisationId,
    },
  });
  return { need, draft, seed, seedDraft, profile, expertDraft, introduction, match, invitation };
}
export type Things = Awaited<ReturnType<typeof makeThings>>;
