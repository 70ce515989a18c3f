// Reads the configuration, opens the database, wires the parts, listens; drains when told to stop.
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from './config.js';
import { ensureIndexes } from './database/indexes.js';
import { loadSamples, sampleSignIns } from './load-samples.js';
import { createLog } from './log.js';
import { createWorkerEngine } from './matching/host/worker-engine.js';
import { openDatabase } from './open-database.js';
import { createSamplesStore } from './samples/samples-store.js';
import { wire, type Wired } from './wire.js';

/** A request that is still running after this long is cut off. */
const drainMs = 10_000;
/** How long the start waits for Redis; without it the server serves all the same. */
const relayMs = 3000;

const mailLine = ({ way, where }: { way: 'smtp' | 'folder'; where: string }) =>
  way === 'smtp' ? `Mail leaves by ${where}` : `Mail is written into ${where} (set SMTP_URL to send it)`;

/** Told at the start, for a wrong address would else stand in the log alone. */
const relayLine = async (relay: Wired['relay']) => {
  if (!relay) return [];
  return (await relay.isReached(relayMs))
    ? [`Other processes are told by Redis at ${relay.place}`]
    : [
        `Redis at ${relay.place} (REDIS_URL) does not answer: other processes are not told; it is tried again and again`,
      ];
};

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const database = await openDatabase(config, log);
  const engine = createWorkerEngine();
  const wired = wire({ config, log, connection: database.connection, engine, now: () => new Date() });
  const { untilDone } = wired.outage;
  await untilDone(() => ensureIndexes(database.connection, { isProduction: config.isProduction, logger: log }));

  await new Promise<void>((resolve, reject) => {
    wired.http.once('error', reject);
    wired.http.listen(config.port, config.host, resolve);
  });
  const { port } = wired.http.address() as AddressInfo;
  const address = config.publicUrl ?? `http://${config.host}:${port}`;
  wired.setAddress(address);

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    const cut = setTimeout(() => wired.http.closeAllConnections(), drainMs);
    wired.http.close();
    wired.http.closeIdleConnections();
    await wired.close();
    clearTimeout(cut);
    await database.close();
    log.info('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }

  database.lost.then(
    (how) => {
      if (isStopping) return;
      const advice =
        'if this repeats, look with "npm run db:fsck", or restore a backup with "npm run db:restore -- FILE"';
      log.fatal({ how }, `the embedded database ended by itself; ${advice}`);
      process.exit(1);
    },
    () => undefined,
  );

  log.info({ address }, 'listening');
  const samples = createSamplesStore(database.connection);
  if (config.loadSamples && (await untilDone(() => loadSamples(wired, samples, new Date()))))
    log.info('sample data loaded');
  await untilDone(() => wired.matching.fill());
  wired.sweep.start();
  if (wired.mail.delivery.isMissing)
    log.warn(
      { folder: wired.mail.delivery.where },
      'SMTP_URL is not set: mails are written into a folder and reach nobody',
    );
  const lines = [
    `Enishi is ready at ${address}`,
    mailLine(wired.mail.delivery),
    ...(await relayLine(wired.relay)),
    ...(config.loadSamples ? sampleSignIns() : []),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

start().catch((error: unknown) => {
  // The one thing that is told without a log: why nothing could start.
  const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
