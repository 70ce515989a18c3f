import path from 'node:path';
import { createFixtureTree, projectRoot } from '../support/fixture-tree';

interface Violation {
  from: string;
  rule: { name: string };
}

const config = path.join(projectRoot, '.dependency-cruiser.mjs');

/** Each file breaks the rule it stands under; what it imports stands below. */
const offenders: Record<string, [file: string, text: string]> = {
  'no-circular': ['server/src/circle-a.ts', "import { b } from './circle-b.js';\nexport const a = () => b;\n"],
  'not-to-unresolvable': ['server/src/lost.ts', "import { x } from './nowhere.js';\nexport const lost = x;\n"],
  'shared-imports-nothing-of-ours': [
    'shared/src/leaning.ts',
    "import { ok } from '../../server/src/ok.js';\nexport const l = ok;\n",
  ],
  'shared-depends-on-zod-only': ['shared/src/heavy.ts', "import pino from 'pino';\nexport const heavy = pino;\n"],
  'server-not-to-client': [
    'server/src/screen.ts',
    "import { door } from '../../client/src/lib/door.js';\nexport const s = door;\n",
  ],
  'client-not-to-server': [
    'client/src/lib/short-cut.ts',
    "import { ok } from '../../../server/src/ok.js';\nexport const c = ok;\n",
  ],
  'sources-not-to-tests': [
    'server/src/tested.ts',
    "import { helper } from '../../test/support/helper.js';\nexport const t = helper;\n",
  ],
  'server-features-apart': [
    'server/src/features/needs/needs-service.ts',
    "import { seeds } from '../seeds/seeds-service.js';\nexport const needs = seeds;\n",
  ],
  'client-features-apart': [
    'client/src/features/needs/NeedCard.tsx',
    "import { Seed } from '../seeds/Seed.js';\nexport const NeedCard = Seed;\n",
  ],
  'client-app-is-the-top': [
    'client/src/ui/Upward.tsx',
    "import { Page } from '../app/Page.js';\nexport const Upward = Page;\n",
  ],
  'client-ui-knows-no-feature': [
    'client/src/ui/Knowing.tsx',
    "import { Seed } from '../features/seeds/Seed.js';\nexport const K = Seed;\n",
  ],
  'mongoose-in-stores-only': [
    'server/src/features/seeds/seeds-policy.ts',
    "import type { Model } from 'mongoose';\nexport type Seeds = Model<unknown>;\n",
  ],
  'joints-know-types-of-the-database-only': [
    'server/src/wire.ts',
    "import mongoose from 'mongoose';\nexport const w = mongoose;\n",
  ],
  'express-in-http-only': [
    'server/src/features/seeds/seeds-mail.ts',
    "import type { Request } from 'express';\nexport type Mail = Request;\n",
  ],
  'sockets-know-types-of-express-only': [
    'server/src/realtime/sockets.ts',
    "import express from 'express';\nexport const e = express;\n",
  ],
  'sockets-in-realtime-only': [
    'client/src/ui/Live.tsx',
    "import { io } from 'socket.io-client';\nexport const Live = io;\n",
  ],
  'matching-is-pure': ['server/src/matching/score.ts', "import { ok } from '../ok.js';\nexport const score = ok;\n"],
  'no-dev-dependencies-in-production': [
    'server/src/testing.ts',
    "import fc from 'fast-check';\nexport const t = fc;\n",
  ],
};

/** What is allowed, and must stay so. */
const innocents: Record<string, string> = {
  'shared/src/words.ts': "import { z } from 'zod';\nexport const word = z.string();\n",
  'server/src/ok.ts': 'export const ok = 1;\n',
  'server/src/circle-b.ts': "import { a } from './circle-a.js';\nexport const b = () => a;\n",
  'server/src/http/session.ts': "import session from 'express-session';\nexport const s = session;\n",
  'server/src/realtime/handshake.ts':
    "import type { RequestHandler } from 'express';\nimport { Server } from 'socket.io';\nexport type H = [RequestHandler, Server];\n",
  'server/src/wire-listings.ts': "import type { Connection } from 'mongoose';\nexport type Parts = Connection;\n",
  'server/src/features/seeds/seeds-store.ts': "import { Schema } from 'mongoose';\nexport const schema = Schema;\n",
  'server/src/features/seeds/seeds-service.ts':
    "import { schema } from './seeds-store.js';\nexport const seeds = schema;\n",
  'client/src/lib/door.ts': "import { io } from 'socket.io-client';\nexport const door = io;\n",
  'client/src/features/seeds/Seed.tsx': "import { door } from '../../lib/door.js';\nexport const Seed = door;\n",
  'client/src/app/Page.tsx': "import { Seed } from '../features/seeds/Seed.js';\nexport const Page = Seed;\n",
  'test/support/helper.ts': 'export const helper = 1;\n',
};

const manifest = (dependencies: Record<string, string>, devDependencies: Record<string, string> = {}) =>
  JSON.stringify({ type: 'module', dependencies, devDependencies });

describe('import directions', () => {
  const tree = createFixtureTree({
    ...innocents,
    ...Object.fromEntries(Object.values(offenders)),
    'package.json': manifest(
      {
        zod: '*',
        pino: '*',
        express: '*',
        'express-session': '*',
        mongoose: '*',
        'socket.io': '*',
        'socket.io-client': '*',
      },
      { 'fast-check': '*' },
    ),
  });
  afterAll(tree.remove);

  const { summary } = tree.runJson('dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config',
    config,
    '--output-type',
    'json',
    'shared/src',
    'server/src',
    'client/src',
  ]) as { summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string }[] } } };
  const found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);

  it.each(Object.entries(offenders))('refuses by %s', (rule, [file]) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it('lets through what is allowed', () => {
    const blamed = summary.violations.filter(({ from, rule }) => from in innocents && rule.name !== 'no-circular');
    expect(blamed).toEqual([]);
  });

  it('has no rule that is not tried here', () => {
    expect(summary.ruleSetUsed.forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(offenders).sort());
  });
});
