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

  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };

  const send = <C extends Contract>(contract: C, { params, query, body, headers }: CallInput<C> = {}) => {
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
    const path = fillPath(contract.path, params) + (search.size > 0 ? `?${search.toString()}` : '');
    return request(contract.method, path, body, headers);
  };

  return {
    request,
    send,
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
