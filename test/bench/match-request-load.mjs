// The thread that asks in match-request.mjs, so that asking takes no time from the server's thread.
import { request as ask, Agent } from 'node:http';
import { parentPort } from 'node:worker_threads';

/** Asks over so many connections until the time is up. */
const load = async ({ port, cookie, paths, connections, seconds }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { cookie, accept: 'application/json' };
  const until = performance.now() + seconds * 1000;
  const times = [];
  let bytes = 0;
  const one = (path) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      ask({ port, host: '127.0.0.1', path, agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        response.on('data', (part) => {
          bytes += part.length;
        });
        response.on('end', () => {
          times.push(performance.now() - start);
          resolve();
        });
      })
        .on('error', reject)
        .end();
    });
  let next = 0;
  const connection = async () => {
    while (performance.now() < until) await one(paths[next++ % paths.length]);
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return { times, bytes };
};

parentPort.on('message', (work) => {
  load(work).then(
    (value) => parentPort.postMessage(value),
    (error) => parentPort.postMessage({ problem: error.message }),
  );
});
