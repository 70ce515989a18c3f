// What the browser needs of the shared contracts are facts: method, path, limits, lists of codes. Their schemas (and with
// them zod, a quarter of what a visitor would download) stay on the server, which checks everything anyway. This plugin
// serves every shared module that uses zod as plain data, made from the module itself while building.
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const shared = fileURLToPath(new URL('../shared/dist/', import.meta.url));

type Facts = string | number | boolean | null | undefined | readonly Facts[] | { readonly [name: string]: Facts };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchema = (value: unknown): boolean => isRecord(value) && '_zod' in value;

const isContract = (value: Record<string, unknown>): boolean => 'method' in value && 'path' in value && 'access' in value;

/** Undefined for what is not plain data through and through. */
const factsOf = (value: unknown): Facts => {
  if (['string', 'number', 'boolean'].includes(typeof value) || value === null) return value as Facts;
  if (Array.isArray(value)) {
    const facts = value.map(factsOf);
    return facts.includes(undefined) ? undefined : facts;
  }
  if (!isRecord(value) || isSchema(value)) return undefined;
  if (isContract(value)) {
    const { name, method, path, media } = value;
    return { name, method, path, media } as Facts;
  }
  const entries = Object.entries(value).map(([name, part]) => [name, factsOf(part)] as const);
  // A key may be there without a value, as "no bound known" is; anything else without facts is no data.
  const isData = entries.every(([name, facts]) => facts !== undefined || value[name] === undefined);
  return isData ? (Object.fromEntries(entries) as Facts) : undefined;
};

const write = (name: string, value: unknown): string => {
  const facts = factsOf(value);
  return facts === undefined ? '' : `export const ${name} = ${JSON.stringify(facts)};\n`;
};

export const sharedFacts = (): Plugin => ({
  name: 'enishi:shared-facts',
  enforce: 'pre',
  async load(id) {
    const file = id.split('?')[0] ?? '';
    if (!file.startsWith(shared) || !file.endsWith('.js')) return null;
    if (!/from 'zod'/.test(await readFile(file, 'utf8'))) return null;
    // The moment of the last change keeps a running development server from serving what it read before.
    const { mtimeMs } = await stat(file);
    const module = (await import(`${pathToFileURL(file).href}?${mtimeMs}`)) as Record<string, unknown>;
    const code = Object.entries(module).map(([name, value]) => write(name, value));
    return { code: code.join(''), map: null, moduleSideEffects: false };
  },
});
