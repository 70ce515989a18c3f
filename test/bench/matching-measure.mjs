// What the benchmark of matching measures, engine by engine; matching.mjs runs each in a process of its own.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { nowOnCore } from './on-core.mjs';

export const now = () => performance.now();
export const round = (value, digits = 3) => Number(value.toFixed(digits));
export const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];

const UPDATES_A_SECOND = 200;
/** Nothing may hold up the others for longer. */
const STALL_MS = 5;
const TIMED_UPDATES = 2000;

const timed = (act) => {
  const start = now();
  act();
  return now() - start;
};

/** The same with the time on the core beside it. */
const timedTwice = (act) => {
  const start = nowOnCore();
  const ms = timed(act);
  return { ms, onCore: Math.min(ms, nowOnCore() - start) };
};

/** Seconds spent in the engine; making the items is not counted. */
export const build = (engine, data, count) => {
  let spent = 0;
  for (let from = 0; from < count; from += engine.batch) {
    const items = Array.from({ length: Math.min(engine.batch, count - from) }, (_, at) => data.item(from + at));
    spent += timed(() => engine.add(items));
  }
  spent += timed(() => engine.finish?.());
  return spent / 1000;
};

/** What the process holds once the garbage of building is gone. */
export const residentMegabytes = async () => {
  globalThis.gc?.();
  await pause(2000);
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 2 ** 20);
};

export const measure = (engine, makeQuery, warmUp, measured) => {
  for (let number = 0; number < warmUp; number++) engine.search(makeQuery(1_000_000 + number));
  const times = [];
  const found = [];
  for (let number = 0; number < measured; number++) {
    const query = makeQuery(number);
    times.push(timed(() => found.push(engine.search(query))));
  }
  return { times, found };
};

const update = (engine, data, count, edition) => {
  const item = { ...data.item((edition * 7919) % count, edition), edition };
  return timedTwice(() => engine.update(item));
};

export const measureUpdates = (engine, data, count, measured = TIMED_UPDATES) =>
  Array.from({ length: measured }, (_, at) => update(engine, data, count, 1 + at).ms);

export const measureExplained = (engine, data) =>
  Array.from({ length: 100 }, (_, number) => {
    const query = data.longQuery(number);
    return timed(() => engine.match(query));
  });

/** The middle, the slowest of a hundred and the longest, as they passed and on the core. */
const spread = (name, times) => {
  const columns = {};
  for (const [suffix, of] of [
    ['', times.map(({ ms }) => ms)],
    ['_core', times.map(({ onCore }) => onCore)],
  ]) {
    columns[`${name}_p50${suffix}_ms`] = round(percentile(of, 0.5));
    columns[`${name}_p99${suffix}_ms`] = round(percentile(of, 0.99));
    columns[`${name}_longest${suffix}_ms`] = round(of.reduce((most, one) => Math.max(most, one), 0));
    columns[`${name}_stalls${suffix}`] = of.filter((one) => one > STALL_MS).length;
  }
  return columns;
};

/** Long queries without a pause while updates arrive. A query waits for updates before it, so that counts as well. */
export const measureMixed = (engine, data, count, seconds) => {
  const times = [];
  const updates = [];
  const start = now();
  const end = start + seconds * 1000;
  for (let number = 0; now() < end; number++) {
    while (updates.length < ((now() - start) * UPDATES_A_SECOND) / 1000)
      updates.push(update(engine, data, count, TIMED_UPDATES + 1 + updates.length));
    const query = data.longQuery(number % 500);
    times.push(timedTwice(() => engine.search(query)));
  }
  const queries = spread('mixed', times);
  return {
    ...queries,
    mixed_p99_to_p50: round(queries.mixed_p99_ms / queries.mixed_p50_ms, 2),
    mixed_p99_to_p50_core: round(queries.mixed_p99_core_ms / queries.mixed_p50_core_ms, 2),
    updates: updates.length,
    ...spread('mixed_update', updates),
  };
};

/** Changes as they come in an hour: of ten, seven items put again, two removed, two new ones (one in place of each). */
export const soak = async (engine, data, count, changes, report) => {
  const STEPS = 12;
  const living = Array.from({ length: count }, (_, number) => number);
  let next = count;
  let longest = 0;
  for (let change = 1; change <= changes; change++) {
    const at = (change * 7919) % count;
    if (change % 10 < 3) {
      longest = Math.max(
        longest,
        timed(() => engine.remove(`seed:${living[at]}`)),
      );
      living[at] = next++;
    }
    const item = { ...data.item(living[at], change), edition: change };
    longest = Math.max(
      longest,
      timed(() => engine.update(item)),
    );
    if (change % Math.ceil(changes / STEPS) === 0) {
      const { items, terms, segments, bytes } = engine.stats();
      const long = measure(engine, data.longQuery, 0, 50);
      report({
        changes: change,
        rss_mb: await residentMegabytes(),
        index_mb: round(bytes / 2 ** 20, 1),
        items,
        terms,
        segments,
        long_p50_ms: round(percentile(long.times, 0.5)),
        longest_change_ms: round(longest),
      });
      longest = 0;
    }
  }
};

const JAPANESE_SETS = ['jsquad_valid', 'jaquad_train_sample'];

/** Documents of the public sets beside the project; undefined where they are not. */
export const japaneseItems = (folder) => {
  const files = JAPANESE_SETS.map((set) => `${folder}/${set}/docs.jsonl`);
  if (!files.every((file) => existsSync(file))) return undefined;
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter((line) => line !== '');
  return lines.map((line, number) => {
    const { title, text } = JSON.parse(line);
    return { id: `seed:${number}`, kind: 'seed', title: title ?? '', body: text, tags: [] };
  });
};

export const buildJapanese = (engine, items) => {
  let spent = 0;
  for (let from = 0; from < items.length; from += 1000) {
    const batch = items.slice(from, from + 1000);
    spent += timed(() => engine.add(batch));
  }
  return (spent + timed(() => engine.finish?.())) / 1000;
};
