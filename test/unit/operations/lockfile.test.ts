import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
}

const root = path.resolve(__dirname, '../../..');
const readJson = <T>(file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
const { packages } = readJson<{ packages: Record<string, Entry> }>('package-lock.json');
const manifest = readJson<{ allowScripts: Record<string, boolean> }>('package.json');

/** Where Node would find a package, seen from a place in the tree. */
function find(all: Record<string, Entry>, from: string, name: string): Entry | undefined {
  const here = all[`${from}${from && '/'}node_modules/${name}`];
  if (here ?? from === '') return here;
  const above = Math.max(from.lastIndexOf('/node_modules/'), 0);
  return find(all, from.slice(0, above), name);
}

/** Binaries that a package names but the lockfile lacks; npm ci refuses a lockfile with any. */
function lackingBinaries(all: Record<string, Entry>): string[] {
  return Object.entries(all).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !find(all, place, name)),
  );
}

describe('package-lock.json', () => {
  it('holds the binaries of every platform', () => {
    expect(lackingBinaries(packages)).toEqual([]);
  });

  it('would be refused without one of them', () => {
    const { 'node_modules/@swc/core-darwin-arm64': left, ...others } = packages;
    expect(left).toBeDefined();
    expect(lackingBinaries(others)).toEqual(['@swc/core-darwin-arm64']);
  });

  it('says no to every install script', () => {
    const withScript = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript);
    const names = [...new Set(withScript.map(([place]) => place.replace(/^.*node_modules\//, '')))];
    expect(Object.keys(manifest.allowScripts)).toEqual(expect.arrayContaining(names));
    expect(Object.values(manifest.allowScripts)).not.toContain(true);
  });
});
