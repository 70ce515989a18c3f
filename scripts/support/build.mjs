import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { binary, root } from './paths.mjs';
import { runNode } from './run.mjs';
import { say, Stop } from './say.mjs';

const common = ['package-lock.json', 'tsconfig.base.json', 'shared/package.json', 'shared/tsconfig.json', 'shared/src'];

/**
 * What is built, from which inputs, and the file whose time tells whether the output is still the one we made:
 * a compiler run by hand or by a watcher changes that time, and then our stamp no longer counts.
 */
const parts = {
  server: {
    label: 'server',
    inputs: [...common, 'server/package.json', 'server/tsconfig.json', 'server/src'],
    outputs: ['shared/dist/.tsbuildinfo', 'server/dist/.tsbuildinfo', 'server/dist/main.js'],
    stamp: 'server/dist/.build-stamp.json',
    command: () => [binary('typescript', 'tsc'), ['-b', 'shared', 'server']],
  },
  client: {
    label: 'client',
    inputs: [
      ...common,
      'client/package.json',
      'client/tsconfig.json',
      'client/vite.config.ts',
      'client/shared-facts.ts',
      'client/index.html',
      'client/public',
      'client/src',
    ],
    outputs: ['client/dist/index.html'],
    stamp: 'client/dist/.build-stamp.json',
    command: () => [binary('vite'), ['build', 'client', '--logLevel', 'warn']],
  },
};

function listFiles(place) {
  const absolute = path.join(root, place);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [place];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

/** By content, not by time: a fresh clone and a switched branch give files new times. */
function hashInputs(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(listFiles).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function describeOutputs(outputs) {
  return outputs.map((file) => {
    const absolute = path.join(root, file);
    return existsSync(absolute) ? statSync(absolute).mtimeMs : null;
  });
}

function isFresh(part, inputsHash) {
  const stampFile = path.join(root, part.stamp);
  if (!existsSync(stampFile)) return false;
  const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
  const outputs = describeOutputs(part.outputs);
  return stamp.inputs === inputsHash && !outputs.includes(null) && String(stamp.outputs) === String(outputs);
}

async function buildPart(part) {
  const inputs = hashInputs(part.inputs);
  if (isFresh(part, inputs)) return;
  say(`Building the ${part.label}…`);
  const [script, args] = part.command();
  const code = await runNode(script, args, { env: { ...process.env, NODE_ENV: 'production' } });
  if (code !== 0) throw new Stop(`The ${part.label} could not be built. The messages above say where.`);
  writeFileSync(path.join(root, part.stamp), JSON.stringify({ inputs, outputs: describeOutputs(part.outputs) }));
}

/** Builds the named parts, those only whose inputs changed since the last time. */
export async function buildWhatIsStale(names = Object.keys(parts)) {
  for (const name of names) await buildPart(parts[name]);
}
