// The figures, as a person reads them.
const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(0);
const line = (...cells) => `${cells.join('')}\n`;
const right = (width) => (value) => String(value).padStart(width);
const ms = (value) => value.toFixed(1);

export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How fast something grows a minute, by the line that fits best. */
export function slopeOf(samples, valueOf) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  if (samples.length < 3) return 0;
  const [x, y] = [samples.map(({ minute }) => minute), samples.map(valueOf)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  return x.reduce((sum, value, index) => sum + (value - meanX) * (y[index] - meanY), 0) / spread;
}

export function requestTable(kinds, seconds) {
  const cells = right(9);
  const head = line('request'.padEnd(28), ...['count', 'per s', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'].map(cells));
  const row = ([kind, times]) => {
    const sorted = Float64Array.from(times).sort();
    const figures = [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99), sorted.at(-1) ?? 0];
    const rate = (sorted.length / seconds).toFixed(1);
    return line(kind.padEnd(28), ...[sorted.length, rate, ...figures.map(ms)].map(cells));
  };
  const all = ['all', kinds.flatMap(([kind, times]) => (kind.startsWith('(') ? [] : times))];
  return (
    head +
    [...kinds]
      .sort((one, other) => other[1].length - one[1].length)
      .concat([all])
      .map(row)
      .join('')
  );
}

export const sampleHead = line(
  ...['minute', 'connected', 'requests', 'per s', 'hints', 'server MB', 'heap MB', 'db MB'].map(right(10)),
  ...['core %', 'db core %', 'loop p50', 'p99', 'max ms', 'load'].map(right(10)),
);
export const sampleLine = (sample) =>
  line(
    ...[sample.minute.toFixed(1), sample.connected, sample.requests, sample.rate.toFixed(0), sample.hints].map(
      right(10),
    ),
    ...[sample.rss, sample.heapUsed, sample.database].map(megabytes).map(right(10)),
    ...[sample.share, sample.databaseShare].map((share) => (share * 100).toFixed(0)).map(right(10)),
    ...[ms(sample.recent.p50), ms(sample.recent.p99), ms(sample.recent.max), sample.load.toFixed(1)].map(right(10)),
  );

/** Growth after the first part of the run, in which caches fill. */
export function memoryLines(samples, warmUp) {
  const after = samples.filter(({ minute }) => minute >= warmUp);
  const grow = (name, valueOf) => `${name} ${(slopeOf(after, valueOf) / 1024 / 1024).toFixed(2)} MB a minute`;
  const growth = [
    grow('server', ({ rss }) => rss),
    grow('of it heap', ({ heapUsed }) => heapUsed),
    grow('database', ({ database }) => database),
  ];
  return line(`memory after ${warmUp.toFixed(1)} minutes: `, growth.join(', '));
}
