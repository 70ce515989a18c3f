// What most pages need of the shared contracts are facts: method, path, limits, lists of codes. Their schemas (and with
// them zod) would be a quarter of what a visitor downloads. So a shared module that uses zod is served twice: as plain
// data, made from the module itself while building; and whole, for the few forms that check by a schema before sending.
// An import of the client is divided between the two by what it names, so nobody who writes a page needs to know.
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const shared = fileURLToPath(new URL('../shared/dist/', import.meta.url));
const WHOLE = '?whole';
/** Modules of the client whose exports are worked out while building, from shared data too large to ship whole. */
const BAKED = /\.baked\.ts$/;

type Facts = string | number | boolean | null | undefined | readonly Facts[] | { readonly [name: string]: Facts };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchema = (value: unknown): boolean => isRecord(value) && '_zod' in value;

const isContract = (value: Record<string, unknown>): boolean =>
  'method' in value && 'path' in value && 'access' in value;

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
  return isData ? Object.fromEntries(entries) : undefined;
};

const withoutQuery = (id: string): string => id.split('?')[0] ?? '';
const isShared = (id: string): boolean => id.startsWith(shared) && withoutQuery(id).endsWith('.js');

/** Facts of a module by name; null for one without zod, which is served as it is. */
const readFacts = async (file: string): Promise<Map<string, Facts> | null> => {
  if (!/from 'zod'/.test(await readFile(file, 'utf8'))) return null;
  // The moment of the last change keeps a running development server from serving what it read before.
  const { mtimeMs } = await stat(file);
  const module = (await import(`${pathToFileURL(file).href}?${mtimeMs}`)) as Record<string, unknown>;
  const facts = Object.entries(module).map(([name, value]) => [name, factsOf(value)] as const);
  return new Map(facts.filter(([, fact]) => fact !== undefined));
};

/** Such a module is plain JavaScript that imports only from shared; it is run as it stands. */
const bake = async (file: string): Promise<string> => {
  const source = await readFile(file, 'utf8');
  const runnable = source.replace(
    /'@enishi\/shared\/([^']+)'/g,
    (_, name: string) => `'${pathToFileURL(shared).href}${name}.js'`,
  );
  const module = (await import(`data:text/javascript,${encodeURIComponent(runnable)}`)) as Record<string, unknown>;
  return Object.entries(module)
    .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});\n`)
    .join('');
};

interface ImportNode {
  type: string;
  start: number;
  end: number;
  source: { value: unknown };
  specifiers: { type: string; imported?: { name?: string }; local: { name: string } }[];
}

const written = (specifiers: ImportNode['specifiers'], from: string): string =>
  specifiers.length === 0
    ? ''
    : `import { ${specifiers.map(({ imported, local }) => `${imported?.name} as ${local.name}`).join(', ')} } from ${JSON.stringify(from)};`;

export const sharedFacts = (): Plugin => ({
  name: 'enishi:shared-facts',
  enforce: 'pre',
  async resolveId(source, importer) {
    // Within the whole form, shared modules import one another's whole form.
    if (!importer?.endsWith(WHOLE) || !source.startsWith('.')) return null;
    const resolved = await this.resolve(source, withoutQuery(importer), { skipSelf: true });
    return resolved && isShared(resolved.id) && (await readFacts(withoutQuery(resolved.id)))
      ? withoutQuery(resolved.id) + WHOLE
      : resolved;
  },
  async load(id) {
    if (BAKED.test(id)) return { code: await bake(id), map: null, moduleType: 'js' };
    if (!isShared(id)) return null;
    const file = withoutQuery(id);
    if (id.endsWith(WHOLE)) return { code: await readFile(file, 'utf8'), map: null, moduleSideEffects: false };
    const facts = await readFacts(file);
    if (!facts) return null;
    const code = [...facts].map(([name, fact]) => `export const ${name} = ${JSON.stringify(fact)};\n`);
    return { code: code.join(''), map: null, moduleSideEffects: false };
  },
  transform: {
    // After TypeScript has been taken off: types are no imports.
    order: 'post',
    async handler(code, id) {
      if (isShared(id) || id.includes('/node_modules/') || !code.includes('@enishi/shared/')) return null;
      const imports = (this.parse(code).body as unknown as ImportNode[]).filter(
        ({ type, source }) => type === 'ImportDeclaration' && String(source.value).startsWith('@enishi/shared/'),
      );
      let result = code;
      for (const node of imports.reverse()) {
        const source = String(node.source.value);
        const resolved = await this.resolve(source, id, { skipSelf: true });
        const facts = resolved && isShared(resolved.id) ? await readFacts(withoutQuery(resolved.id)) : null;
        if (!resolved || !facts) continue;
        const isFact = ({ imported }: ImportNode['specifiers'][number]): boolean => facts.has(imported?.name ?? '');
        const light = node.specifiers.filter(isFact);
        const whole = node.specifiers.filter((specifier) => !isFact(specifier));
        if (whole.length === 0) continue;
        const both = written(light, source) + written(whole, withoutQuery(resolved.id) + WHOLE);
        result = result.slice(0, node.start) + both + result.slice(node.end);
      }
      // Both imports stand on the line of the one they replace, so the lines of the source map stay right.
      return result === code ? null : { code: result, map: null };
    },
  },
});
