// The server as a page sees it: every call is parsed with the shared contract before a test's handler sees it, and every
// answer before the page does. So a page that sends or expects something else than the contract fails.
import type { BodyOf, Contract, ParamsOf, QueryOf } from '@enishi/shared/contract';
import { errorStatus, fieldErrors } from '@enishi/shared/errors';
import type { ErrorBody, ErrorCode } from '@enishi/shared/errors';
import type { z } from 'zod';

interface Call<C> {
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
}
type AnswerInput<C> = C extends Contract<infer _P, infer _Q, infer _B, infer A> ? z.input<A> : never;
type Handler = (call: { params: unknown; query: unknown; body: unknown }) => unknown;

interface Route {
  contract: Contract;
  pattern: RegExp;
  handle: Handler;
}

/** Thrown by a handler to answer with a failure. */
export class FakeFailure extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly more: Partial<ErrorBody> = {},
  ) {
    super(code);
  }
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '([^/]+)')}$`);
const namesOf = (path: string): string[] => [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');

const answerWith = (status: number, body: unknown): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

const failWith = ({ code, more }: FakeFailure): Response =>
  answerWith(errorStatus[code], { code, requestId: 'request-1', ...more });

const parsed = (schema: z.ZodType | undefined, value: unknown): unknown => {
  const result = schema?.safeParse(value);
  if (result && !result.success) throw new FakeFailure('invalid', { fields: fieldErrors(result.error) });
  return result?.data;
};

export interface FakeApi {
  /** Answers an endpoint from now on; the last one given counts. */
  on: <C extends Contract>(contract: C, handle: (call: Call<C>) => AnswerInput<C>) => void;
  /** Every call from now on fails as if the network were gone, until switched back. */
  setOffline: (isOffline: boolean) => void;
  /** What the page asked for, oldest first: "GET /api/needs?q=x". */
  calls: string[];
  /** Calls without a handler or against the contract of an answer: a test that leaves any has failed. */
  mistakes: string[];
}

export const createFakeApi = (): FakeApi => {
  const routes: Route[] = [];
  const calls: string[] = [];
  const mistakes: string[] = [];
  let isOffline = false;

  const run = ({ contract, pattern, handle }: Route, url: URL, init: RequestInit): Response => {
    const values = pattern.exec(url.pathname)?.slice(1).map(decodeURIComponent) ?? [];
    const params = Object.fromEntries(namesOf(contract.path).map((name, index) => [name, values[index]]));
    const answer = handle({
      params: parsed(contract.params, params),
      query: parsed(contract.query, Object.fromEntries(url.searchParams)),
      body: parsed(contract.body, typeof init.body === 'string' ? JSON.parse(init.body) : undefined),
    });
    const checked = contract.answer?.safeParse(answer);
    if (checked && !checked.success)
      mistakes.push(`${contract.name} answered against its contract: ${checked.error.message}`);
    return answerWith(contract.status ?? 200, checked?.data);
  };

  const fetchFake = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, 'http://localhost');
    const method = init.method ?? 'GET';
    // Asked by itself after a failure, at no time that a test could name.
    const isProbe = url.pathname === '/readyz';
    if (!isProbe) calls.push(`${method} ${url.pathname}${url.search}`);
    await Promise.resolve();
    if (isOffline) throw new TypeError('network is gone');
    if (isProbe) return answerWith(200, { status: 'ok' });
    const route = routes.findLast(({ contract, pattern }) => contract.method === method && pattern.test(url.pathname));
    if (!route) {
      mistakes.push(`nobody answers ${method} ${url.pathname}`);
      return failWith(new FakeFailure('not_found'));
    }
    try {
      return run(route, url, init);
    } catch (error) {
      if (error instanceof FakeFailure) return failWith(error);
      mistakes.push(`${route.contract.name}: ${String(error)}`);
      return failWith(new FakeFailure('internal'));
    }
  };

  globalThis.fetch = fetchFake as typeof fetch;
  return {
    on: (contract, handle) =>
      void routes.push({ contract, pattern: patternOf(contract.path), handle: handle as unknown as Handler }),
    setOffline: (offline) => {
      isOffline = offline;
    },
    calls,
    mistakes,
  };
};
