// Malformed and hostile messages: they close their own connection, and nobody else notices.
import net from 'node:net';
import { randomBytes, randomInt } from 'node:crypto';
import { BSON } from 'bson';
import { assert, connect, removeFolder, startServer, stopServer, temporaryFolder } from './support.mjs';

function frame(body, { length, opcode = 2013, flags = 0, kind = 0 } = {}) {
  const head = Buffer.alloc(21);
  head.writeInt32LE(length ?? head.length + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(opcode, 12);
  head.writeUInt32LE(flags >>> 0, 16);
  head[20] = kind;
  return Buffer.concat([head, body]);
}

const ping = () => Buffer.from(BSON.serialize({ ping: 1, $db: 'admin' }));

function deep(levels) {
  let inner = Buffer.from([5, 0, 0, 0, 0]);
  for (let i = 0; i < levels; i++) {
    const outer = Buffer.alloc(inner.length + 8);
    outer.writeInt32LE(outer.length, 0);
    outer[4] = 3;
    outer[5] = 0x61;
    inner.copy(outer, 7);
    inner = outer;
  }
  return inner;
}

function mangled() {
  const bytes = frame(
    Buffer.from(BSON.serialize({ insert: 'c', documents: [{ a: 'text', b: [1, { c: 2 }], d: new Date() }], $db: 'x' })),
  );
  for (let i = randomInt(1, 6); i > 0; i--) bytes[randomInt(16, bytes.length)] = randomInt(256);
  return bytes;
}

const attacks = {
  'random bytes': () => randomBytes(randomInt(16, 400)),
  'a negative length': () => frame(ping(), { length: -5 }),
  'a length of zero': () => frame(ping(), { length: 0 }),
  'a length of 2 GB': () => frame(ping(), { length: 2 ** 31 - 1 }),
  'a length beyond 48 MB': () => frame(ping(), { length: 48_000_001 }),
  'an unknown opcode': () => frame(ping(), { opcode: 2001 }),
  'unknown flags': () => frame(ping(), { flags: 0x00ff }),
  'an unknown section': () => frame(ping(), { kind: 9 }),
  'a document longer than its message': () => frame(Buffer.from([0xff, 0xff, 0, 0, 0])),
  'a string longer than its document': () =>
    frame(Buffer.from([16, 0, 0, 0, 2, 0x61, 0, 0xff, 0xff, 0, 0, 0x61, 0, 0, 0, 0])),
  'ten thousand levels': () => frame(deep(10_000)),
  'mangled commands': mangled,
};

/** Sends bytes and waits until the server answers, closes, or falls silent for want of more. */
function attack(port, bytes) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    const done = () => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(40, done);
    socket.on('data', done).on('close', done).on('error', done);
  });
}

export async function hostileWire(times) {
  const directory = temporaryFolder();
  const server = await startServer(directory, { isDurable: false });
  const client = await connect(server.uri);
  try {
    await client.db().collection('kept').insertOne({ _id: 1 });
    for (const [name, make] of Object.entries(attacks)) {
      for (let i = 0; i < (name === 'mangled commands' || name === 'random bytes' ? times : 1); i++)
        await attack(server.port, make());
      assert((await client.db().command({ ping: 1 })).ok === 1, `the server did not answer after ${name}`);
    }
    await attack(server.port, frame(Buffer.alloc(47_000_000, 0x41)));
    assert((await client.db().collection('kept').countDocuments()) === 1, 'the other connection was harmed');
    assert(server.child.exitCode === null, 'the server ended');
  } finally {
    await client.close();
    await stopServer(server);
    removeFolder(directory);
  }
  return `${Object.keys(attacks).length} kinds of attack, ${times} random ones each; the others noticed nothing`;
}
