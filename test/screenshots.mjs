// npm run screenshots: the pages with the sample data, as each kind of user, in both languages, wide and narrow.
// All go to test/output/screenshots to be looked at; the picture of the README goes to docs/images.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { provideChromium } from '../scripts/support/find-chromium.mjs';
import { samplePassword } from '../server/dist/load-samples.js';
import { sampleWorld } from '../server/dist/samples/sample-world.js';

const root = resolve(import.meta.dirname, '..');
const output = join(root, 'test', 'output', 'screenshots');
const picture = join(root, 'docs', 'images', 'workbench.png');

const pages = {
  visitor: ['/', '/needs', '/seeds', '/experts', '/organisations', '/sign-up'],
  company: ['/home', '/needs/new', '/introductions', '/settings'],
  researcher: ['/home', '/seeds/new', '/notifications'],
  expert: ['/home', '/experts'],
  coordinator: ['/workbench', '/introductions'],
  administrator: ['/admin'],
};

async function startProduct() {
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-screenshots-'));
  const child = spawn(process.execPath, [join(root, 'server/dist/main.js')], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await new Promise((found, failed) => {
    let text = '';
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const address = /ready at (http:\S+)/.exec(text)?.[1];
      if (address) found(address);
    });
  });
  const stop = async () => {
    child.kill('SIGINT');
    await new Promise((ended) => child.once('exit', ended));
    await rm(dataDir, { recursive: true, force: true });
  };
  return { baseUrl, stop };
}

const settle = (page) => page.waitForLoadState('networkidle');

/** Opens the first thing in the queue, so that all three columns are filled. */
async function openFirstNeed(page) {
  await page.locator('a[href^="/workbench/"]').first().click();
  await page.locator('main h1').first().waitFor();
  await settle(page);
}

async function shoot(browser, baseUrl, { kind, language, width }) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height: 900 },
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript((chosen) => localStorage.setItem('enishi.language', chosen), language);
  const account = sampleWorld.signIns.find(({ label }) => label.startsWith(kind));
  if (account) {
    const { email } = account;
    const answer = await context.request.post('/api/session', { data: { email, password: samplePassword } });
    const { viewer } = await answer.json();
    await context.request.patch('/api/me', { data: { version: viewer.version, language } });
  }
  for (const address of pages[kind]) {
    await page.goto(address);
    await settle(page);
    if (address === '/workbench') await openFirstNeed(page);
    const name = `${kind}${address.replaceAll('/', '-')}-${language}-${width}.png`;
    await page.screenshot({ path: join(output, name), fullPage: true });
    if (address === '/workbench' && language === 'ja' && width === 1280) await page.screenshot({ path: picture });
  }
  await context.close();
}

const product = await startProduct();
const browser = await chromium.launch({
  executablePath: await provideChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await mkdir(output, { recursive: true });
  await mkdir(join(root, 'docs', 'images'), { recursive: true });
  for (const language of ['ja', 'en'])
    for (const width of [1280, 375])
      for (const kind of Object.keys(pages)) await shoot(browser, product.baseUrl, { kind, language, width });
  process.stdout.write(`Screenshots are in ${output}\n`);
} finally {
  await browser.close();
  await product.stop();
}
