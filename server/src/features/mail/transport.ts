// Two ways out: a mail server, or files in a folder that a mail program can open.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type NodemailerError } from 'nodemailer';
import { digestOf, type Message } from './message.js';

export interface Transport {
  way: 'smtp' | 'folder';
  /** Host and port, or the folder. */
  where: string;
  /** Rejects when the message was not taken. */
  send: (message: Message, about: { key: string; createdAt: Date }, signal: AbortSignal) => Promise<void>;
}

const seconds = 1000;

export function createSmtpTransport(url: string): Transport {
  const { hostname, port, protocol } = new URL(url);
  const transport = createTransport({
    url,
    connectionTimeout: 30 * seconds,
    greetingTimeout: 30 * seconds,
    socketTimeout: 60 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    way: 'smtp',
    where: `${hostname}:${port || (protocol === 'smtps:' ? '465' : '587')}`,
    async send({ options }, _about, signal) {
      await transport.sendMail({ ...options, signal });
    },
  };
}

/** The name of a file follows from the letter's key, so that writing it again changes nothing. */
export function createFolderTransport(folder: string): Transport {
  const transport = createTransport({ streamTransport: true, buffer: true, disableFileAccess: true });
  return {
    way: 'folder',
    where: folder,
    async send({ options }, { key, createdAt }) {
      const { message } = (await transport.sendMail({ ...options, date: createdAt })) as { message: Buffer };
      const name = `${createdAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${digestOf(key).slice(0, 16)}.eml`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `.${name}.part`);
      await writeFile(unfinished, message, { mode: 0o600, flush: true });
      await rename(unfinished, join(folder, name));
    },
  };
}

/** The server has refused this letter itself, for good: another try would be refused as well. */
export function isFinal(error: unknown): boolean {
  const { permanent, command } = error as NodemailerError;
  return permanent === true && (command === 'RCPT TO' || command === 'DATA');
}

/** No letter at all gets through at the moment. */
export function isWayBlocked(error: unknown): boolean {
  const { code } = error as NodemailerError;
  return ['ECONNECTION', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'ETIMEDOUT'].includes(code ?? '');
}
