// npm run bench:matching -- --n 100000 --engines enishi,minisearch [--queries 300] [--baseline-queries 20] [--no-check]
// One engine, one process. The figures of enishi count only when its top 20 of every measured query are those of the
// plain scorer; otherwise the benchmark fails.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createData } from './matching-data.mjs';

const WARM_UP = 50;
const { values: options } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    engines: { type: 'string', default: 'enishi,minisearch' },
    queries: { type: 'string', default: '300' },
    'baseline-queries': { type: 'string', default: '20' },
    'mixed-seconds': { type: 'string', default: '10' },
    check: { type: 'boolean', default: true },
    child: { type: 'string' },
  },
  allowNegative: true,
});
const count = Number(options.n);

const now = () => performance.now();
const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const round = (value, digits = 3) => Number(value.toFixed(digits));

const createEngine = async (name, data) => {
  if (name === 'plain') return (await import('./matching-plain.mjs')).createPlain();
  const engines = await import('./matching-engines.mjs');
  return name === 'enishi' ? engines.createEnishi(data) : engines.createMiniSearch();
};

const build = (engine, data) => {
  let spent = 0;
  for (let from = 0; from < count; from += engine.batch) {
    const items = Array.from({ length: Math.min(engine.batch, count - from) }, (_, at) => data.item(from + at));
    const start = now();
    engine.add(items);
    spent += now() - start;
  }
  return spent / 1000;
};

const measure = (engine, makeQuery, warmUp, measured) => {
  for (let number = 0; number < warmUp; number++) engine.search(makeQuery(1_000_000 + number));
  const times = [];
  const found = [];
  for (let number = 0; number < measured; number++) {
    const query = makeQuery(number);
    const start = now();
    found.push(engine.search(query));
    times.push(now() - start);
  }
  return { times, found };
};

const timeEach = (number, act) => {
  const times = [];
  for (let at = 0; at < number; at++) times.push(act(at));
  return times;
};

const timeUpdates = (engine, data, number) =>
  timeEach(number, (at) => {
    const item = { ...data.item((at * 7919) % count, 1 + at), edition: 1 + at };
    const start = now();
    engine.update(item);
    return now() - start;
  });

/** Long queries without a pause while 200 updates a second arrive. */
const measureMixed = (engine, data, seconds) => {
  const times = [];
  const updates = [];
  const end = now() + seconds * 1000;
  let due = now();
  for (let number = 0; now() < end; number++) {
    for (; due < now(); due += 5)
      updates.push(
        ...timeUpdates(engine, { item: (at, edition) => data.item((at + number) % count, edition + number) }, 1),
      );
    const query = data.longQuery(number % 500);
    const start = now();
    engine.search(query);
    times.push(now() - start);
  }
  return {
    mixed_p50_ms: round(percentile(times, 0.5)),
    mixed_p99_ms: round(percentile(times, 0.99)),
    longest_update_ms: round(Math.max(...updates)),
  };
};

const runChild = async (name) => {
  const data = createData();
  const engine = await createEngine(name, data);
  const isOurs = name === 'enishi';
  const queries = Number(name === 'minisearch' ? options['baseline-queries'] : options.queries);
  const warmUp = isOurs ? WARM_UP : Math.min(WARM_UP, 3);
  const build_s = round(build(engine, data), 2);
  globalThis.gc?.();
  const rss_mb = Math.round(process.memoryUsage().rss / 2 ** 20);
  const long = measure(engine, data.longQuery, name === 'plain' ? 0 : warmUp, queries);
  const short = measure(engine, data.shortQuery, name === 'plain' ? 0 : warmUp, queries);
  const row = {
    engine: name,
    n: count,
    build_s,
    rss_mb,
    long_p50_ms: round(percentile(long.times, 0.5)),
    long_p99_ms: round(percentile(long.times, 0.99)),
    short_p50_ms: round(percentile(short.times, 0.5)),
    short_p99_ms: round(percentile(short.times, 0.99)),
    update_us: engine.update
      ? round(1000 * percentile(timeUpdates(engine, data, isOurs ? 2000 : 20), 0.5), 1)
      : undefined,
    queries,
  };
  if (isOurs) {
    const explained = timeEach(100, (at) => {
      const query = data.longQuery(at);
      const start = now();
      engine.match(query);
      return now() - start;
    });
    Object.assign(row, {
      explained_p50_ms: round(percentile(explained, 0.5)),
      ...measureMixed(engine, data, Number(options['mixed-seconds'])),
      ...engine.stats(),
    });
  }
  process.send({ row, found: [long.found, short.found] }, () => process.exit(0));
};

const runEngine = (name) =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--child', name], {
      execArgv: ['--expose-gc', '--max-old-space-size=12000'],
    });
    child.once('message', resolve);
    child.once('exit', (code) => code !== 0 && reject(new Error(`${name} ended with ${code}`)));
  });

const runAll = async () => {
  const results = new Map();
  for (const name of options.engines.split(',')) results.set(name, await runEngine(name));
  const ours = results.get('enishi');
  if (ours && options.check) {
    const plain = await runEngine('plain');
    if (JSON.stringify(plain.found) !== JSON.stringify(ours.found))
      throw new Error('The top 20 differ from the plain scorer.');
    process.stdout.write(`The top 20 of all ${2 * ours.row.queries} measured queries are those of the plain scorer.\n`);
  }
  const rows = [...results.values()].map(({ row }) => row);
  const columns = Object.keys(rows[0]).slice(0, 10);
  const line = (cells) => `${cells.map((cell) => String(cell ?? '').padStart(12)).join(' ')}\n`;
  process.stdout.write(line(columns) + rows.map((row) => line(columns.map((column) => row[column]))).join(''));
  const other = rows.find(({ engine }) => engine === 'minisearch');
  if (ours && other) {
    const times = (column) => Math.round(other[column] / ours.row[column]);
    process.stdout.write(
      `enishi against minisearch: long ${times('long_p50_ms')} times, short ${times('short_p50_ms')} times, build ${round(other.build_s / ours.row.build_s, 1)} times\n`,
    );
  }
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
};

await (options.child ? runChild(options.child) : runAll());
