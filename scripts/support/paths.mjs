import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** The file behind a package's command, so that it can be run by this same Node without a shell. */
export function binary(packageName, command = packageName) {
  const require = createRequire(path.join(root, 'package.json'));
  const manifestPath = path.join(root, 'node_modules', packageName, 'package.json');
  const { bin } = require(manifestPath);
  return path.join(path.dirname(manifestPath), typeof bin === 'string' ? bin : bin[command]);
}
