// npm run db:serve -- --data DIR --port N
// Runs the embedded database alone on loopback TCP, so that any MongoDB tool can look into it.
import { parseArgs } from 'node:util';
import { startEmbedded } from '../server/dist/database/connect.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DATA_DIR ?? 'data' },
    port: { type: 'string', default: '27018' },
    memory: { type: 'boolean', default: false },
  },
});

const say = (text) => process.stdout.write(`${text}\n`);
const complain = (_details, message) => process.stderr.write(`${message}\n`);

const server = await startEmbedded({
  dataDir: values.data,
  memory: values.memory,
  port: Number(values.port),
  logger: { info: complain, warn: complain, error: complain },
}).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

say(`The embedded database in ${server.directory} listens at ${server.uri}`);
say('It asks for no password and is reachable from this machine only. Ctrl-C ends it.');

// The server's own process does not keep this one alive.
const keepAlive = setInterval(() => undefined, 1 << 30);
const stop = async () => {
  clearInterval(keepAlive);
  await server.close();
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
void server.crashed.then((how) => {
  process.stderr.write(`The database ended by itself (${how}).\n`);
  process.exit(1);
});
