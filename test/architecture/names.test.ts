import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../support/fixture-tree';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*$/;

const filesBelow = (folder: string) =>
  readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** What a file may be called by the kind it is of. */
function isWellNamed(file: string): boolean {
  const [, name = '', extension = ''] = /([^/]+?)((?:\.module|\.d|\.test|\.baked)?\.\w+)$/.exec(file) ?? [];
  if (extension === '.tsx') return pascal.test(name) || name === 'main' || name === 'router';
  if (extension === '.module.css') return pascal.test(name) || kebab.test(name);
  return kebab.test(name);
}

const sources = ['shared/src', 'server/src', 'client/src'].flatMap(filesBelow);

describe('names of files', () => {
  it('are kebab-case, components PascalCase', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((file) => !isWellNamed(file))).toEqual([]);
  });

  it.each(['server/src/needsStore.ts', 'client/src/ui/text-field.tsx', 'shared/src/Needs.ts'])(
    'would refuse %s',
    (file) => {
      expect(isWellNamed(file)).toBe(false);
    },
  );

  it('hold no barrel', () => {
    expect(sources.filter((file) => /\/index\.tsx?$/.test(file) && !file.startsWith('client/src/copy/'))).toEqual([]);
  });
});
