import path from 'node:path';

// Sources are TypeScript ES modules; jest runs them as CommonJS through swc, which is quicker and steadier than
// its experimental module support. Packages that ship ES modules only are compiled the same way.
// react-markdown and the small packages that it is made of.
const markdown = [
  'react-markdown',
  'unified',
  '(remark|mdast-util|hast-util|micromark|unist-util|vfile|estree-util|character-entities)(-[^/]+)?',
  '(space|comma)-separated-tokens',
  'decode-named-character-reference',
  'character-reference-invalid',
  'is-(decimal|hexadecimal|alphanumerical|alphabetical|plain-obj)',
  'stringify-entities',
  'html-url-attributes',
  'property-information',
  'trim-lines',
  'bail',
  'trough',
  'devlop',
  'ccount',
  'zwitch',
];
const esmOnly = [
  'connect-mongo',
  'nodemailer',
  'lmdb',
  'stemmer',
  'msgpackr',
  'ordered-binary',
  'weak-lru-cache',
  ...markdown,
];

const rootDir = path.resolve(import.meta.dirname, '..');

const shared = {
  rootDir,
  transform: {
    '^.+\\.(mjs|js|ts|tsx)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@enishi/shared/(.*)$': '<rootDir>/shared/src/$1',
    '\\.css$': '<rootDir>/test/support/empty-module.cjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

const suite = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts?(x)`],
  ...extra,
});

export default {
  rootDir,
  globalSetup: '<rootDir>/test/support/shared-database.mjs',
  globalTeardown: '<rootDir>/test/support/close-shared-database.mjs',
  // What is left of each file of tests fills a worker until clearing it takes longer than beginning anew.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  projects: [
    suite('unit'),
    suite('api'),
    suite('realtime'),
    suite('client', {
      testEnvironment: '<rootDir>/test/support/page-environment.mjs',
      moduleNameMapper: { ...shared.moduleNameMapper, '^socket.io-client$': '<rootDir>/test/support/fake-socket.ts' },
    }),
    suite('e2e'),
    suite('conformance'),
    suite('architecture'),
  ],
};
