// One embedded database for all test files of a run: each has databases of its own in it, none waits for a process to
// start. Where there is a real MongoDB, or nothing is built, test/support/database.ts finds its own.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const connect = path.resolve(import.meta.dirname, '../../server/dist/database/connect.js');
const ignore = () => undefined;
const logger = { info: ignore, warn: ignore, error: (_details, message) => void process.stderr.write(`${message}\n`) };

export default async function start() {
  if (process.env.MONGODB_URI || !existsSync(connect)) return;
  const { startEmbedded } = await import(pathToFileURL(connect).href);
  const database = await startEmbedded({ dataDir: '', memory: true, logger });
  process.env.SHARED_TEST_DATABASE = database.uri;
  globalThis.closeSharedDatabase = () => database.close();
}
