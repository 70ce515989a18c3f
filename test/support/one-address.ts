// What stands in front of several processes: one address, each connection to the next process in turn, without any memory
// of who was where. A process that does not answer is passed over.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export async function startOneAddress() {
  let ports: number[] = [];
  let turn = 0;
  const open = new Set<Socket>();

  const join = (near: Socket, tries: number): void => {
    const port = ports[(turn += 1) % ports.length];
    if (port === undefined || tries === 0) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    let isJoined = false;
    far.once('connect', () => {
      isJoined = true;
      near.pipe(far).pipe(near);
    });
    far.on('error', () => (isJoined ? near.destroy() : join(near, tries - 1)));
    far.on('close', () => isJoined && near.destroy());
    near.on('close', () => far.destroy());
  };
  const server = createServer((near) => {
    open.add(near);
    near.on('error', () => near.destroy());
    near.on('close', () => open.delete(near));
    join(near, ports.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** To whom connections go from now on. */
    setTargets(urls: readonly string[]): void {
      ports = urls.map((url) => Number(new URL(url).port));
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
