// The house rules that a machine can check. Import directions are in .dependency-cruiser.mjs.
// Each rule here is shown to bite by test/architecture/lint.test.ts.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { maxOwnLines } from './scripts/lint/max-own-lines.mjs';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name that is written once can be searched for and renamed.',
};
const noBarrel = [
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that holds the thing.' },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No barrel files: import from the file that holds the thing.',
  },
];
const noClass = {
  selector: ':matches(ClassDeclaration, ClassExpression):not([superClass.name=/^(Error|Component)$/])',
  message: 'Build parts with factory functions; only errors and React error boundaries are classes.',
};

const sources = ['shared/src/**/*.ts', 'server/src/**/*.ts', 'client/src/**/*.{ts,tsx}'];
const typescript = [...sources, 'test/**/*.{ts,tsx}', 'client/*.ts'];
const plainScripts = ['*.js', '.*.mjs', 'scripts/**/*.mjs', 'test/**/*.{js,mjs,cjs}'];

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'coverage/',
      'data/',
      'test/output/',
      // What the tests of these very rules write.
      'test/architecture/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { enishi: { rules: { 'max-own-lines': maxOwnLines } } } },
  js.configs.recommended,
  {
    files: plainScripts,
    languageOptions: { globals: globals.node },
    rules: { 'max-lines': lines(300), 'enishi/max-own-lines': ['error', { max: 40 }] },
  },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Recurses without end on recursive types such as mongoose's (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `return next(error)` says in one line that the work ends here.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Without classes there is no `this` that a method could lose.
      '@typescript-eslint/unbound-method': 'off',
      // Async is also the promise that every failure is a rejection.
      '@typescript-eslint/require-await': 'off',
      // Spreading text gives its code points, which is what work on Japanese text wants.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', noDefaultExport, ...noBarrel, noClass],
      'no-console': 'error',
      'max-lines': lines(300),
      'enishi/max-own-lines': ['error', { max: 40 }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['client/src/**/*.{ts,tsx}', 'test/client/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
    rules: {
      // JSX hands async functions to events; React does not care for what they return.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // A component is markup as well as logic, and markup is tall.
    files: ['client/src/**/*.tsx'],
    rules: { 'enishi/max-own-lines': ['error', { max: 80 }] },
  },
  {
    // Wiring and tables of contracts are lists: long, but without a branch to get lost in.
    files: ['server/src/wire*.ts', 'shared/src/listings.ts'],
    rules: { 'enishi/max-own-lines': ['error', { max: 130 }] },
  },
  {
    // Inner loops over arrays whose bounds they know themselves.
    files: ['server/src/matching/**', 'server/src/database/embedded/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Lists of concepts, samples and sentences: their length is no sign of trouble.
    files: ['shared/src/taxonomy/concepts-*.ts', 'client/src/copy/{ja,en}/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['client/vite.config.ts', 'eslint.config.js', 'test/jest.config.mjs', 'test/support/summary-reporter.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'max-lines': lines(500),
      'enishi/max-own-lines': ['error', { max: 80 }],
      'no-restricted-syntax': ['error', noDefaultExport, ...noBarrel],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What an answer holds is said by an assertion, whether or not a type argument would say it too.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
);
