import path from 'node:path';
import { binary, root } from './paths.mjs';

const lint = (part, ...args) => ({
  name: 'lint',
  label: `lint (${part})`,
  needsTypes: true,
  script: () => binary('eslint'),
  args: ['--max-warnings', '0', ...args],
});
const allBut = (...folders) => ['.', ...folders.flatMap((folder) => ['--ignore-pattern', `${folder}/**`])];

/**
 * The static checks: first what the others build on, then the slowest. All types of the product at once take more memory
 * than Node has, or spends its time on clearing; so each part is linted by itself.
 */
export const checkSteps = [
  { name: 'types', script: () => binary('typescript', 'tsc'), args: ['-b'] },
  lint('client', 'client'),
  lint('server, shared', 'server', 'shared'),
  lint('all else', ...allBut('client', 'server', 'shared')),
  { name: 'format', script: () => binary('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'directions',
    needsTypes: true,
    script: () => binary('dependency-cruiser', 'depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'shared/src', 'server/src', 'client/src'],
  },
  { name: 'unused', script: () => binary('knip'), args: ['--no-progress'] },
  { name: 'licences', script: () => path.join(root, 'scripts/licences.mjs'), args: ['--check'] },
  { name: 'secrets', script: () => path.join(root, 'scripts/check-secrets.mjs'), args: [] },
];
