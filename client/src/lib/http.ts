// The one HTTP door. Answers are typed by the contracts, not parsed again: the server has done so, and the schemas stay
// out of what a visitor downloads.
import { fillPath } from '@enishi/shared/contract';
import type { AnswerOf, BodyInputOf, Contract, ParamsOf, QueryInputOf } from '@enishi/shared/contract';
import type { ErrorBody } from '@enishi/shared/errors';
import { ApiError } from './api-error.js';
import { failureOf, unreachable } from './failures.js';
import { signInAgain } from './sign-in-again.js';

const TIMEOUT_MS = 30_000;

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : Partial<Value> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

export type CallOptions<C> = Part<'params', ParamsOf<C>> &
  Part<'query', QueryInputOf<C>> &
  Part<'body', BodyInputOf<C>> & { signal?: AbortSignal };

interface Sent {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Query string without empty values; lists are written with commas, as the contracts read them. */
const toSearch = (query: Record<string, unknown> | undefined): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    const written = Array.isArray(value) ? value.join(',') : isPlain(value) ? String(value) : '';
    if (written !== '') search.set(name, written);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};

/** Address of an endpoint, for links to files. */
export const addressOf = (contract: Pick<Contract, 'path'>, params?: Record<string, string>): string =>
  fillPath(contract.path, params);

const send = async (contract: Contract, { params, query, body, signal }: Sent): Promise<Response> => {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(fillPath(contract.path, params) + toSearch(query), {
      method: contract.method,
      credentials: 'same-origin',
      headers:
        body === undefined
          ? { accept: 'application/json' }
          : { accept: 'application/json', 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
};

const readFailure = async (response: Response): Promise<ApiError> =>
  failureOf(response.status, (await response.json().catch(() => null)) as Partial<ErrorBody> | null);

const answerOf = async (contract: Contract, response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined;
  if (contract.media) return response.text();
  return response.json().catch(() => {
    throw new ApiError(response.status, { code: 'unavailable' });
  });
};

/**
 * Calls an endpoint. Throws `ApiError`. If the session has ended meanwhile, waits until the person has signed in again
 * over the page, and sends the same once more.
 */
export async function call<C extends Contract>(contract: C, options: CallOptions<C>): Promise<AnswerOf<C>> {
  const sent = options as Sent;
  const response = await send(contract, sent);
  if (response.ok) return (await answerOf(contract, response)) as AnswerOf<C>;
  const failure = await readFailure(response);
  if (failure.code !== 'not_signed_in' || !(await signInAgain())) throw failure;
  const second = await send(contract, sent);
  if (second.ok) return (await answerOf(contract, second)) as AnswerOf<C>;
  throw await readFailure(second);
}
