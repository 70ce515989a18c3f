import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

const handedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** One press of Ctrl-C reaches us twice: from the terminal and from npm. A second press is a second request. */
const SAME_PRESS_MS = 700;

/** Settings from `.env`, where there is one; what the environment already says wins. */
export function loadEnvFile() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function handOnSignals(child) {
  const lastSent = new Map();
  for (const signal of handedOn) {
    process.on(signal, () => {
      const now = Date.now();
      if (now - (lastSent.get(signal) ?? -Infinity) < SAME_PRESS_MS) return;
      lastSent.set(signal, now);
      child.kill(signal);
    });
  }
}

/**
 * Runs a built entry of the server in the foreground and resolves with its exit code. It stands in a process group
 * of its own, so that a terminal's Ctrl-C comes to us alone and reaches it exactly once, through us.
 */
export function runServerEntry(entry, args = []) {
  const isWindows = process.platform === 'win32';
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'server/dist', entry), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: !isWindows,
  });
  if (isWindows) process.on('SIGINT', () => undefined);
  else handOnSignals(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
