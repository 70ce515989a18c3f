// Programs beside Node that tests need: whether one runs, and how a machine like a newcomer's gets it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const aptGet = '/usr/bin/apt-get';

/** A file of the right name may be a wrapper that only says how to install the program; so it is asked for its version. */
export function canRun(file) {
  if (!existsSync(file)) return false;
  // On Windows a browser that is asked for its version opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

/** Says `what` and installs Debian's packages where we may; does nothing elsewhere. */
export async function installWithApt(what, packages) {
  if (process.getuid?.() !== 0 || !existsSync(aptGet)) return;
  say(what);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(aptGet, ['update', '-q'], { quiet: true, env });
  await run(aptGet, ['install', '-y', '-q', '--no-install-recommends', ...packages], { quiet: true, env });
}
