// One endpoint, said once: server routes, client calls, tests and the OpenAPI document are all made from these.
import type { z } from 'zod';
import type { ErrorCode } from './errors.js';
import type { Access } from './roles.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  /** Unique name, camel case; the operationId of the OpenAPI document. */
  readonly name: string;
  readonly method: Method;
  /** Path with `:name` for parameters. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** Heading under which the OpenAPI page lists it. */
  readonly group: string;
  readonly access: Who;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Shape of the answer; left out where the answer is empty (204). */
  readonly answer?: Answer;
  readonly status?: 200 | 201 | 204;
  /** Media type of an answer that is not JSON; `answer` then describes its text. */
  readonly media?: 'text/csv' | 'text/calendar' | 'text/html';
  /** The body is one file as it is (application/octet-stream), streamed, of at most so many bytes; `body` is left out. */
  readonly upload?: { readonly maxBytes: number };
  /** The answer is one file of its own media type, streamed; `answer` is left out. */
  readonly download?: true;
  /** Open also to somebody who still has to set up their second factor. */
  readonly isBeforeSecondFactor?: true;
  /** Failures beyond those every route has (invalid, not_signed_in, forbidden, too_many_requests, internal, storage_away). */
  readonly errors?: readonly ErrorCode[];
}

/** Keeps the exact types of a contract. */
export const defineContract = <
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
  W extends Access = Access,
>(
  contract: Contract<P, Q, B, A, W>,
): Contract<P, Q, B, A, W> => contract;

export type ParamsOf<C> = C extends Contract<infer P, infer _Q, infer _B, infer _A, infer _W> ? z.output<P> : never;
export type QueryOf<C> = C extends Contract<infer _P, infer Q, infer _B, infer _A, infer _W> ? z.output<Q> : never;
export type QueryInputOf<C> = C extends Contract<infer _P, infer Q, infer _B, infer _A, infer _W> ? z.input<Q> : never;
export type BodyOf<C> = C extends Contract<infer _P, infer _Q, infer B, infer _A, infer _W> ? z.output<B> : never;
export type BodyInputOf<C> = C extends Contract<infer _P, infer _Q, infer B, infer _A, infer _W> ? z.input<B> : never;
export type AnswerOf<C> = C extends Contract<infer _P, infer _Q, infer _B, infer A, infer _W> ? z.output<A> : never;

/** Fills the parameters of a path, each encoded. */
export function fillPath(path: string, params: Record<string, string> | undefined): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
}
