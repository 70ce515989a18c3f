import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, type Config } from './config.js';
import { isDatabaseAway } from './database/away.js';
import { connectDatabase, hostOf, type DatabaseConnection } from './database/connect.js';
import type { Log } from './log.js';

const everyMs = 1000;

type Settings = Pick<Config, 'mongodbUri' | 'dataDir' | 'databaseWaitSeconds'>;

/**
 * What keeps a database from opening is told in one sentence, to the person who starts the server. One that does not
 * answer may be starting as well, and is waited for; a wrong password or a damaged file is told at once.
 */
export async function openDatabase(settings: Settings, log: Log): Promise<DatabaseConnection> {
  const { mongodbUri, dataDir, databaseWaitSeconds } = settings;
  const begun = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await connectDatabase({ ...(mongodbUri && { uri: mongodbUri }), dataDir, logger: log });
    } catch (error) {
      const reason = (error as Error).message;
      if (!mongodbUri || !isDatabaseAway(error)) throw new ConfigError(reason, { cause: error });
      const who = `The database at ${hostOf(mongodbUri)} (MONGODB_URI)`;
      if (performance.now() - begun > databaseWaitSeconds * 1000)
        throw new ConfigError(`${who} did not answer for ${databaseWaitSeconds} seconds: ${reason}`, { cause: error });
      if (tries === 1)
        log.warn(`${who} does not answer (${reason}); it is waited for, for ${databaseWaitSeconds} seconds`);
      await pause(everyMs);
    }
  }
}
