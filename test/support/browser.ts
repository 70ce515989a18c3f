// A real Chromium. Every page is watched: what it writes to the console, or fails to load, fails the test.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const axeSource = createRequire(__filename).resolve('axe-core/axe.min.js');

export interface Screen {
  page: Page;
  context: BrowserContext;
  /** Complaints of the console and of failed requests so far. */
  complaints: string[];
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startBrowser(baseUrl: string) {
  const executablePath = process.env['CHROME_PATH'] ?? places.find((place) => existsSync(place));
  if (!executablePath)
    throw new Error('There is no Chromium: set CHROME_PATH, or run the tests with `npm test`, which looks for one.');
  const browser: Browser = await chromium.launch({ executablePath, headless: true, args: flags });

  const open = async ({ language = 'ja', width = 1280, height = 900, bypassCSP = false } = {}): Promise<Screen> => {
    const context = await browser.newContext({
      baseURL: baseUrl,
      locale: language === 'ja' ? 'ja-JP' : 'en-GB',
      timezoneId: 'Asia/Tokyo',
      viewport: { width, height },
      reducedMotion: 'reduce',
      bypassCSP,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        complaints.push(`${message.type()}: ${message.text()} at ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
    return { page, context, complaints, close: () => context.close() };
  };

  return { open, close: () => browser.close() };
}
export type TestBrowser = Awaited<ReturnType<typeof startBrowser>>;

/** Violations that axe finds on the page as it is now, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Not as a script of the page, which its own rules would refuse.
  await page.evaluate(readFileSync(axeSource, 'utf8'));
  const found = await page.evaluate(async () => {
    interface Axe {
      run(): Promise<{
        violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
      }>;
    }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
  });
  return found;
}

/** How many pixels the page is wider than its window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
