// Loaded into the server's process before the server itself: tells the one who measures how long its event loop was held
// up, what memory it holds and how long it worked. Nothing of this is part of the product.
import { readFileSync } from 'node:fs';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** A timer of this length is what is waited for; only what comes on top of it is delay. */
const resolution = 10;
const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6);
const delayOf = (histogram, timer = 0) => {
  const at = (share) => ms(histogram.percentile(share) - timer * 1e6);
  return { p50: at(50), p99: at(99), max: ms(histogram.max - timer * 1e6) };
};

/** Nanoseconds that this thread stood ready while the machine's cores were busy with others; Linux alone tells. */
function waitedForCore() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[1]);
  } catch {
    return 0;
  }
}

/** The delay that the server makes itself: what was spent waiting for a core is no work of its own. */
function watchOwnDelay() {
  const histogram = createHistogram();
  let [due, waited] = [performance.now() + resolution, waitedForCore()];
  const look = () => {
    const [now, waitedNow] = [performance.now(), waitedForCore()];
    histogram.record(Math.max(1, Math.round((now - due) * 1e6 - (waitedNow - waited))));
    [due, waited] = [performance.now() + resolution, waitedNow];
    setTimeout(look, resolution).unref();
  };
  setTimeout(look, resolution).unref();
  return histogram;
}

// Not in the threads of the matching, nor in the process of the database.
if (isMainThread && process.channel && process.argv[1]?.endsWith('main.js')) {
  const [whole, recent] = [monitorEventLoopDelay({ resolution }), monitorEventLoopDelay({ resolution })];
  for (const one of [whole, recent]) one.enable();
  const own = watchOwnDelay();
  process.on('message', (question) => {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const loop = { loop: delayOf(whole, resolution), recent: delayOf(recent, resolution), own: delayOf(own) };
    if (question === 'figures') process.send({ rss, heapUsed, cpu: (user + system) / 1e6, ...loop });
    recent.reset();
    if (question === 'begin') for (const one of [whole, own]) one.reset();
  });
  // The server alone decides how long it lives.
  process.channel.unref();
}
