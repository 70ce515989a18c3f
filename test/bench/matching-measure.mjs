// What the benchmark of matching measures, engine by engine; matching.mjs runs each in a process of its own.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export const now = () => performance.now();
export const round = (value, digits = 3) => Number(value.toFixed(digits));
export const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];

const UPDATES_A_SECOND = 200;
const TIMED_UPDATES = 2000;

const timed = (act) => {
  const start = now();
  act();
  return now() - start;
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
  return timed(() => engine.update(item));
};

export const measureUpdates = (engine, data, count, measured = TIMED_UPDATES) =>
  Array.from({ length: measured }, (_, at) => update(engine, data, count, 1 + at));

export const measureExplained = (engine, data) =>
  Array.from({ length: 100 }, (_, number) => {
    const query = data.longQuery(number);
    return timed(() => engine.match(query));
  });

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
    times.push(timed(() => engine.search(query)));
  }
  return {
    mixed_p50_ms: round(percentile(times, 0.5)),
    mixed_p99_ms: round(percentile(times, 0.99)),
    mixed_update_p50_us: round(1000 * percentile(updates, 0.5), 1),
    longest_update_ms: round(Math.max(...updates)),
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
