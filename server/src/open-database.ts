import { ConfigError, type Config } from './config.js';
import { connectDatabase } from './database/connect.js';
import type { Log } from './log.js';

/** What keeps a database from opening is told in one sentence, to the person who starts the server. */
export async function openDatabase({ mongodbUri, dataDir }: Config, log: Log) {
  try {
    return await connectDatabase({ ...(mongodbUri && { uri: mongodbUri }), dataDir, logger: log });
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}
