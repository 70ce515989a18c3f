// The database dies while a question is on its way to it: the driver hands on what the socket says, as it comes.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { isDatabaseAway } from '../../../server/src/database/away';

test('a connection that broke in the middle of a question is an absence, not a fault', async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const failed = once(socket, 'error') as Promise<[Error]>;
  socket.on('connect', () => socket.write('a question'));
  const [error] = await failed;
  server.close();
  expect((error as NodeJS.ErrnoException).code).toMatch(/^(EPIPE|ECONNRESET)$/);
  expect(isDatabaseAway(error)).toBe(true);
  expect(isDatabaseAway(new Error('the message was not kept', { cause: error }))).toBe(true);
  expect(isDatabaseAway(new Error('a mistake of ours'))).toBe(false);
});
