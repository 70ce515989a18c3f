// Every page as each kind of user, wide and narrow, in both languages: axe finds nothing, nothing scrolls sideways,
// the console stays clean. The product runs as its own process, with the sample data that a newcomer gets.
import { request as playwrightRequest, type Page } from 'playwright-core';
import { axeViolations, sidewaysScroll, startBrowser, type TestBrowser } from '../support/browser';
import { type Product } from '../support/product';
import { startSampleProduct } from '../support/sample-product';
import { watch } from '../support/watch';
import { goWithin } from '../support/within';
import { samplePassword } from '../../server/src/load-samples';
import { sampleWorld } from '../../server/src/samples/sample-world';

// All visits are made before the first test.
jest.setTimeout(600_000);

const emailOf = (label: string) => {
  const found = sampleWorld.signIns.find((one) => one.label.startsWith(label));
  if (!found) throw new Error(`no sample sign-in for ${label}`);
  return found.email;
};

/** Pages of each kind of user; `first` stands for the first thing of that kind that they may open. */
const pagesOf = {
  visitor: [
    '/',
    '/needs',
    '/seeds',
    '/experts',
    '/organisations',
    '/needs/first',
    '/seeds/first',
    '/experts/first',
    '/organisations/first',
    '/sign-in',
    '/openings',
    '/sign-up',
    '/sign-up/confirm',
    '/forgot',
    '/inquiry',
    '/nowhere',
  ],
  company: [
    '/home',
    '/needs/new',
    '/needs/mine',
    '/needs/mine/edit',
    '/needs/mine/candidates',
    '/needs/mine/ledger',
    '/introductions',
    '/introductions/first',
    '/meetings',
    '/meetings/first',
    '/projects',
    '/projects/first',
    '/work',
    '/openings/new',
    '/applications',
    '/applications/first',
    '/assignments',
    '/assignments/first',
    '/dispatches',
    '/dispatches/first',
    '/dispatches/new',
    '/notifications',
    '/settings',
  ],
  researcher: ['/home', '/seeds/new', '/seeds/mine/edit', '/seeds/mine/needs', '/introductions', '/notifications'],
  expert: [
    '/home',
    '/experts/new',
    '/experts/mine',
    '/experts/mine/edit',
    '/experts/mine/needs',
    '/experts/mine/openings',
    '/work',
    '/dispatches',
  ],
  coordinator: [
    '/workbench',
    '/workbench/first',
    '/introductions',
    '/introductions/first',
    '/cases',
    '/cases/new',
    '/cases/idea',
    '/cases/first',
    '/cases/first/print',
    '/meetings',
    '/meetings/first',
    '/projects',
    '/projects/first',
    '/work',
    '/applications',
    '/applications/first',
    '/assignments',
    '/boards',
    '/dispatches',
    '/dispatches/new',
    '/figures',
    '/desk/work',
    '/openings/first/fits',
    '/talent',
  ],
  administrator: ['/admin', '/admin?tab=audit', '/admin/mail', '/figures'],
} as const;

type Kind = keyof typeof pagesOf;

const kinds = Object.keys(pagesOf) as Kind[];
/** The pages of one are opened by their addresses, those of the other within the loaded application, as by links. */
const windows = [
  { language: 'ja', width: 375, isWithin: false },
  { language: 'en', width: 1280, isWithin: true },
];
type Window = (typeof windows)[number];
const labelOf = (kind: Kind, { width }: Window) => `${kind} at ${width}`;

describe('every page', () => {
  let product: Product;
  let browser: TestBrowser;
  /** What was found for each kind of user in each window. */
  const found = new Map<string, PromiseSettledResult<string[]>>();

  // All kinds of users at once, for most of a visit is waiting. An account has one language, so that its two windows come
  // one after the other.
  beforeAll(async () => {
    product = await startSampleProduct();
    browser = await startBrowser(product.baseUrl);
    const visitAll = async (kind: Kind) => {
      for (const window of windows) {
        const [outcome] = await Promise.allSettled([visit(kind, window)]);
        found.set(labelOf(kind, window), outcome);
      }
    };
    await Promise.all(kinds.map(visitAll));
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await product.remove();
  });

  /** Puts real ids where a page says `first` or `mine`; pages whose thing does not exist for this person fail. */
  const addressesFor = async (kind: Kind, storage: { cookies: never[]; origins: never[] } | undefined) => {
    const api = await playwrightRequest.newContext({
      baseURL: product.baseUrl,
      ...(storage && { storageState: storage }),
    });
    const firstId = async (path: string): Promise<string> => {
      const body = (await (await api.get(path)).json()) as {
        items: ({ id?: string; needId?: string | null; status?: string } | undefined)[];
      };
      const found =
        body.items.find(
          (item) => item?.status === undefined || item.status === 'published' || item.status === 'open',
        ) ?? body.items[0];
      const id = found?.id ?? found?.needId;
      if (!id) throw new Error(`${kind}: nothing at ${path}`);
      return id;
    };
    /** Of the first line of the queue that is about a need. */
    const firstNeed = async (): Promise<string> => {
      const { items } = (await (await api.get('/api/workbench/queue')).json()) as {
        items: { needId: string | null }[];
      };
      return items.find(({ needId }) => needId)?.needId ?? '';
    };
    const addresses: string[] = [];
    for (const page of pagesOf[kind]) {
      const [, plural] = page.split('/');
      if (page.includes('/mine')) addresses.push(page.replace('mine', await firstId(`/api/my/${plural}`)));
      else if (page === '/workbench/first') addresses.push(`/workbench/${await firstNeed()}`);
      else if (page.includes('/first')) addresses.push(page.replace('first', await firstId(`/api/${plural}`)));
      else addresses.push(page);
    }
    await api.dispose();
    return addresses;
  };

  const openByAddress = async (page: Page, address: string): Promise<void> => {
    await page.goto(address);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  };

  const visit = async (kind: Kind, { language, width, isWithin }: Window): Promise<string[]> => {
    const { page, context, complaints, close } = await browser.open({ language, width });
    await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
    if (kind !== 'visitor') {
      const email = emailOf(kind);
      const answer = await context.request.post('/api/session', { data: { email, password: samplePassword } });
      const { viewer } = (await answer.json()) as { viewer: { version: number } };
      // The account's own language counts, not the browser's.
      const changed = await context.request.patch('/api/me', { data: { version: viewer.version, language } });
      expect(changed.status()).toBe(200);
    }
    const state = (await context.storageState()) as { cookies: never[]; origins: never[] };
    const watched = await watch(page);
    if (isWithin) await page.goto('/nowhere');
    const problems: string[] = [];
    for (const address of await addressesFor(kind, state)) {
      if (isWithin) await goWithin({ page, watched }, address);
      else await openByAddress(page, address);
      expect(new URL(page.url()).pathname).toMatch(/^\//);
      const wider = await sidewaysScroll(page);
      if (wider > 0) problems.push(`${address}: ${wider} px too wide`);
      problems.push(...(await axeViolations(page)).map((violation) => `${address}: ${violation}`));
    }
    await close();
    return [...problems, ...complaints];
  };

  it.each(kinds.flatMap((kind) => windows.map((window) => ({ kind, ...window }))))(
    '$kind at $width px in $language',
    ({ kind, ...window }) => {
      const outcome = found.get(labelOf(kind, window));
      if (outcome?.status !== 'fulfilled') throw outcome?.reason ?? new Error('nobody looked');
      // A page that does not exist is allowed to be one.
      expect(outcome.value).toEqual([]);
    },
  );
});
