// A browser's worth of HTTP: keeps its cookie, sends JSON, speaks in contracts.
import { fillPath, type AnswerOf, type BodyInputOf, type Contract } from '@enishi/shared/contract';
import type { ErrorBody } from '@enishi/shared/errors';

export interface CallInput<C extends Contract> {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: BodyInputOf<C>;
  headers?: Record<string, string>;
}

export interface HttpAnswer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export function createHttpClient(baseUrl: string) {
  let cookie = '';

  const fetchAs = async (path: string, init: RequestInit, headers: Record<string, string>) => {
    const response = await fetch(`${baseUrl}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie && { cookie }), ...headers },
    });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return response;
  };

  const read = async (response: Response) => {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };

  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isGiven = body !== undefined;
    const init = { method, ...(isGiven && { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
    return read(await fetchAs(path, init, { ...(isGiven && { 'content-type': 'application/json' }), ...headers }));
  };

  const send = <C extends Contract>(contract: C, { params, query, body, headers }: CallInput<C> = {}) => {
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
    const path = fillPath(contract.path, params) + (search.size > 0 ? `?${search.toString()}` : '');
    return request(contract.method, path, body, headers);
  };

  return {
    request,
    send,
    /** Sends one file as it is. */
    async upload(
      contract: Contract,
      query: Record<string, string>,
      bytes: Uint8Array | ReadableStream,
      headers: Record<string, string> = {},
    ) {
      const init = { method: contract.method, body: bytes, duplex: 'half' } as RequestInit;
      const path = `${contract.path}?${new URLSearchParams(query).toString()}`;
      return read(await fetchAs(path, init, { 'content-type': 'application/octet-stream', ...headers }));
    },
    /** One file as it is. */
    async download(contract: Contract, params: Record<string, string>) {
      const response = await fetchAs(fillPath(contract.path, params), { method: contract.method }, {});
      return {
        status: response.status,
        headers: response.headers,
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    },
    /** The answer of a call that must succeed, checked against its contract. */
    async call<C extends Contract>(contract: C, input: CallInput<C> = {}): Promise<AnswerOf<C>> {
      const answer = await send(contract, input);
      if (answer.status >= 400) throw new Error(`${contract.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return (contract.answer && !contract.media ? contract.answer.parse(answer.body) : answer.body) as AnswerOf<C>;
    },
    /** The error body of a call that must fail with this status. */
    async fail<C extends Contract>(contract: C, status: number, input: CallInput<C> = {}): Promise<ErrorBody> {
      const answer = await send(contract, input);
      if (answer.status !== status)
        throw new Error(`${contract.name}: ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
      return answer.body as ErrorBody;
    },
    cookie: () => cookie,
    setCookie: (value: string) => {
      cookie = value;
    },
  };
}
export type HttpClient = ReturnType<typeof createHttpClient>;
