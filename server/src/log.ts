import { destination, pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Fields that must never be written, wherever they stand. */
const secrets = ['password', 'current', 'next', 'token', 'cookie', 'authorization', 'secret'];

export const createLog = (level: string, to: DestinationStream = destination(1)): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    },
    to,
  );
