// What every command does alike: read the configuration, open the database, do its work, close, say plainly what failed.
import type { Connection } from 'mongoose';
import { ConfigError, readConfig, type Config } from '../config.js';
import { openDatabase } from '../open-database.js';
import { createLog } from '../log.js';

/** Told to whoever runs the command, without a stack. */
export class CommandError extends Error {}

export interface CommandInput {
  config: Config;
  connection: Connection;
  args: string[];
  say: (line: string) => void;
}

export function runCommand(work: (input: CommandInput) => Promise<void>): void {
  const run = async () => {
    const config = readConfig(process.env);
    const log = createLog('warn');
    const database = await openDatabase(config, log);
    try {
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      await work({ config, connection: database.connection, args: process.argv.slice(2), say });
    } finally {
      await database.close();
    }
  };
  run().then(
    () => process.exit(0),
    (error: unknown) => {
      const { message, stack } = error as Error;
      const isPlain = error instanceof ConfigError || error instanceof CommandError;
      process.stderr.write(`${isPlain ? message : (stack ?? String(error))}\n`);
      process.exit(1);
    },
  );
}
