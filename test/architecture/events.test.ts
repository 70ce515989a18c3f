import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { domainEvents } from '@enishi/shared/events';
import { projectRoot } from '../support/fixture-tree';

const server = path.join(projectRoot, 'server/src');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(path.join(server, file), 'utf8') }));
const known = Object.keys(domainEvents);

const namesIn = (pattern: RegExp, only?: string) =>
  sources
    .filter(({ file }) => !only || file === only)
    .flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));

describe('domain events', () => {
  it('are past tense with a dot, and have a schema of ids and plain facts', () => {
    for (const [name, schema] of Object.entries(domainEvents)) {
      expect(name).toMatch(/^[a-z]+\.([a-z]+_)?[a-z]+$/);
      expect(schema.safeParse({}).success).toBe(false);
    }
  });

  it('are announced under names that have a schema', () => {
    const announced = namesIn(/\bannounce\(\s*'([^']+)'/g);
    expect(announced.length).toBeGreaterThan(5);
    expect(announced.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are each announced by somebody', () => {
    const mentioned = new Set(namesIn(/'([a-z]+\.[a-z_]+)'/g));
    const subscribed = namesIn(/\bon\('([^']+)'/g, 'subscriptions.ts');
    const elsewhere = sources
      .filter(({ file }) => file !== 'subscriptions.ts')
      .map(({ text }) => text)
      .join('\n');
    expect(known.filter((name) => !mentioned.has(name))).toEqual([]);
    expect(known.filter((name) => !elsewhere.includes(`'${name}'`))).toEqual([]);
    expect(subscribed.length).toBeGreaterThan(5);
  });

  it('are subscribed to in one table only', () => {
    const elsewhere = sources.filter(({ file, text }) => file !== 'subscriptions.ts' && /\bbus\.on\(/.test(text));
    expect(elsewhere.map(({ file }) => file)).toEqual([]);
  });
});
