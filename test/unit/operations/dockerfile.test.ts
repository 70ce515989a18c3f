import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Instruction {
  name: string;
  value: string;
}

function parseDockerfile(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const joined = lines.join('\n').replaceAll(/\s*\\\n\s*/g, ' ');
  return joined.split('\n').map((line) => {
    const [, name = '', value = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, value };
  });
}

const instructions = parseDockerfile(read('Dockerfile'));
const stages: Instruction[][] = [];
for (const instruction of instructions) {
  if (instruction.name === 'FROM') stages.push([]);
  stages.at(-1)?.push(instruction);
}
const last = stages.at(-1) ?? [];
const valuesOf = (stage: Instruction[], name: string) =>
  stage.filter((one) => one.name === name).map((one) => one.value);
const ignored = read('.dockerignore').split('\n');

describe('Dockerfile', () => {
  it('is made of instructions that Docker knows', () => {
    const known = ['ARG', 'FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it('builds in two stages and runs from a third, all on the slim image', () => {
    expect(stages.map((stage) => stage[0]?.value)).toEqual([
      'node:${NODE_VERSION}-slim AS build',
      'node:${NODE_VERSION}-slim AS dependencies',
      'node:${NODE_VERSION}-slim',
    ]);
  });

  it('copies from this folder only what exists and what .dockerignore lets through', () => {
    const sources = valuesOf(instructions, 'COPY')
      .filter((value) => !value.startsWith('--from='))
      .flatMap((value) => value.split(' ').slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect({ source, exists: existsSync(path.join(root, source)) }).toEqual({ source, exists: true });
      const top = source.split('/')[0];
      expect(ignored).toContain(`!${String(top)}`);
    }
  });

  it('keeps data, settings and foreign node_modules away from the builder', () => {
    expect(ignored).toEqual(expect.arrayContaining(['*', '**/node_modules', '**/dist', '**/.env*']));
    expect(ignored).not.toContain('!data');
  });

  it('installs by the lockfile, without install scripts, and production packages only for running', () => {
    const installs = stages.map((stage) => valuesOf(stage, 'RUN').filter((value) => value.startsWith('npm')));
    expect(installs).toEqual([
      ['npm ci --ignore-scripts'],
      ['npm ci --ignore-scripts --omit=dev --workspace=@enishi/shared --workspace=@enishi/server'],
      [],
    ]);
  });

  it('runs as an ordinary user, in production mode, with a place for data that this user owns', () => {
    expect(valuesOf(last, 'USER')).toEqual(['node']);
    expect(valuesOf(last, 'ENV').join(' ')).toMatch(/NODE_ENV=production HOST=0\.0\.0\.0 PORT=3000 DATA_DIR=\/data/);
    expect(valuesOf(last, 'RUN')).toEqual(['install --directory --owner=node --group=node --mode=0700 /data']);
    expect(valuesOf(last, 'VOLUME')).toEqual(['/data']);
    expect(valuesOf(last, 'EXPOSE')).toEqual(['3000']);
  });

  it('starts the server itself, without a shell or npm between it and the signals', () => {
    const [command] = valuesOf(last, 'CMD');
    const parts = JSON.parse(command ?? '') as string[];
    expect(parts[0]).toBe('node');
    expect(parts.at(-1)).toBe('server/dist/main.js');
  });

  it('checks its health with Node', () => {
    const [check = ''] = valuesOf(last, 'HEALTHCHECK');
    const [, options = '', command = ''] = /^(.*?) CMD (.*)$/.exec(check) ?? [];
    expect(
      options
        .split(' ')
        .every((option) => /^--(interval|timeout|start-period|start-interval|retries)=\d+s?$/.test(option)),
    ).toBe(true);
    expect(JSON.parse(command)).toEqual(['node', 'scripts/healthcheck.mjs']);
    expect(valuesOf(last, 'COPY')).toContain('scripts/healthcheck.mjs scripts/');
  });
});
