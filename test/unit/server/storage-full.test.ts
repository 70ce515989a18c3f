// No room left: told as such, whoever says so, and in one line of the log.
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { mongo } from 'mongoose';
import type { ErrorBody } from '@enishi/shared/errors';
import type { Message } from '../../../server/src/features/mail/message';
import type { OutboxEntry } from '../../../server/src/features/mail/outbox-store';
import { createSender } from '../../../server/src/features/mail/sender';
import { answerErrors } from '../../../server/src/http/error-answer';
import { requestId } from '../../../server/src/http/request-id';
import { createLog } from '../../../server/src/log';

/** Linux keeps a device on which there is never any room. */
const failures: Record<string, () => void> = {
  folder: () => appendFileSync('/dev/full', 'x'),
  database: () => {
    throw new mongo.MongoServerError({ code: 14_031, message: 'the disk is full' });
  },
  wrapped: () => {
    throw new Error('the file was not kept', { cause: new mongo.MongoServerError({ code: 14_031 }) });
  },
};

test('whoever writes is told that there is no room, and the log once', async () => {
  const lines: string[] = [];
  const app = express();
  app.use(requestId);
  app.get('/:where', ({ params }) => failures[params.where]?.());
  app.use(answerErrors(createLog('info', { write: (line) => lines.push(line) }), { met: () => undefined }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const told = [];
  for (const where of Object.keys(failures)) {
    const response = await fetch(`http://127.0.0.1:${port}/${where}`);
    told.push([where, response.status, ((await response.json()) as ErrorBody).code]);
  }
  server.closeAllConnections();
  server.close();
  expect(told).toEqual(Object.keys(failures).map((where) => [where, 507, 'storage_full']));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no room left');
});

test('a letter that left while there was no room to note it leaves once', async () => {
  const full = new mongo.MongoServerError({ code: 14_031, message: 'the disk is full' });
  const entry = { id: 'letter', key: 'key', lease: 'lease', tries: 1 } as OutboxEntry;
  const due = [entry];
  const noted: unknown[] = [];
  const failures = [full];
  let left = 0;
  const sender = createSender({
    store: {
      claim: () => Promise.resolve(due.pop() ?? null),
      settle(_entry, { state }) {
        const failure = failures.pop();
        if (failure) return Promise.reject(failure);
        noted.push(state);
        return Promise.resolve();
      },
    },
    transport: {
      send() {
        left += 1;
        return Promise.resolve();
      },
    },
    prepare: () => Promise.resolve({ message: {} as Message }),
    now: () => new Date(),
    log: createLog('silent'),
  });
  sender.wake();
  await sender.idle();
  expect([left, noted]).toEqual([1, ['sent']]);
});
