// `npm run licences`: writes docs/licences.md. With --check, as in `npm run check`, it only says what is wrong.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, isAllowed, listLicences, readLock } from './support/licences.mjs';
import { root } from './support/paths.mjs';
import { runMain, say, Stop } from './support/say.mjs';

await runMain(() => {
  const file = path.join(root, 'docs/licences.md');
  const packages = listLicences(readLock());
  const refused = packages.filter(({ licence }) => licence === null || !isAllowed(licence));
  if (refused.length > 0) {
    const lines = refused.map(({ name, version, licence }) => `${name} ${version}: ${licence ?? 'says nothing'}`);
    throw new Stop(`These licences are not among those allowed in scripts/support/licences.mjs:\n${lines.join('\n')}`);
  }
  const text = describe(packages);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
    throw new Stop('docs/licences.md is out of date. Run: npm run licences');
  say(`${packages.length} packages, all under licences that are allowed.`);
  return 0;
});
