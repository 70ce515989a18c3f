// npm run load [-- --minutes 10 --people 500 --think 15 --drivers 1 --profile DIR]
// Five hundred people at once for ten minutes: a real product process with the embedded database, real sessions, real
// sockets, at a human pace. Prints figures and ends; an error answer, or an event loop held up too long, makes it fail.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createAccounts, password } from './accounts.mjs';
import { createDataDir, startProduct } from './product.mjs';
import { memoryLines, requestTable, sampleHead, sampleLine } from './report.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    people: { type: 'string', default: '500' },
    think: { type: 'string', default: '15' },
    drivers: { type: 'string', default: '1' },
    profile: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const driverCount = Number(values.drivers);
const everyMs = 30_000;
const loopBarMs = 100;
const say = (text) => process.stdout.write(text);

/** One process full of people; answers one question at a time. */
function startDriver() {
  const child = fork(join(import.meta.dirname, 'driver.mjs'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    tell: (ask, given = {}) => child.send({ ask, ...given }),
    async ask(ask, given = {}) {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(600_000) });
      child.send({ ask, ...given });
      return (await answer)[0];
    },
    kill: () => child.kill('SIGKILL'),
  };
}

const sum = (list, valueOf) => list.reduce((total, one) => total + valueOf(one), 0);

async function sampleOf({ product, drivers, since, before }) {
  const counts = await Promise.all(drivers.map((driver) => driver.ask('counts')));
  const requests = sum(counts, (one) => one.requests);
  const figures = await product.figures();
  const minute = (performance.now() - since) / 60_000;
  const perSecond = (now, then) => (before ? (now - then) / ((minute - before.minute) * 60) : 0);
  return {
    ...{ ...figures, minute, requests, load: loadavg()[0] },
    rate: perSecond(requests, before?.requests),
    share: perSecond(figures.cpu, before?.cpu),
    databaseShare: perSecond(figures.databaseCpu, before?.databaseCpu),
    connected: sum(counts, (one) => one.connected),
    hints: sum(counts, (one) => one.hints),
  };
}

async function live(product, drivers) {
  const samples = [];
  const since = performance.now();
  const atStart = await sampleOf({ product, drivers, since });
  product.begin();
  for (const driver of drivers) driver.tell('live', { thinkMs: Number(values.think) * 1000 });
  say(sampleHead);
  while (performance.now() - since < minutes * 60_000) {
    await pause(Math.min(everyMs, since + minutes * 60_000 - performance.now() + 100));
    if (product.hasEnded()) throw new Error('the product ended by itself');
    const before = samples.at(-1) ?? { ...atStart, minute: 0 };
    samples.push(await sampleOf({ product, drivers, since, before }));
    say(sampleLine(samples.at(-1)));
  }
  return samples;
}

const merge = (answers, field) => {
  const all = new Map();
  for (const [name, value] of answers.flatMap((answer) => answer[field]))
    all.set(name, Array.isArray(value) ? (all.get(name) ?? []).concat(value) : (all.get(name) ?? 0) + value);
  return [...all];
};

function report(samples, ended, product) {
  const [kinds, errors] = [merge(ended, 'kinds'), merge(ended, 'errors')];
  const { loop, own } = samples.at(-1);
  say(`\n${requestTable(kinds, minutes * 60)}\n`);
  say(memoryLines(samples, minutes * 0.4));
  const told = ({ p50, p99, max }) => `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms`;
  say(`event loop of the server held up: ${told(loop)} (bar: p99 under ${loopBarMs} ms)\n`);
  say(`  by its own work, without waiting for a core: ${told(own)}\n`);
  say(`event loop of the people held up: p99 ${Math.max(...ended.map((one) => one.delay)).toFixed(1)} ms\n`);
  say(`hints delivered: ${sum(ended, (one) => one.hints)}; acts: ${sum(ended, (one) => one.acts)}\n`);
  const failed = sum(errors, ([, count]) => count);
  say(`errors: ${failed}\n`);
  for (const [what, count] of errors) say(`  ${count} × ${what}\n`);
  for (const entry of product.complaints.slice(0, 20)) say(`  the server said: ${entry.slice(0, 400)}\n`);
  return failed === 0 && loop.p99 < loopBarMs;
}

async function run() {
  const { dataDir, remove } = createDataDir();
  const drivers = [];
  let product;
  try {
    say(`Filling a database with the sample world and ${values.people} accounts…\n`);
    await (await startProduct({ dataDir, env: { SAMPLES: '1' } })).stop();
    const accounts = await createAccounts(dataDir, Number(values.people));
    product = await startProduct({ dataDir, profile: values.profile });
    for (let index = 0; index < driverCount; index += 1) drivers.push(startDriver());
    const began = performance.now();
    const own = (index) => accounts.filter((_, at) => at % driverCount === index);
    const entered = await Promise.all(
      drivers.map((driver, index) => driver.ask('enter', { accounts: own(index), password, address: product.address })),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const [{ model }] = cpus();
    say(`${sum(entered, (one) => one.connected)} people signed in and connected in ${seconds} s; `);
    say(`${cpus().length} cores (${model}), Node ${process.version}, pauses of ${values.think} s on average\n\n`);
    const samples = await live(product, drivers);
    const ended = await Promise.all(drivers.map((driver) => driver.ask('end')));
    return report(samples, ended, product);
  } finally {
    for (const driver of drivers) driver.kill();
    await product?.stop();
    remove();
  }
}

process.exit((await run()) ? 0 : 1);
