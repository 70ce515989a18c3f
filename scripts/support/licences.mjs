// Under which licences the packages stand that run in production or are built into the client. Read from the lockfile,
// which names them all, whatever this machine has installed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** What may be used and passed on without giving away the source of what uses it. */
const allowed = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'CC0-1.0', 'BlueOak-1.0.0'],
  // Fonts: to be passed on with the product, not sold by themselves.
  'OFL-1.1',
];

/** Packages that say nothing in the lockfile; read in the package itself, for this version. */
const readByHand = {
  'passport-local@1.0.0': 'MIT',
  'passport-strategy@1.0.0': 'MIT',
  'pause@0.0.1': 'MIT',
  'png-js@2.0.0': 'MIT',
  'xmlhttprequest-ssl@2.1.2': 'MIT',
};

/** "A AND (B OR C)": every part of an AND has to be allowed, and one of an OR. */
export function isAllowed(expression) {
  const plain = expression.trim();
  const split = (word) => {
    const parts = [''];
    let depth = 0;
    for (const token of plain.split(/(\(|\)|\s+)/)) {
      if (token === '(') depth += 1;
      if (token === ')') depth -= 1;
      if (depth === 0 && token === word) parts.push('');
      else parts[parts.length - 1] += token;
    }
    return parts;
  };
  const either = split('OR');
  if (either.length > 1) return either.some(isAllowed);
  const each = split('AND');
  if (each.length > 1) return each.every(isAllowed);
  return plain.startsWith('(') && plain.endsWith(')') ? isAllowed(plain.slice(1, -1)) : allowed.includes(plain);
}

/** Each package of production once for each version: name, version, licence (null where nobody has said). */
export function listLicences(lock, known = readByHand) {
  const found = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (!place.includes('node_modules/') || entry.link || entry.dev) continue;
    const name = entry.name ?? place.replace(/^.*node_modules\//, '');
    const key = `${name}@${entry.version}`;
    found.set(key, { name, version: entry.version, licence: entry.license ?? known[key] ?? null });
  }
  return [...found.values()].sort((one, other) => (one.name + one.version < other.name + other.version ? -1 : 1));
}

export const readLock = () => JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));

/** docs/licences.md. */
export function describe(packages) {
  const byLicence = new Map();
  for (const one of packages) byLicence.set(one.licence, [...(byLicence.get(one.licence) ?? []), one]);
  const groups = [...byLicence].sort(
    ([one, some], [other, more]) => more.length - some.length || (one < other ? -1 : 1),
  );
  const sections = groups.map(([licence, found]) => {
    const lines = found.map(({ name, version }) => `- ${name} ${version}`);
    return `## ${licence} (${found.length})\n\n${lines.join('\n')}\n`;
  });
  return [
    '# Licences\n',
    'Enishi itself stands under the MIT licence. These packages run in production or are built into the client; the text of',
    'each licence lies in its package. The list is made from the lockfile by `npm run licences`, and `npm run check` fails',
    'when it is out of date or names a licence outside `scripts/support/licences.mjs`.\n',
    ...sections,
  ].join('\n');
}
