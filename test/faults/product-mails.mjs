// What really arrived at the mail server, held against the outbox.
import { join } from 'node:path';
import { messageIdOf } from './product-process.mjs';
import { assert, connect, startServer, stopServer } from './support.mjs';

/** A server whose database was killed lives on for a moment, and a busy machine tells of things late. */
const gapMs = 2000;

async function readOutbox(dataDir) {
  const server = await startServer(join(dataDir, 'db'));
  const client = await connect(server.uri);
  const letters = await client.db('enishi').collection('outbox').find().toArray();
  await client.close();
  await stopServer(server);
  return letters;
}

/** Each mail once; twice only where a kill came between "250" and the note of it, and then as the very same message. */
export async function checkMails({ dataDir, mails, tally, world }, isDrained) {
  const letters = await readOutbox(dataDir);
  const byMessageId = new Map(letters.map((letter) => [messageIdOf(letter.key), letter]));
  const arrivals = new Map();
  for (const mail of mails.arrived) {
    assert(byMessageId.has(mail.messageId), `a mail that stands in no outbox: ${mail.messageId} to ${mail.to}`);
    arrivals.set(mail.messageId, [...(arrivals.get(mail.messageId) ?? []), mail]);
  }
  let twice = 0;
  for (const [messageId, letter] of byMessageId) {
    const came = arrivals.get(messageId) ?? [];
    if (letter.state === 'sent') assert(came.length > 0, `noted as sent, but it never came: ${letter.key}`);
    assert(letter.state !== 'dead', `given up: ${letter.key} (${letter.lastError})`);
    if (isDrained) assert(['sent', 'dropped'].includes(letter.state), `${letter.key} is still ${letter.state}`);
    for (const { at } of came.slice(0, -1)) {
      const isInGap = tally.killedAt.some((killedAt) => Math.abs(killedAt - at) < gapMs);
      assert(isInGap, `left twice without a kill in between: ${letter.key}`);
    }
    if (came.length > 1) twice += 1;
  }
  if (isDrained)
    for (const guest of world.guests)
      assert(
        letters.some(({ to }) => to.email === guest),
        `no letter was ever written to ${guest}`,
      );
  const states = letters.reduce((all, { state }) => ({ ...all, [state]: (all[state] ?? 0) + 1 }), {});
  return `${letters.length} letters (${JSON.stringify(states)}), ${mails.arrived.length} mails arrived, ${twice} letters more than once, each as the same message after a kill between 250 and its note`;
}
