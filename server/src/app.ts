// Express: headers, log, session, routes, client, errors — in this order.
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Contract } from '@enishi/shared/contract';
import type { Config } from './config.js';
import { answerErrors, unknownPath } from './http/error-answer.js';
import { mountOneClick } from './http/one-click.js';
import { mountOpenApi } from './http/openapi.js';
import { answerInTime, answerWithinMs, refuseWhileAway } from './http/patience.js';
import { requestId } from './http/request-id.js';
import { assertComplete, mount, type AdmitChange, type Route } from './http/route.js';
import { refuseCrossSite, securityHeaders } from './http/security.js';
import { mountClient } from './http/static.js';
import { coverLinks } from './links.js';
import type { Log } from './log.js';
import type { Outage } from './outage.js';

interface Parts {
  config: Config;
  log: Log;
  sessions: readonly RequestHandler[];
  contracts: readonly Contract[];
  routes: readonly Route[];
  admitChange: AdmitChange;
  publicUrl: () => string | undefined;
  /** Stops mails of the kind that a link in one of them names. */
  stopMails: (token: string) => Promise<unknown>;
  outage: Outage;
  /** How long a request may take at most. */
  answerWithinMs?: number | undefined;
  isReady: () => boolean;
  /** Whether other processes cannot be told what changes here. */
  isRelayAway: () => boolean;
  clientFolder: string;
  version: string;
}

/** Largest request in bytes; a need with every field full stays far below. */
const bodyLimit = 200_000;

const requestLog = (log: Log) =>
  pinoHttp({
    logger: log,
    genReqId: (request) => request.id,
    quietReqLogger: true,
    // An outage of the database is told once, not once for each request that met it.
    customLogLevel: (_request, { statusCode }, error) =>
      error || (statusCode >= 500 && statusCode !== 503) ? 'error' : 'debug',
    serializers: {
      // Neither headers nor bodies: cookies and passwords travel in them.
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        url: coverLinks(request.url).replace(/\/invit(e|ations)\/[^/?]+/, '/invit$1/[hidden]'),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });

function mountHealth(app: Express, { outage, isReady, isRelayAway }: Parts): void {
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', (_request, response) => {
    const unready = (reason: string) => response.status(503).json({ status: 'unready', reason });
    if (outage.isOn()) return void unready('the database does not answer');
    if (!isReady()) return void unready('the match index is being filled');
    outage.check().then(
      // People are served all the same; if this were unready, no process would be left for them.
      () => response.json({ status: 'ok', ...(isRelayAway() && { redis: 'away' }) }),
      (error: unknown) => {
        outage.met(error);
        unready('the database does not answer');
      },
    );
  });
}

export function createApp(parts: Parts): Express {
  const { config, log, contracts, routes } = parts;
  assertComplete(contracts, routes);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(requestId);
  app.use(requestLog(log));
  app.use(securityHeaders(config.isProduction));
  mountHealth(app, parts);
  app.use(compression());
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  api.use(refuseCrossSite(parts.publicUrl), express.json({ limit: bodyLimit, strict: true }));
  api.use(answerInTime(parts.answerWithinMs ?? answerWithinMs), refuseWhileAway(parts.outage), ...parts.sessions);
  app.use('/api', api);
  mount(app, routes, (request) => request.user ?? null, parts.admitChange);
  mountOpenApi(app, contracts, parts.version);
  mountOneClick(app, parts.stopMails, (request) => parts.admitChange(request, null));
  mountClient(app, parts.clientFolder);
  app.use(unknownPath);
  app.use(answerErrors(log, parts.outage));
  return app;
}
