// Brings the sample world into an empty database on the very first start. Loading is begun again where a crash cut it
// off, and never repeated once it was whole.
import { emptyOrganisation } from '@enishi/shared/organisations';
import type { Actor } from './actor.js';
import { hashPassword } from './features/users/passwords.js';
import { searchTexts } from './listings/listing-search.js';
import type { CommonContent } from './listings/listing.js';
import type { ListingService } from './listings/listing-service.js';
import { playCaseSamples } from './play-case-samples.js';
import { playDesk } from './play-desk.js';
import { playOpenings } from './play-openings.js';
import { playSampleScenes } from './play-samples.js';
import type { createSamplesStore } from './samples/samples-store.js';
import { sampleWorld, type SampleWorld } from './samples/sample-world.js';
import type { SampleListing } from './samples/sample-types.js';
import { tagging } from './tagging.js';
import type { Wired } from './wire.js';

/** Of every sample account; printed at the start. Production never loads samples. */
export const samplePassword = 'enishi mihon 2026';

const hour = 3_600_000;
/** Needs published this recently tell people, as real ones do; older ones came in quietly. */
const tellingNeeds = 6;

type World = Pick<
  Wired,
  | 'organisations'
  | 'users'
  | 'people'
  | 'listings'
  | 'bus'
  | 'matching'
  | 'introductions'
  | 'matches'
  | 'meetings'
  | 'projects'
  | 'cases'
  | 'applications'
  | 'dispatches'
  | 'themedBoards'
>;

async function loadOrganisations({ organisations }: World, world: SampleWorld): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, content } of world.organisations) {
    const importKey = `sample:${key}`;
    const input = { ...emptyOrganisation, ...content };
    const found =
      (await organisations.findByImportKey(importKey)) ??
      (await organisations.create(input, { isSample: true, importKey }));
    ids.set(key, found.id);
  }
  return ids;
}

async function loadAccounts({ users, people }: World, world: SampleWorld, organisationIds: Map<string, string>) {
  const passwordHash = await hashPassword(samplePassword);
  const actors = new Map<string, Actor>();
  for (const { key, organisation, ...account } of world.accounts) {
    const organisationId = organisationIds.get(organisation);
    if (!organisationId) throw new Error(`sample account ${key}: no organisation ${organisation}`);
    const user =
      (await users.findByEmail(account.email)) ??
      (await users.create({ ...account, organisationId, passwordHash, isSample: true }));
    const actor = await people.findActor(user.id);
    if (actor) actors.set(key, actor);
  }
  return actors;
}

interface LoadContext {
  actors: Map<string, Actor>;
  organisationIds: Map<string, string>;
  now: Date;
}

/** Spreads the samples over the past weeks, the last one an hour ago, so that lists and clocks look lived in. */
const publishedAt = (now: Date, index: number, count: number) =>
  new Date(now.getTime() - (count - index) ** 1.35 * 2 * hour + hour);

async function loadListings<C extends CommonContent>(
  service: ListingService<C>,
  rows: readonly SampleListing<never>[],
  { actors, organisationIds, now }: LoadContext,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    const owner = actors.get(row.owner);
    if (!owner) throw new Error(`sample ${row.key}: no account ${row.owner}`);
    const importKey = `sample:${row.key}`;
    const known = await service.store.findByImportKey(importKey);
    if (known) {
      ids.set(row.key, known.id);
      continue;
    }
    const blockedOrganisationIds = (row.blocked ?? []).flatMap((key) => organisationIds.get(key) ?? []);
    const content = service.kind.draftable.parse({ ...(row.content as object), blockedOrganisationIds });
    const { id } = await service.store.createSample({
      ownerId: owner.id,
      organisationId: owner.organisationId,
      content,
      search: searchTexts(service.kind, content, tagging.labelsOf),
      importKey,
      status: row.status,
      publishedAt: row.status === 'draft' ? null : publishedAt(now, index, rows.length),
      closed:
        row.status === 'closed' ? { at: now, reason: row.close?.reason ?? 'other', text: row.close?.text ?? '' } : null,
      // Pairs are found from the needs; doing it from the other side too would only take time.
      matchedAt: service.kind.kind === 'need' ? null : now,
      isQuiet: service.kind.kind !== 'need' || index < rows.length - tellingNeeds,
    });
    ids.set(row.key, id);
  }
  return ids;
}

/** @returns true when the samples were loaded now */
export async function loadSamples(
  wired: World,
  store: ReturnType<typeof createSamplesStore>,
  now: Date,
): Promise<boolean> {
  const state = await store.state();
  if (state === 'loaded' || (state === 'never' && (await wired.users.countAll()) > 0)) return false;
  await store.mark('loading');
  const organisationIds = await loadOrganisations(wired, sampleWorld);
  const actors = await loadAccounts(wired, sampleWorld, organisationIds);
  const context = { actors, organisationIds, now };
  await loadListings(wired.listings.seed, sampleWorld.seeds as never, context);
  await loadListings(wired.listings.expert, sampleWorld.experts as never, context);
  const needIds = await loadListings(wired.listings.need, sampleWorld.needs as never, context);
  await wired.matching.fill();
  await wired.matching.sweep();
  await wired.bus.settled();
  const emails = new Set(sampleWorld.signIns.map(({ email }) => email));
  const starring = new Set(
    sampleWorld.accounts.flatMap(({ key, email }) => (emails.has(email) ? (actors.get(key)?.id ?? []) : [])),
  );
  await playSampleScenes(wired, { actors, needIds, starring });
  // The first company that a newcomer signs in as.
  const [first] = sampleWorld.signIns.filter(({ label }) => label.startsWith('company'));
  const company = actors.get(sampleWorld.accounts.find(({ email }) => email === first?.email)?.key ?? '');
  if (company) {
    await playOpenings(wired, actors, company, now);
    await playDesk(wired, [...actors.values()], company);
  }
  await playCaseSamples(wired, actors.values(), now);
  await store.mark('loaded');
  return true;
}

/** One sign-in for each kind of user, for the person who just started the product. */
export const sampleSignIns = (): string[] => {
  const lines = sampleWorld.signIns.map(({ label, email }) => `  ${label.padEnd(28)} ${email}`);
  return ['', `Sample sign-ins (password for all: ${samplePassword})`, ...lines];
};
