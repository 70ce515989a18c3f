// Everybody has written an attack into everything that they can write. Every page is opened by each kind of user in a real
// browser, and nothing of it may come to life: no script, no handler, no picture, no address that runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contracts } from '@enishi/shared/contracts';
import { getLetter, getLetterPage, listOutbox } from '@enishi/shared/mail';
import { startBrowser, type TestBrowser } from '../support/browser';
import { startTestApp, type TestApp } from '../support/app';
import { awayAddresses, markupCount, markupUpTo } from '../support/attacks';
import { freeTexts, nameOfLeaf } from '../support/free-texts';
import { makePoisonedWorld, markOf, type PoisonedWorld } from '../support/poisoned-world';
import { pagesOf, type Pages } from '../support/poisoned-pages';
import { alarm, watch } from '../support/watch';
import { goWithin } from '../support/within';

jest.setTimeout(300_000);

let app: TestApp;
let world: PoisonedWorld;
let browser: TestBrowser;
beforeAll(async () => {
  app = await startTestApp();
  world = await makePoisonedWorld(app);
  browser = await startBrowser(app.baseUrl);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Whose words these are once more: only what was left open in an offer may be changed. */
const sameWords = (name: string) => name.startsWith('proposeTerms ');

test('every free text of every contract has taken an attack', () => {
  const names = freeTexts(contracts).map(nameOfLeaf);
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name) => !sameWords(name) && !world.taken.has(name))).toEqual([]);
  expect(markupCount).toBeGreaterThan(80);
});

/** Not on a page as it opens, and why. */
const shownElsewhere: Record<string, string> = {
  'decideMembership reason': 'to whoever asked, who joined after the people of this world',
  'addProjectPart content.note': 'when somebody opens a work package',
  'changeProjectPart content.note': 'when somebody opens a work package',
  'closeSeed text': 'to nobody',
  'closeExpert text': 'to nobody',
  'closeOpening text': 'to nobody',
  'endDispatch text': 'to nobody',
};
const letterHeaders = [
  'Auto-Submitted',
  'Content-Language',
  'From',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Message-ID',
  'Subject',
  'To',
];

/** The addresses of the router, with a sign in place of each parameter. */
const routed = (): RegExp[] => {
  const source = readFileSync(join(__dirname, '../../client/src/app/router.tsx'), 'utf8');
  const paths = [...source.matchAll(/path: '([^'*/][^']*)'/g)].map(([, path]) => path ?? '');
  const forms = [...source.matchAll(/editing\('(\w+)'/g)].flatMap(([, plural]) => [
    `${plural}/new`,
    `${plural}/:id/edit`,
  ]);
  expect(paths.length).toBeGreaterThan(50);
  return [...paths, ...forms].map((path) => new RegExp(`^/${path.replace(/:\w+/g, '[^/]+')}(\\?|$)`));
};

const open = async (who: Pages['who'], isBare = false) => {
  const screen = await browser.open({ language: 'en', ...(isBare && { bypassCSP: true }) });
  if (who !== 'visitor') {
    const [name = '', value = ''] = world.honest[who].client.cookie().split('=');
    await screen.context.addCookies([{ name, value, url: app.baseUrl }]);
  }
  return { ...screen, watched: await watch(screen.page) };
};

test('nothing of it comes to life on any page, for anybody', async () => {
  const all = await pagesOf(world);
  const addresses = all.flatMap((one) => one.addresses);
  const unvisited = routed().filter((route) => !addresses.some((address) => route.test(address)));
  expect(unvisited).toEqual([]);
  const found: string[] = [];
  let seen = '';
  const visit = async ({ who, addresses: own }: Pages) => {
    const screen = await open(who);
    const { page, watched, complaints, close } = screen;
    await page.goto('/nowhere');
    for (const address of own) {
      await goWithin(screen, address);
      found.push(...(await watched.findings()).map((finding) => `${who} at ${address}: ${finding}`));
      seen += await watched.text();
    }
    found.push(...complaints.filter((one) => /Content Security|Refused|page error/.test(one)));
    await close();
  };
  const waiting = [...all];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await visit(next);
  };
  await Promise.all([lane(), lane()]);
  expect([...new Set(found)]).toEqual([]);
  const unseen = freeTexts(contracts)
    .map(nameOfLeaf)
    .filter((name) => !sameWords(name) && !seen.includes(markOf(name)));
  expect(unseen.filter((name) => !(name in shownElsewhere))).toEqual([]);
});

test('it would be noticed if it did', async () => {
  const { page, watched, close } = await open('visitor', true);
  await page.goto('/nowhere');
  const unnoticed: string[] = [];
  for (const payload of markupUpTo(80).filter((one) => one.startsWith('<') || one.includes('><'))) {
    const put = () =>
      page.evaluate((html) => {
        const place = document.createElement('div');
        place.innerHTML = html;
        document.body.replaceChildren(place);
      }, payload);
    // The one before may still be leading the page away.
    await put().catch(async () => {
      await page.waitForLoadState();
      await put();
    });
    // One of them leads the page away at once.
    const findings = await watched.findings().catch(() => ['the page is gone']);
    if (findings.length === 0) unnoticed.push(payload);
    if (!page.url().endsWith('/nowhere')) await page.goto('/nowhere');
  }
  // What the browser itself makes nothing of, without a page around it.
  expect(unnoticed.filter((one) => !/^<(!--|\/?javascript:|data:|%)/.test(one))).toEqual([]);
  await close();
});

test('no letter carries it into a mail program', async () => {
  const { honest } = world;
  const { page, watched, close } = await open('visitor', true);
  const { items } = await honest.admin.client.call(listOutbox, { query: { limit: 50 } });
  expect(items.length).toBeGreaterThan(20);
  await page.route('**', (route) => route.abort());
  const names = new Set<string>();
  let marks = 0;
  for (const { id } of items) {
    const { content } = await honest.admin.client.call(getLetter, { params: { id } });
    for (const { name, value } of content?.headers ?? []) {
      names.add(name);
      expect(value).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
    }
    const html = await honest.admin.client.call(getLetterPage, { params: { id } });
    marks += html.match(/f\d+q/g)?.length ?? 0;
    // Without any rule of ours, as a careless program would.
    await page.evaluate(alarm);
    await page.setContent(html);
    expect(await watched.findings()).toEqual([]);
  }
  expect(marks).toBeGreaterThan(20);
  expect([...names].sort()).toEqual(letterHeaders);
  await close();
});

test('nobody is led away after signing in', async () => {
  const screen = await open('owner');
  await screen.page.goto('/nowhere');
  for (const way of ['/sign-in', '/sign-up', '/second-factor'])
    // One place reads the address for all three.
    for (const away of way === '/sign-in' ? awayAddresses : awayAddresses.slice(0, 4)) {
      await goWithin(screen, `${way}?next=${encodeURIComponent(away)}`);
      expect([away, new URL(screen.page.url()).origin]).toEqual([away, app.baseUrl]);
      expect([away, await screen.watched.findings()]).toEqual([away, []]);
    }
  expect(screen.complaints).toEqual([]);
  await goWithin(screen, `/sign-in?next=${encodeURIComponent('/needs/new')}`);
  expect(new URL(screen.page.url()).pathname).toBe('/needs/new');
  await screen.close();
});
