import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const config = read('server/src/config.ts');
const schema = /const environment = z\.object\(\{(.*?)\n\}\);/s.exec(config)?.[1] ?? '';
const settings = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1] ?? '');
const composeOnly = ['MAIL_PORT'];

describe('the settings of the server', () => {
  it('can be read from its configuration', () => {
    expect(settings).toEqual(expect.arrayContaining(['NODE_ENV', 'PORT', 'SESSION_SECRET']));
  });

  it('are all in .env.example, and nothing else is', () => {
    const listed = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
    expect(listed.filter((name) => !composeOnly.includes(name)).sort()).toEqual([...settings].sort());
  });

  it('are all explained in docs/operations.md', () => {
    const rows = [...read('docs/operations.md').matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1] ?? '');
    expect(rows.sort()).toEqual([...settings].sort());
  });

  it('are read in one place', () => {
    const files = readdirSync(path.join(root, 'server/src'), { recursive: true, encoding: 'utf8' });
    const readers = files.filter((file) => file.endsWith('.ts') && read(`server/src/${file}`).includes('process.env'));
    const entries = readers.filter((file) => file !== 'main.ts' && !file.startsWith('commands/'));
    expect(entries).toEqual([]);
  });
});
