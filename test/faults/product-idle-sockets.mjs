// 10,000 lines that say nothing, drip, or are live sockets on which nothing happens: others are served as before. Then more
// lines than the product takes: those quiet longest go.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { sampleWorld } from '../../server/dist/samples/sample-world.js';
import { samplePassword } from '../../server/dist/load-samples.js';
import { spawnProduct, killLeftOver } from './product-process.mjs';
import { assert, removeFolder, temporaryFolder } from './support.mjs';

const perAccount = 50;
const requests = 200;
/** What a page may take at most while all of this goes on; a busy machine is no failure. */
const slowestMs = 3000;

const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)];

async function signIn(address, email) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: samplePassword }),
  });
  assert(answer.ok, `sign-in of ${email}: ${answer.status}`);
  return answer.headers.getSetCookie()[0].split(';')[0];
}

async function inBatches(count, size, make) {
  const made = [];
  while (made.length < count)
    made.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(size, count - made.length) }, (_, at) => make(made.length + at)),
      )),
    );
  return made;
}

/** Lines kept at their number: whoever is closed comes again, as an attacker does. */
function keepLines(port, count, say) {
  const open = new Set();
  let isOver = false;
  let closed = 0;
  const add = async () => {
    if (isOver) return;
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.once('close', () => {
      closed += 1;
      open.delete(socket);
      setTimeout(() => void add(), 500).unref();
    });
    await Promise.race([once(socket, 'connect').catch(() => undefined), once(socket, 'close').catch(() => undefined)]);
    if (socket.destroyed) return;
    open.add(socket);
    say?.(socket);
  };
  return {
    start: () => inBatches(count, 200, add),
    size: () => open.size,
    closed: () => closed,
    stop() {
      isOver = true;
      open.forEach((socket) => socket.destroy());
    },
  };
}

/** A head that never ends, a byte every other second. */
const drip = (socket) => {
  socket.write('GET /api/needs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('x'), 2000);
  socket.once('close', () => clearInterval(timer));
};

/** Somebody who works meanwhile: reads, and writes every tenth time. */
async function work(address, cookie) {
  const times = [];
  for (let at = 0; at < requests; at += 1) {
    const begun = performance.now();
    const isWrite = at % 10 === 0;
    const answer = await fetch(`${address}${isWrite ? '/api/needs' : '/api/my/needs'}`, {
      method: isWrite ? 'POST' : 'GET',
      headers: { cookie, 'content-type': 'application/json' },
      ...(isWrite && { body: JSON.stringify({ title: `書きかけ ${at}` }) }),
    });
    await answer.arrayBuffer();
    assert(answer.ok, `${answer.status} in the middle of it`);
    times.push(performance.now() - begun);
  }
  assert(quantile(times, 1) < slowestMs, `the slowest answer took ${quantile(times, 1).toFixed(0)} ms`);
  return `p50 ${quantile(times, 0.5).toFixed(0)}, p99 ${quantile(times, 0.99).toFixed(0)} ms`;
}

const openLive = (address, cookie) => {
  const socket = io(address, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } },
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
};

/** @param total lines, about half of them live sockets of signed-in people */
export async function productIdleSockets(total) {
  const directory = temporaryFolder();
  const product = spawnProduct(directory, { SAMPLES: '1' });
  const attackers = [];
  try {
    const address = await product.ready;
    const port = Number(new URL(address).port);
    const cookies = await inBatches(sampleWorld.accounts.length, 4, (at) =>
      signIn(address, sampleWorld.accounts[at].email),
    );
    const cookie = await signIn(address, sampleWorld.signIns[0].email);
    const before = await work(address, cookie);

    const liveCount = Math.min(Math.floor(total / 2), cookies.length * perAccount);
    const live = await inBatches(liveCount, 100, (at) => openLive(address, cookies[at % cookies.length]));
    const silent = keepLines(port, Math.floor((total - liveCount) / 2));
    const dripping = keepLines(port, total - liveCount - Math.floor((total - liveCount) / 2), drip);
    attackers.push(silent, dripping);
    await silent.start();
    await dripping.start();
    const lines = live.length + silent.size() + dripping.size();
    assert(lines > total * 0.95, `only ${lines} of ${total} lines could be opened (ulimit -n?)`);
    const during = await work(address, cookie);
    await sleep(20_000);
    const closed = silent.closed() + dripping.closed();
    assert(closed > 0, 'nobody who said nothing for 20 seconds was closed');
    const after = await work(address, cookie);

    const more = keepLines(port, 3000);
    attackers.push(more);
    await more.start();
    const beyond = await work(address, cookie);
    const alive = live.filter((socket) => socket.connected).length;
    assert(alive === live.length, `${live.length - alive} live sockets were lost`);
    live.forEach((socket) => socket.disconnect());
    return `${lines} lines (${live.length} live, ${silent.size()} silent, ${dripping.size()} dripping): before ${before}; with them ${during}; 20 s later ${after}, ${closed} closed; with 3000 more ${beyond}; no live one lost`;
  } finally {
    attackers.forEach((one) => one.stop());
    killLeftOver();
    removeFolder(directory);
  }
}
