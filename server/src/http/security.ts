import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { AppError } from '../errors.js';

const nonceBytes = 16;

/** Marks the style elements that our own page makes; another one for each answer. */
export function styleNonceOf(response: Response): string {
  const { locals } = response;
  locals['styleNonce'] ??= randomBytes(nonceBytes).toString('base64');
  return locals['styleNonce'] as string;
}

/** Headers of every answer. Scripts and styles come from ourselves only, or carry the nonce of the answer. */
export const securityHeaders = (isProduction: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${styleNonceOf(response as Response)}'`],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isProduction && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isProduction ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** May a page of this origin speak to this host? Used for requests and for sockets. */
export function isSameOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (!origin) return true;
  if (!URL.canParse(origin)) return false;
  if (publicUrl && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === host;
}

/** Changes are taken from our own pages only. Programs that send no Origin carry no one's cookie by accident. */
export const refuseCrossSite =
  (publicUrl: () => string | undefined): RequestHandler =>
  (request, _response, next) => {
    if (safeMethods.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isForeign || !isSameOrigin(request.get('origin'), request.get('host'), publicUrl())) {
      return next(new AppError('cross_site'));
    }
    next();
  };
