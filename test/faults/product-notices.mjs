// What everybody was told, gathered as they would read it.
import { pageLimits } from '@enishi/shared/fields';
import { listNotifications } from '@enishi/shared/notifications';
import { readList } from './product-client.mjs';
import { assert } from './support.mjs';

/** Kinds that come again once the last has been read. */
const repeating = new Set(['message_received', 'meeting_asked', 'meeting_answered']);

export function createNoticeBook() {
  const books = new Map();

  const refresh = async ({ id, client }) => {
    if (!books.has(id)) books.set(id, { ids: new Set(), keys: new Set(), unread: new Set() });
    const { ids, keys, unread } = books.get(id);
    const fresh = await readList(client, listNotifications, { isOld: (notice) => ids.has(notice.id) });
    for (const notice of fresh) {
      const { kind, subject, other } = notice;
      const key = `${kind} ${subject.id} ${kind === 'match_found' ? (other?.id ?? null) : null}`;
      assert(repeating.has(kind) || !keys.has(key), `told twice: ${key}`);
      ids.add(notice.id);
      keys.add(key);
    }
    unread.clear();
    const { items } = await client.call(listNotifications, { query: { limit: pageLimits.max, unread: 'true' } });
    for (const { kind } of items) unread.add(kind);
  };

  return {
    /** True when everybody holds what they must, else what is missing. */
    async holds(expected) {
      const people = new Map(expected.map(([person]) => [person.id, person]));
      await Promise.all([...people.values()].map(refresh));
      for (const [person, kind, subject, other] of expected) {
        const { keys, unread } = books.get(person.id);
        const isTold = subject === null ? unread.has(kind) : keys.has(`${kind} ${subject} ${other}`);
        if (!isTold) return `${person.email} was not told: ${kind} ${subject} ${other}`;
      }
      return true;
    },
  };
}
