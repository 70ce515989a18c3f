// npm run bench:matching -- --n 100000 --engines enishi,minisearch [--queries 300] [--baseline-queries 300] [--no-check]
//   [--data DIR of the public sets] [--soak 720000: enishi alone, an hour of 200 changes a second without the pauses]
// Every engine is asked 50 queries to warm up and 300 that count, of each kind. minisearch takes some 5 to 15 s for a long
// one at 100,000, so an hour or more; --baseline-queries asks it fewer, and its line says how many.
// One engine, one process. The figures of enishi count only when its top 20 of every measured query are those of the
// plain scorer; otherwise the benchmark fails.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createData } from './matching-data.mjs';
import {
  build,
  buildJapanese,
  japaneseItems,
  measure,
  measureExplained,
  measureMixed,
  measureUpdates,
  percentile,
  residentMegabytes,
  round,
  soak,
} from './matching-measure.mjs';

const WARM_UP = 50;
const { values: options } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    engines: { type: 'string', default: 'enishi,minisearch' },
    queries: { type: 'string', default: '300' },
    'baseline-queries': { type: 'string' },
    'mixed-seconds': { type: 'string', default: '10' },
    data: { type: 'string', default: '../shared/data' },
    soak: { type: 'string' },
    check: { type: 'boolean', default: true },
    child: { type: 'string' },
  },
  allowNegative: true,
});
const count = Number(options.n);
const print = (text) => process.stdout.write(`${text}\n`);

const createEngine = async (name, data) => {
  const engines = await import('./matching-engines.mjs');
  return name === 'enishi' ? engines.createEnishi(data) : engines.createMiniSearch();
};

const measureOwn = (engine, data) => ({
  explained_p50_ms: round(percentile(measureExplained(engine, data), 0.5)),
  ...measureMixed(engine, data, count, Number(options['mixed-seconds'])),
  ...engine.stats(),
});

const measureEngine = async (name) => {
  const data = createData();
  const engine = await createEngine(name, data);
  const isOurs = name === 'enishi';
  const queries = Number((!isOurs && options['baseline-queries']) || options.queries);
  const warmUp = Math.min(WARM_UP, queries);
  const build_s = round(build(engine, data, count), 2);
  const rss_mb = await residentMegabytes();
  const long = measure(engine, data.longQuery, warmUp, queries);
  const short = measure(engine, data.shortQuery, warmUp, queries);
  const updates = engine.update ? measureUpdates(engine, data, count, isOurs ? undefined : 20) : [];
  const row = {
    engine: name,
    n: count,
    build_s,
    rss_mb,
    long_p50_ms: round(percentile(long.times, 0.5)),
    long_p99_ms: round(percentile(long.times, 0.99)),
    short_p50_ms: round(percentile(short.times, 0.5)),
    short_p99_ms: round(percentile(short.times, 0.99)),
    update_us: updates.length > 0 ? round(1000 * percentile(updates, 0.5), 1) : undefined,
    queries,
    ...(isOurs ? measureOwn(engine, data) : {}),
  };
  return { row, found: [long.found, short.found] };
};

const answerPlainly = async () => {
  const data = createData();
  const engine = (await import('./matching-plain.mjs')).createPlain();
  build(engine, data, count);
  const numbers = Array.from({ length: Number(options.queries) }, (_, number) => number);
  return { found: [engine.searchAll(numbers.map(data.longQuery)), engine.searchAll(numbers.map(data.shortQuery))] };
};

const measureJapanese = async (name) => {
  const engines = await import('./matching-engines.mjs');
  const items = japaneseItems(options.data);
  const engine = name === 'enishi' ? await engines.createJapaneseEnishi() : engines.createJapaneseMiniSearch();
  return { items: items.length, build_s: round(buildJapanese(engine, items), 2) };
};

const runSoak = async () => {
  const data = createData();
  const engine = await createEngine('enishi', data);
  print(JSON.stringify({ build_s: round(build(engine, data, count), 2), rss_mb: await residentMegabytes() }));
  await soak(engine, data, count, Number(options.soak), (row) => print(JSON.stringify(row)));
};

const runChild = async (child) => {
  const [kind, name] = child.split(':');
  const measures = { japanese: measureJapanese, plain: answerPlainly, engine: measureEngine };
  const answer = await measures[kind](name);
  process.send(answer, () => process.exit(0));
};

const runProcess = (child) =>
  new Promise((resolve, reject) => {
    const started = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--child', child], {
      execArgv: ['--expose-gc', '--max-old-space-size=12000'],
    });
    started.once('message', resolve);
    started.once('exit', (code) => code !== 0 && reject(new Error(`${child} ended with ${code}`)));
  });

const check = async (ours) => {
  const plain = await runProcess('plain');
  if (JSON.stringify(plain.found) !== JSON.stringify(ours.found))
    throw new Error('The top 20 differ from the plain scorer.');
  print(`The top 20 of all ${2 * ours.row.queries} measured queries are those of the plain scorer.`);
};

const compareJapanese = async () => {
  if (!japaneseItems(options.data)) {
    print(`Japanese build left out: the public sets are not in ${options.data}.`);
    return;
  }
  const ours = await runProcess('japanese:enishi');
  const other = await runProcess('japanese:minisearch');
  const times = round(other.build_s / ours.build_s, 1);
  print(
    `Japanese: ${ours.items} documents built in ${ours.build_s} s, minisearch with Intl.Segmenter ${other.build_s} s: ${times} times`,
  );
};

const printTable = (rows) => {
  const columns = Object.keys(rows[0]).slice(0, 10);
  const line = (cells) => cells.map((cell) => String(cell ?? '').padStart(12)).join(' ');
  for (const cells of [columns, ...rows.map((row) => columns.map((column) => row[column]))]) print(line(cells));
};

const runAll = async () => {
  const results = new Map();
  for (const name of options.engines.split(',')) results.set(name, await runProcess(`engine:${name}`));
  const ours = results.get('enishi');
  const other = results.get('minisearch')?.row;
  if (ours && options.check) await check(ours);
  if (ours && other) await compareJapanese();
  const rows = [...results.values()].map(({ row }) => row);
  printTable(rows);
  if (ours && other) {
    const times = (column, digits = 0) => round(other[column] / ours.row[column], digits);
    print(
      `enishi against minisearch: long ${times('long_p50_ms')} times, short ${times('short_p50_ms')} times, build ${times('build_s', 1)} times, update ${times('update_us', 1)} times`,
    );
  }
  for (const row of rows) print(JSON.stringify(row));
};

if (options.child) await runChild(options.child);
else if (options.soak) await runSoak();
else await runAll();
