import path from 'node:path';
import { createFixtureTree, projectRoot } from '../support/fixture-tree';

interface Report {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

const longFunction = (lines: number) =>
  `export function long(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(lines - 4)}  return sum;\n}\n`;
const sentences = (lines: number) =>
  Array.from({ length: lines }, (_, index) => `export const line${index} = ${index};\n`).join('');

/** Each file breaks the rule it stands under. */
const offenders: [rule: string, file: string, text: string][] = [
  [
    '@typescript-eslint/no-explicit-any',
    'server/src/loose.ts',
    'export const read = (value: any): string => String(value);\n',
  ],
  [
    '@typescript-eslint/no-floating-promises',
    'server/src/floating.ts',
    'const save = async () => 1;\nexport const run = () => {\n  save();\n};\n',
  ],
  ['no-console', 'shared/src/noisy.ts', "export const shout = () => {\n  console.log('!');\n};\n"],
  ['no-restricted-syntax', 'client/src/ui/Plain.tsx', 'export default function Plain() {\n  return null;\n}\n'],
  ['no-restricted-syntax', 'server/src/barrel.ts', "export * from './clean.js';\n"],
  ['no-restricted-syntax', 'server/src/half-barrel.ts', "export { clean } from './clean.js';\n"],
  ['no-restricted-syntax', 'server/src/classy.ts', 'export class Service {\n  readonly name = 1;\n}\n'],
  ['max-lines', 'server/src/tall.ts', sentences(301)],
  ['enishi/max-own-lines', 'server/src/long.ts', longFunction(41)],
  ['enishi/max-own-lines', 'client/src/ui/Endless.tsx', longFunction(81)],
  ['react-hooks/rules-of-hooks', 'client/src/ui/Fickle.tsx', hookInCondition()],
];

function hookInCondition(): string {
  return "import { useState } from 'react';\nexport function Fickle({ isOn }: { isOn: boolean }) {\n  if (isOn) useState(0);\n  return null;\n}\n";
}

const steps = (count: number) => '      sum += 1;\n'.repeat(count);
const factory = `export function createPart() {
  return {
    first() {
      let sum = 0;
${steps(30)}      return sum;
    },
    second() {
      let sum = 0;
${steps(30)}      return sum;
    },
  };
}
`;

const innocents: Record<string, string> = {
  'server/src/clean.ts': 'export const clean = 1;\n',
  'server/src/app-error.ts': "export class AppError extends Error {\n  readonly code = 'not_found';\n}\n",
  'server/src/factory.ts': factory,
  'server/src/just-short-enough.ts': longFunction(40),
  'server/src/just-small-enough.ts': sentences(300),
  'client/src/ui/Tall.tsx': longFunction(80),
  'client/src/copy/ja/common.ts': sentences(400),
};

const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2023',
  jsx: 'react-jsx',
  skipLibCheck: true,
  types: ['node'],
};

describe('lint rules', () => {
  const tree = createFixtureTree({
    ...innocents,
    ...Object.fromEntries(offenders.map(([, file, text]) => [file, text])),
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['server', 'client', 'shared'] }),
  });
  afterAll(tree.remove);

  const config = path.join(projectRoot, 'eslint.config.js');
  const reports = tree.runJson('eslint/bin/eslint.js', ['--config', config, '--format', 'json', '.']) as Report[];
  const complaints = new Map(
    reports.map(({ filePath, messages }) => [
      /tree-[^/\\]+[/\\](.*)$/.exec(filePath)?.[1]?.replaceAll('\\', '/'),
      messages,
    ]),
  );

  it.each(offenders)('%s bites in %s', (rule, file) => {
    expect(complaints.get(file)?.map(({ ruleId }) => ruleId)).toContain(rule);
  });

  it.each(Object.keys(innocents))('has nothing to say against %s', (file) => {
    expect(complaints.get(file)).toEqual([]);
  });
});
