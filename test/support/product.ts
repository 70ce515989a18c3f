// The built product as its own process, as `npm start` runs it, with sample data in a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const main = resolve(__dirname, '../../server/dist/main.js');
const ready = /Enishi is ready at (http:\/\/\S+)/;

export interface Product {
  baseUrl: string;
  dataDir: string;
  output: () => string;
  /** Asks it to end, as Ctrl-C does; its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** @param hear called with everything printed so far, each time there is more */
export async function startProduct(
  env: NodeJS.ProcessEnv = {},
  keptDir?: string,
  hear?: (output: string) => void,
): Promise<Product> {
  const dataDir = keptDir ?? (await mkdtemp(join(tmpdir(), 'enishi-test-')));
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const baseUrl = await new Promise<string>((found, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      hear?.(output);
      const address = ready.exec(output)?.[1];
      if (address) found(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${output}`)));
  });
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    }
    return child.exitCode;
  };
  return {
    baseUrl,
    dataDir,
    output: () => output,
    stop: () => ended('SIGINT'),
    kill: async () => {
      await ended('SIGKILL');
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}
