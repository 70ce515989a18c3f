import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runNpm } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * Compares what npm noted in node_modules with the lockfile. npm writes that note last, so an interrupted install
 * does not fit. Optional packages may be absent: they are binaries for other systems.
 */
export function doesInstallFit(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([place]) => place !== '');
  const present = installed.packages;
  return (
    wanted.every(([place, entry]) => {
      const found = present[place];
      if (!found) return Boolean(entry.optional || entry.devOptional);
      return found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link;
    }) && Object.keys(present).every((place) => place in lock.packages)
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

function isInstalled() {
  const lock = readJson('package-lock.json');
  try {
    return doesInstallFit(lock, readJson('node_modules/.package-lock.json'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Runs `npm ci` when node_modules does not fit package-lock.json. */
export async function installWhatIsMissing() {
  if (isInstalled()) return;
  say('Installing packages (a minute or so, the first time)…');
  // npm 10 would run install scripts; nothing here needs one, and npm 11 denies them by the list in package.json.
  // NODE_ENV=production would leave the build tools out, which are needed to build.
  const code = await runNpm(['ci', '--ignore-scripts', '--include=dev', '--no-progress']);
  if (code !== 0) {
    throw new Stop('The packages could not be installed. What npm wrote above says why; is this machine online?');
  }
}
