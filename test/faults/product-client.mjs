// Somebody at a browser who posts while the product is killed: keeps the cookie, speaks in contracts, and tells apart what
// was acknowledged, what was refused, and what nobody answered.
import { fillPath } from '@enishi/shared/contract';
import { pageLimits } from '@enishi/shared/fields';

/** Nobody knows whether it happened: the connection broke, or the product said that it cannot know. */
export class Unanswered extends Error {}
/** A definite no; nothing has happened. */
export class Refused extends Error {
  constructor(name, status, body) {
    super(`${name}: ${status} ${JSON.stringify(body)}`);
    Object.assign(this, { status, body });
  }
}

/** `place` holds the address of the product as it runs now. */
export function createProductClient(place, tally) {
  let cookie = '';
  const pathOf = ({ path }, { params, query }) => {
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
    return `${fillPath(path, params)}${search.size > 0 ? `?${search}` : ''}`;
  };
  const fetchOnce = async (contract, input, type, body) => {
    try {
      const headers = { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': type }) };
      const init = { method: contract.method, headers, ...(body !== undefined && { body }) };
      const response = await fetch(`${place.url}${pathOf(contract, input)}`, init);
      const bytes = Buffer.from(await response.arrayBuffer());
      for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0];
      return { status: response.status, bytes };
    } catch (error) {
      throw new Unanswered(`${contract.name}: ${error.cause?.code ?? error.message}`, { cause: error });
    }
  };
  const read = (bytes) => (bytes.length === 0 ? null : JSON.parse(bytes));
  const send = async (contract, input, type, body) => {
    for (;;) {
      const { status, bytes } = await fetchOnce(contract, input, type, body);
      if (status < 400) return bytes;
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
      if (status === 500 || status === 503) throw new Unanswered(`${contract.name}: ${status}`);
      if (status !== 429) throw new Refused(contract.name, status, read(bytes));
      await new Promise((resolve) => setTimeout(resolve, 1000 * (read(bytes).retryAfter ?? 1)));
    }
  };

  return {
    /** The answer of the contract. @throws Unanswered, Refused */
    async call(contract, input = {}) {
      const body = input.body === undefined ? undefined : JSON.stringify(input.body);
      const answer = read(await send(contract, input, 'application/json', body));
      return contract.answer ? contract.answer.parse(answer) : answer;
    },
    /** One file as it is. */
    upload: async (contract, query, bytes) =>
      contract.answer.parse(read(await send(contract, { query }, 'application/octet-stream', bytes))),
    download: (contract, params) => send(contract, { params }),
  };
}

/** Every item of a list until `isOld` says that what follows is known already; newest first. */
export async function readList(client, contract, { query = {}, params, isOld = () => false } = {}) {
  const items = [];
  for (let cursor = ''; ;) {
    const page = await client.call(contract, {
      params,
      query: { limit: pageLimits.max, ...query, ...(cursor && { cursor }) },
    });
    for (const item of page.items) {
      if (isOld(item)) return items;
      items.push(item);
    }
    if (!page.nextCursor) return items;
    cursor = page.nextCursor;
  }
}
