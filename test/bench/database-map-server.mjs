// A plain Map behind the same wire code: what the protocol, the driver and the sockets cost by themselves.
import { Long } from 'bson';
import { keyText } from '../../server/dist/database/embedded/bson/order.js';
import { readDoc, writeDoc } from '../../server/dist/database/embedded/bson/codec.js';
import { hello } from '../../server/dist/database/embedded/commands/server-commands.js';
import { createListener } from '../../server/dist/database/embedded/wire/listener.js';

const documents = new Map();

const commands = {
  insert: (body, sequences) => {
    const raws = sequences.get('documents') ?? body.get('documents').map(writeDoc);
    for (const raw of raws) documents.set(keyText(readDoc(raw, new Set(['_id'])).get('_id')), Buffer.from(raw));
    return { fields: new Map([['n', raws.length]]) };
  },
  find: (body) => {
    const id = body.get('filter').get('_id');
    const found =
      id === undefined
        ? [...documents.values()].slice(0, body.get('limit') ?? documents.size)
        : [documents.get(keyText(id))].filter(Boolean);
    const cursor = new Map([
      ['id', Long.ZERO],
      ['ns', 'bench.items'],
    ]);
    return { fields: new Map(), batch: { name: 'firstBatch', documents: found, cursor } };
  },
};

async function dispatch({ body, sequences, connectionId }) {
  const name = body.keys().next().value;
  const answer = /^(hello|ismaster)$/i.test(name)
    ? { fields: hello({ name, connectionId }) }
    : (commands[name]?.(body, sequences) ?? { fields: new Map() });
  answer.fields.set('ok', 1);
  return answer;
}

const { server } = createListener(dispatch, () => undefined);
server.listen(0, '127.0.0.1', () => process.send({ ready: `127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit(0));
