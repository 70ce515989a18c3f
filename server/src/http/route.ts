// Contract in, contract out: the only way a route comes into being. Access, input and answer are checked here alike.
import type { NextFunction, Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { AnswerOf, BodyOf, Contract, ParamsOf, QueryOf } from '@enishi/shared/contract';
import { fieldErrors } from '@enishi/shared/errors';
import type { Access } from '@enishi/shared/roles';
import { hasRole, type Actor } from '../actor.js';
import { AppError, forbidden, invalid, notFound, notSignedIn } from '../errors.js';
import { isGivenUp } from './patience.js';
import { cutUnread, readUpload, requireMedia, sendDownload, type Download } from './transfer.js';

type ActorFor<C extends Contract> = C['access'] extends 'public' ? Actor | null : Actor;

export interface RouteInput<C extends Contract> {
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
  actor: ActorFor<C>;
  request: Request;
}

export interface Route {
  contract: Contract;
  handle: (input: RouteInput<Contract>) => Promise<unknown>;
  /** How a file goes in or out, where that is not JSON. */
  transfer?: 'upload' | 'download';
}

/** Binds a handler to its contract. */
export const route = <C extends Contract>(
  contract: C,
  handle: (input: RouteInput<C>) => Promise<AnswerOf<C> extends undefined ? void : AnswerOf<C>>,
): Route => ({ contract, handle: handle });

/** Binds a handler that takes one file; `bytes` can be read once. */
export const uploadRoute = <C extends Contract>(
  contract: C,
  handle: (input: RouteInput<C> & { bytes: AsyncIterable<Uint8Array> }) => Promise<AnswerOf<C>>,
): Route => ({
  contract,
  transfer: 'upload',
  handle: (input) =>
    handle({ ...(input as RouteInput<C>), bytes: readUpload(input.request, contract.upload?.maxBytes ?? 0) }),
});

/** Binds a handler that answers with one file. */
export const downloadRoute = <C extends Contract>(
  contract: C,
  handle: (input: RouteInput<C>) => Promise<Download>,
): Route => ({ contract, transfer: 'download', handle });

export type ReadActor = (request: Request) => Actor | null;

/** Somebody who has still to set up their second factor is a visitor everywhere else. */
function readAdmitted({ access, isBeforeSecondFactor }: Contract, actor: Actor | null): Actor | null {
  if (!actor?.isHeldBack || isBeforeSecondFactor) return actor;
  if (access === 'public') return null;
  throw new AppError('second_factor_required');
}

function admit(access: Access, actor: Actor | null): void {
  if (access === 'public') return;
  if (!actor) throw notSignedIn();
  if (access !== 'signed_in' && !hasRole(actor, ...access)) throw forbidden();
}

function parseBody(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data;
}

/** A bad path parameter names nothing that exists. */
function parseParams(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

const framedPage =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

async function send(response: Response, contract: Contract, value: unknown): Promise<void> {
  const status = contract.status ?? 200;
  if (contract.download) return sendDownload(response, value as Download);
  if (!contract.answer || status === 204) {
    response.status(204).end();
    return;
  }
  // Parsing drops whatever the contract does not name, so that nothing leaves the server by accident.
  const answer = contract.answer.parse(value);
  if (contract.media) {
    response.status(status).type(`${contract.media}; charset=utf-8`);
    // A page of words that somebody else may have written: framed by ours only, and nothing in it runs or loads.
    if (contract.media === 'text/html') {
      response.set({ 'Content-Security-Policy': framedPage, 'X-Frame-Options': 'SAMEORIGIN' });
      // Its origin is none, which a browser cannot give a place of its own, and says so.
      response.removeHeader('Origin-Agent-Cluster');
    } else response.set('Content-Disposition', 'attachment');
    response.send(answer);
    return;
  }
  response.status(status).json(answer);
}

/** Refuses changes that come too fast. */
export type AdmitChange = (request: Request, actor: Actor | null) => Promise<void>;

export function mount(router: Router, routes: readonly Route[], readActor: ReadActor, admitChange: AdmitChange): void {
  for (const { contract, handle } of routes) {
    const method = contract.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](contract.path, async (request: Request, response: Response, next: NextFunction) => {
      // Whoever asked was told to come again while their session was still being read.
      if (isGivenUp(response)) return;
      try {
        requireMedia(request, contract);
        const actor = readAdmitted(contract, readActor(request));
        admit(contract.access, actor);
        if (contract.method !== 'GET') await admitChange(request, actor);
        const params = parseParams(contract.params, request.params);
        const query = parseBody(contract.query, request.query);
        const body = parseBody(contract.body, request.body);
        const input = { params, query, body, actor, request } as unknown as RouteInput<Contract>;
        const value = await handle(input);
        if (!isGivenUp(response)) await send(response, contract, value);
      } catch (error) {
        if (!isGivenUp(response)) next(error);
      } finally {
        if (contract.upload) cutUnread(request);
      }
    });
  }
}

const transferOf = ({ upload, download }: Contract): Route['transfer'] =>
  upload ? 'upload' : download ? 'download' : undefined;

/** Every contract must have exactly one route, and every route a contract of the list. @throws Error naming the odd ones */
export function assertComplete(contracts: readonly Contract[], routes: readonly Route[]): void {
  const routed = routes.map((entry) => entry.contract.name);
  const listed = contracts.map((contract) => contract.name);
  const missing = listed.filter((name) => !routed.includes(name));
  const odd = routed.filter((name, index) => !listed.includes(name) || routed.indexOf(name) !== index);
  const wrong = routes.filter(({ contract, transfer }) => transferOf(contract) !== transfer);
  if (wrong.length)
    throw new Error(`Bound as another kind of route: ${wrong.map(({ contract }) => contract.name).join(', ')}.`);
  if (missing.length || odd.length)
    throw new Error(`Routes and contracts differ. Without a route: ${missing.join(', ')}. Odd: ${odd.join(', ')}.`);
}
