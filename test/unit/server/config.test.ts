// The environment: what works, and what is said about what does not.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig } from '../../../server/src/config';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'enishi-config-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});
const secret = 's'.repeat(32);
const production = { NODE_ENV: 'production', SESSION_SECRET: secret, PUBLIC_URL: 'https://enishi.example.jp/' };
const problem = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
};

test('without anything it listens on this machine only, with samples', () => {
  const config = readConfig({ DATA_DIR: folder() });
  expect(config).toMatchObject({
    isProduction: false,
    host: '127.0.0.1',
    port: 3000,
    loadSamples: true,
    trustProxy: 0,
    mongodbUri: undefined,
  });
});

test('addresses are confirmed in production, unless that is switched off, and elsewhere when it is switched on', () => {
  const dir = folder();
  expect(readConfig({ DATA_DIR: dir }).confirmsAddresses).toBe(false);
  expect(readConfig({ DATA_DIR: dir, CONFIRM_ADDRESSES: '1' }).confirmsAddresses).toBe(true);
  expect(readConfig(production).confirmsAddresses).toBe(true);
  expect(readConfig({ ...production, CONFIRM_ADDRESSES: '0' }).confirmsAddresses).toBe(false);
});

test('its secret is made once, for this account only, and kept', () => {
  const dir = folder();
  const { sessionSecret } = readConfig({ DATA_DIR: dir });
  expect(sessionSecret).toMatch(/^[0-9a-f]{64}$/);
  expect(readConfig({ DATA_DIR: dir }).sessionSecret).toBe(sessionSecret);
  expect(readFileSync(join(dir, 'session-secret'), 'utf8')).toBe(sessionSecret);
  expect(statSync(join(dir, 'session-secret')).mode & 0o777).toBe(0o600);
});

test('in production there are no samples, whatever is asked for', () => {
  expect(readConfig({ ...production, SAMPLES: '1' })).toMatchObject({ isProduction: true, loadSamples: false });
});

test.each([
  ['SESSION_SECRET', { NODE_ENV: 'production', PUBLIC_URL: 'https://enishi.example.jp' }],
  ['PUBLIC_URL', { NODE_ENV: 'production', SESSION_SECRET: secret }],
  ['SESSION_SECRET', { SESSION_SECRET: 'too short' }],
  ['PORT', { PORT: 'eighty', SESSION_SECRET: secret }],
  ['PORT', { PORT: '70000', SESSION_SECRET: secret }],
  ['NODE_ENV', { NODE_ENV: 'staging' }],
  ['MONGODB_URI', { MONGODB_URI: 'postgres://localhost' }],
  ['REDIS_URL', { REDIS_URL: 'http://:hunter2@localhost:6379', SESSION_SECRET: secret }],
  ['REDIS_URL', { REDIS_URL: 'redis:no-host', SESSION_SECRET: secret }],
  ['PUBLIC_URL', { PUBLIC_URL: 'enishi.example.jp' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['CONFIRM_ADDRESSES', { CONFIRM_ADDRESSES: 'yes' }],
  ['SAMPLES', { SAMPLES: 'true' }],
  ['SMTP_URL', { SMTP_URL: 'mail.example.jp', MAIL_FROM: 'a@example.jp' }],
  ['SMTP_URL', { SMTP_URL: 'https://mail.example.jp', MAIL_FROM: 'a@example.jp' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.jp' }],
  ['MAIL_FROM', { MAIL_FROM: 'Enishi <nobody>' }],
  ['MAIL_FROM', { MAIL_FROM: 'Enishi\r\nBcc: x@example.jp <a@example.jp>' }],
])('a bad %s is named, with how to mend it', (name, env) => {
  const said = problem(env as Record<string, string>);
  expect(said).toMatch(new RegExp(`^${name} cannot be used as it is set: .{20,}\\.$`));
});

test.each([
  ['no-reply@example.jp', { name: 'Enishi', address: 'no-reply@example.jp' }],
  ['置賜の窓口 <desk@example.jp>', { name: '置賜の窓口', address: 'desk@example.jp' }],
  ['"Desk, Okitama" <desk@example.jp>', { name: 'Desk, Okitama', address: 'desk@example.jp' }],
])('mails come from %s', (given, from) => {
  const config = readConfig({ ...production, SMTP_URL: 'smtps://u:p%40ss@mail.example.jp', MAIL_FROM: given });
  expect(config.mail).toEqual({ smtpUrl: 'smtps://u:p%40ss@mail.example.jp', from });
});

test('several bad ones are told together, and never their values', () => {
  const said = problem({ PORT: 'x', LOG_LEVEL: 'y', SESSION_SECRET: 'my little secret' });
  expect(
    said
      .split('\n')
      .map((line) => line.split(' ')[0])
      .sort(),
  ).toEqual(['LOG_LEVEL', 'PORT', 'SESSION_SECRET']);
  expect(said).not.toContain('my little secret');
});

test('empty values count as not set, and the address loses its last slash', () => {
  const config = readConfig({ ...production, PORT: '', HOST: '', DATA_DIR: './somewhere' });
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('./somewhere'),
    publicUrl: 'https://enishi.example.jp',
  });
});
