// Two of the static checks, seen to find what they are there for.
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkSteps } from '../../../scripts/support/check-steps.mjs';
import { describe as describeLicences, isAllowed, listLicences, readLock } from '../../../scripts/support/licences.mjs';

const root = path.resolve(__dirname, '../../..');

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['MIT AND ISC AND BSD-3-Clause', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT OR GPL-3.0-only', true],
    ['(MIT AND OFL-1.1) OR AGPL-3.0-only', true],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['MIT AND GPL-2.0-only', false],
    ['MIT AND (GPL-2.0-only OR SSPL-1.0)', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('%s: %s', (expression, isFine) => {
    expect(isAllowed(expression)).toBe(isFine);
  });

  it('are read for production alone, and nobody’s silence counts as a yes', () => {
    const packages = {
      '': { version: '1.0.0' },
      server: { version: '1.0.0' },
      'node_modules/@enishi/server': { link: true },
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/b/node_modules/a': { version: '2.0.0', license: 'ISC' },
      'node_modules/c/node_modules/a': { version: '2.0.0', license: 'ISC' },
      'node_modules/silent': { version: '1.0.0' },
      'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
    };
    expect(listLicences({ packages })).toEqual([
      { name: 'a', version: '1.0.0', licence: 'MIT' },
      { name: 'a', version: '2.0.0', licence: 'ISC' },
      { name: 'silent', version: '1.0.0', licence: null },
    ]);
  });

  it('of every package are allowed, and docs/licences.md lists them all', () => {
    const packages = listLicences(readLock());
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(({ licence }) => licence === null || !isAllowed(licence))).toEqual([]);
    expect(readFileSync(path.join(root, 'docs/licences.md'), 'utf8')).toBe(describeLicences(packages));
  });
});

/** Made here, so that no such thing stands in this file. */
const letters = 'Qw3Er5Ty7Ui9OpAs2Df4Gh6Jk8LzXc1Vb0NmQw3Er5Ty7Ui9Op';
const secrets: Record<string, string> = {
  'a token of GitHub': `token = "${['ghp', letters.slice(0, 36)].join('_')}"`,
  'a key of AWS': `AWS_SECRET_ACCESS_KEY = "${letters.slice(0, 40)}"`,
  'a private key': generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString(),
  'a token of Slack': `hook: ${['xoxb', '123456789012', '1234567890123', letters.slice(0, 24)].join('-')}`,
  'a token of npm': `//${['registry', 'npmjs', 'org'].join('.')}/:_authToken=${['npm', letters.slice(0, 36)].join('_')}`,
};

describe('secrets', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'enishi-secrets-'));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    writeFileSync(path.join(folder, '.gitignore'), 'kept-out.env\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const scan = () => {
    const args = [path.join(root, 'scripts/check-secrets.mjs'), folder];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, stdout };
  };

  it('are found in any file that git would keep, and covered where they are told', () => {
    const names = Object.keys(secrets);
    writeFileSync(path.join(folder, 'fine.ts'), 'export const secret = process.env.SESSION_SECRET;\n');
    writeFileSync(path.join(folder, 'kept-out.env'), Object.values(secrets).join('\n'));
    expect(scan().status).toBe(0);
    names.forEach((name, at) => writeFileSync(path.join(folder, `.file-${at}.env`), `${secrets[name]}\n`));
    const { status, stdout } = scan();
    expect(status).toBe(1);
    expect(names.filter((_, at) => !stdout.includes(`.file-${at}.env`))).toEqual([]);
    expect(stdout).not.toContain(letters.slice(0, 24));
    expect(stdout).not.toContain('kept-out');
  });

  it('and licences are looked for by every check', () => {
    expect(checkSteps.map(({ name }) => name)).toEqual(expect.arrayContaining(['licences', 'secrets']));
  });
});
