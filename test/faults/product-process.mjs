// The real product as `npm start` runs it, in a process group of its own, so that the server, its database or both can be
// killed; and a real mail server that counts what arrives.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';
import { openEngine } from '../../server/dist/database/embedded/server.js';
import { checkData } from '../../server/dist/database/embedded/store/fsck.js';
import { assert, ended } from './support.mjs';

const dist = join(import.meta.dirname, '..', '..', 'server', 'dist');
export const sender = 'no-reply@enishi.example.jp';

/** Its sockets and other short-lived files lie there too, so that nothing of a killed one is left on the machine. */
const environment = (dataDir, env) => {
  const runDir = join(dataDir, 'run');
  mkdirSync(runDir, { recursive: true });
  return {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    TMPDIR: runDir,
    PORT: '0',
    SAMPLES: '0',
    LOG_LEVEL: 'warn',
    ...env,
  };
};

/** Runs a command of the product to its end; what it printed. */
export async function runCommand(name, args, dataDir) {
  const child = spawn(process.execPath, [join(dist, 'commands', `${name}.js`), ...args], { env: environment(dataDir) });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  await ended(child);
  assert(child.exitCode === 0, `${name} ended with ${child.exitCode}: ${output}`);
  return output;
}

const running = new Set();
/** After a test that failed in the middle. */
export const killLeftOver = () => running.forEach((child) => process.kill(-child.pid, 'SIGKILL'));

/** Starts the product; `ready` resolves with its address, or rejects with what it printed when it ends before. */
export function spawnProduct(dataDir, env = {}) {
  const child = spawn(process.execPath, [join(dist, 'main.js')], {
    ...{ env: environment(dataDir, env), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const lines = [];
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const address = /Enishi is ready at (http:\/\/\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${lines.join('\n')}`)));
  });
  ready.catch(() => undefined);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return { child, lines, ready, dataDir };
}

/** The process of the database, which notes itself beside its data; null before it is that far. */
function databasePid(dataDir, serverPid) {
  try {
    const pid = Number(readFileSync(join(dataDir, 'db', 'owner.pid'), 'latin1').split(' ')[0]);
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === serverPid ? pid : null;
  } catch {
    return null;
  }
}

export const victims = ['server', 'database', 'both'];

/** SIGKILL; resolves when the server's process is gone. One whose database was killed must end by itself. */
export async function killProduct({ child, dataDir }, victim) {
  const gone = ended(child);
  const database = databasePid(dataDir, child.pid);
  const isAlive = child.exitCode === null && child.signalCode === null;
  const at = Date.now();
  if (isAlive && victim === 'both') process.kill(-child.pid, 'SIGKILL');
  else if (isAlive && victim === 'database' && database) process.kill(database, 'SIGKILL');
  else if (isAlive) child.kill('SIGKILL');
  const isOver = await Promise.race([
    gone.then(() => true),
    new Promise((resolve) => setTimeout(resolve, 15_000, false)),
  ]);
  if (!isOver) process.kill(-child.pid, 'SIGKILL');
  assert(isOver, 'the server did not end although its database was gone');
  return at;
}

export async function stopProduct({ child, lines }) {
  child.kill('SIGTERM');
  await ended(child);
  assert(child.exitCode === 0, `the product stopped with ${child.exitCode ?? child.signalCode}: ${lines.join('\n')}`);
}

/** Looks through the files of a product that is down: records, indexes, counters. */
export async function checkProductData(dataDir) {
  const { engine, close } = await openEngine(join(dataDir, 'db'), true);
  const { documents, faults } = checkData(engine.env, engine.catalog);
  await close();
  assert(faults.length === 0, `fsck: ${faults.slice(0, 5).join('; ')}`);
  return documents;
}

export const messageIdOf = (key) =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${sender.split('@')[1]}>`;

/** Counts each mail that it has answered with 250. `pause` says how long it thinks about one. */
export async function startMailCounter(pause) {
  const arrived = [];
  let onTheirWay = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const head = Buffer.concat(chunks)
          .toString('latin1')
          .split(/\r?\n\r?\n/)[0];
        const messageId = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '';
        onTheirWay += 1;
        const note = { messageId, to: session.envelope.rcptTo[0]?.address ?? '', at: 0 };
        setTimeout(() => {
          note.at = Date.now();
          onTheirWay -= 1;
          arrived.push(note);
          done();
        }, pause());
      });
    },
  });
  // A sender that was killed cuts its connection.
  server.on('error', () => undefined);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    arrived,
    onTheirWay: () => onTheirWay,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
