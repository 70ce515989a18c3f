import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumCandidates } from '../../../scripts/support/find-chromium.mjs';
import { redisCandidates } from '../../../scripts/support/find-redis.mjs';
import { doesInstallFit } from '../../../scripts/support/install.mjs';
import { isNodeNewEnough } from '../../../scripts/support/require-node.mjs';
import { summarise } from '../../../scripts/support/run-tests.mjs';

const root = path.resolve(__dirname, '../../..');

describe('the Node that runs us', () => {
  it.each(['20.19.0', '20.20.2', '22.13.0', '24.0.0', '25.1.0', 'v26.0.0'])('takes %s', (version) => {
    expect(isNodeNewEnough(version)).toBe(true);
  });

  it.each(['12.22.0', '18.20.8', '20.18.3', '21.7.3', '22.12.0', '23.11.0'])('refuses %s', (version) => {
    expect(isNodeNewEnough(version)).toBe(false);
  });

  it('is the same for npm', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(manifest.engines.node).toBe('^20.19.0 || ^22.13.0 || >=24.0.0');
  });
});

describe('whether node_modules fits the lockfile', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      shared: { version: '0.1.0' },
      'node_modules/@enishi/shared': { link: true },
      'node_modules/zod': { version: '4.6.7', integrity: 'sha512-zod' },
      'node_modules/@lmdb/lmdb-win32-x64': { version: '3.5.6', integrity: 'sha512-win', optional: true },
    },
  };
  const installed = () => {
    const { '': _root, 'node_modules/@lmdb/lmdb-win32-x64': _other, ...packages } = lock.packages;
    return { packages: { ...packages } as Record<string, { version?: string; integrity?: string }> };
  };

  it('fits when all is there but binaries for other systems', () => {
    expect(doesInstallFit(lock, installed())).toBe(true);
  });

  it('does not fit when a package is missing, differs or is left over', () => {
    const missing = installed();
    delete missing.packages['node_modules/zod'];
    const older = installed();
    older.packages['node_modules/zod'] = { version: '4.6.6', integrity: 'sha512-zod' };
    const replaced = installed();
    replaced.packages['node_modules/zod'] = { version: '4.6.7', integrity: 'sha512-other' };
    const leftOver = installed();
    leftOver.packages['node_modules/left-pad'] = { version: '1.3.0' };
    expect([missing, older, replaced, leftOver].map((one) => doesInstallFit(lock, one))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('looking for a Chromium', () => {
  it('tries the usual names on the path first', () => {
    const found = chromiumCandidates('linux', { PATH: '/usr/local/bin:/usr/bin' }, '/nowhere');
    expect(found[0]).toBe('/usr/local/bin/chromium');
  });

  it('knows where macOS keeps programs', () => {
    const found = chromiumCandidates('darwin', { PATH: '' }, '/Users/hana');
    expect(found).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(found).toContain('/Users/hana/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('knows where Windows keeps programs', () => {
    const found = chromiumCandidates(
      'win32',
      { PATH: 'C:\\bin', PROGRAMFILES: '/pf', LOCALAPPDATA: '/local' },
      '/home',
    );
    expect(found).toEqual(
      expect.arrayContaining(['/pf/Google/Chrome/Application/chrome.exe', '/local/Chromium/Application/chrome.exe']),
    );
  });
});

test('a Redis is looked for on the path, then where Homebrew keeps programs', () => {
  expect(redisCandidates({ PATH: '/usr/sbin:/usr/bin' })).toEqual([
    '/usr/sbin/redis-server',
    '/usr/bin/redis-server',
    '/opt/homebrew/bin/redis-server',
    '/usr/local/bin/redis-server',
  ]);
});

describe('the last line of npm test', () => {
  const result = (passed: number, failed: number, skipped = 0, code = failed ? 1 : 0) => ({
    passed,
    failed,
    skipped,
    code,
  });

  it('counts over both rounds', () => {
    expect(summarise([result(120, 0), result(5, 0)])).toEqual({
      line: '125 passed, 0 failed',
      code: 0,
      hasRunNothing: false,
    });
  });

  it('tells what was left out', () => {
    expect(summarise([result(3, 1, 2)]).line).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('fails when any round failed, and when nothing was run', () => {
    expect(summarise([result(1, 1), result(5, 0)]).code).toBe(1);
    expect(summarise([result(5, 0), result(2, 0, 0, 3)]).code).toBe(3);
    expect(summarise([result(0, 0), result(0, 0)]).code).toBe(1);
  });
});
