import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { canRun, installWithApt } from './programs.mjs';
import { Stop } from './say.mjs';

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const aptPackages = ['chromium', 'fonts-noto-cjk'];

/** Every file below a browser cache of Playwright's that may be a Chromium, newest build first. */
function playwrightCandidates(cache) {
  if (!existsSync(cache)) return [];
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  const newestFirst = builds.sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]));
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ];
  return newestFirst.flatMap((build) => inside.map((file) => path.join(cache, build, file)));
}

function macCandidates(home) {
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  return ['/Applications', path.join(home, 'Applications')].flatMap((folder) =>
    apps.map((app) => path.join(folder, `${app}.app`, 'Contents/MacOS', app)),
  );
}

function windowsCandidates(environment) {
  const folders = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA].filter(
    Boolean,
  );
  const programs = [
    'Google/Chrome/Application/chrome.exe',
    'Chromium/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ];
  return folders.flatMap((folder) => programs.map((program) => path.join(folder, program)));
}

/**
 * Where a Chromium may be on this machine, best first; nothing is looked at yet.
 * @param {string} platform
 * @param {Record<string, string | undefined>} environment
 * @param {string} home
 * @returns {string[]}
 */
export function chromiumCandidates(platform, environment, home) {
  const folders = (environment.PATH ?? '').split(platform === 'win32' ? ';' : ':').filter(Boolean);
  const onPath =
    platform === 'win32' ? [] : commandNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const caches = {
    darwin: path.join(home, 'Library/Caches/ms-playwright'),
    win32: path.join(environment.LOCALAPPDATA ?? home, 'ms-playwright'),
  };
  const cache = environment.PLAYWRIGHT_BROWSERS_PATH ?? caches[platform] ?? path.join(home, '.cache/ms-playwright');
  return [
    ...onPath,
    ...(platform === 'darwin' ? macCandidates(home) : []),
    ...(platform === 'win32' ? windowsCandidates(environment) : []),
    ...playwrightCandidates(cache),
  ];
}

function findInstalled() {
  return chromiumCandidates(process.platform, process.env, homedir()).find(canRun);
}

/** The path of a Chromium that runs, installed first where we may; else one sentence on how to get one. */
export async function provideChromium() {
  const wished = process.env.CHROME_PATH;
  if (wished) {
    if (canRun(wished)) return wished;
    throw new Stop(`CHROME_PATH is ${wished}, but no browser runs there. Mend it, or unset it to have one looked for.`);
  }
  const found = findInstalled();
  if (found) return found;
  await installWithApt('Installing a Chromium for the browser tests (apt-get)…', aptPackages);
  const installed = findInstalled();
  if (installed) return installed;
  throw new Stop(
    'The browser tests need Chromium or Chrome and none was found. Install one, or set CHROME_PATH to its program file.',
  );
}
