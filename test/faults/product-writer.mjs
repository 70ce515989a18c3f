// One who writes again and again, and whoever got no answer sends the same once more with the same key: in the end it must
// be there once.
import { randomUUID } from 'node:crypto';
import { Refused } from './product-client.mjs';
import { assert } from './support.mjs';

/** The same numbers for the same seed. */
export function createRandom(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.assign(random, {
    between: (from, to) => from + random() * (to - from),
    of: (items) => items[Math.floor(random() * items.length)],
  });
}

export const freshKey = () => randomUUID();

/**
 * `next` gives what is written next: `send`, what follows the answer (`done`), and, where a second sending of what has
 * happened already is refused, how to see that it has (`happened`).
 */
export function createWriter(name, tally, { next, verify }) {
  let pending = null;
  const count = (of) => (tally[of][name] = (tally[of][name] ?? 0) + 1);
  const send = async () => {
    pending.tries += 1;
    try {
      pending.done(await pending.send());
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const hasHappened = pending.tries > 1 && error.status === 409 && pending.happened;
      if (!hasHappened) throw error;
      pending.done(await pending.happened());
    }
    pending = null;
    count('acknowledged');
  };
  return {
    name,
    verify,
    isWaiting: () => pending !== null,
    /** What nobody answered is sent again. */
    async recover() {
      if (!pending) return;
      count('repeated');
      await send();
    },
    async step() {
      pending = { ...(await next()), tries: 0 };
      await send();
    },
  };
}

/** Compares what the product shows with what it has acknowledged. */
export function same(what, shown, expected) {
  for (const [field, value] of Object.entries(expected))
    assert(
      JSON.stringify(shown[field]) === JSON.stringify(value),
      `${what}: ${field} is ${JSON.stringify(shown[field])}, acknowledged was ${JSON.stringify(value)}`,
    );
}

/** A listing that is begun, published, changed and closed; `one` is what was acknowledged of it. */
export function listingSteps(client, contracts, draftOf) {
  const change = (one, contract, body, becomes) => {
    const version = one.version + 1;
    return {
      send: () => client.call(contract, { params: { id: one.id }, body: { version: one.version, ...body } }),
      happened: () => client.call(contracts.get, { params: { id: one.id } }),
      done: (view) => {
        same(`${contract.name} of ${one.id}`, view, { version, ...becomes });
        Object.assign(one, { version, ...becomes, isTouched: true });
      },
    };
  };
  return {
    begin(title, kept) {
      const key = freshKey();
      return {
        send: () => client.call(contracts.create, { body: { ...draftOf(title), key } }),
        done({ id, version, status }) {
          assert(!kept.some((one) => one.id === id), `${id} was begun twice`);
          kept.push({ id, version, title, status, isTouched: true });
        },
      };
    },
    publish: (one) => change(one, contracts.publish, {}, { status: 'published' }),
    rename: (one, title) => change(one, contracts.update, { title }, { title }),
    close: (one) => change(one, contracts.close, { reason: 'no_longer_needed' }, { status: 'closed' }),
    /** Each is there once, as it was acknowledged last. */
    async verify(kept, isAll) {
      const { total } = await client.call(contracts.listMine, { query: { limit: 1 } });
      assert(total === kept.length, `${contracts.listMine.name}: ${total} are there, ${kept.length} were begun`);
      for (const one of kept.filter(({ isTouched }) => isAll || isTouched)) {
        const { version, title, status } = one;
        const view = await client.call(contracts.get, { params: { id: one.id } });
        same(`${contracts.get.name} ${one.id}`, view, { version, title, status });
        one.isTouched = false;
      }
    },
  };
}
