import path from 'node:path';
import { binary, root } from './paths.mjs';

/** The static checks: first what the others build on, then the slowest. */
export const checkSteps = [
  { name: 'types', script: () => binary('typescript', 'tsc'), args: ['-b'] },
  { name: 'lint', script: () => binary('eslint'), args: ['--max-warnings', '0', '.'] },
  { name: 'format', script: () => binary('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'directions',
    script: () => binary('dependency-cruiser', 'depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'shared/src', 'server/src', 'client/src'],
  },
  { name: 'unused', script: () => binary('knip'), args: ['--no-progress'] },
  { name: 'licences', script: () => path.join(root, 'scripts/licences.mjs'), args: ['--check'] },
  { name: 'secrets', script: () => path.join(root, 'scripts/check-secrets.mjs'), args: [] },
];
