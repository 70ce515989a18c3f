// The built client: hashed files may be kept for ever, the page itself never.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { styleNonceOf } from './security.js';

/** Stands in the built page where the nonce of each answer goes; told apart from anything people could write. */
const placeholder = 'style-nonce-of-this-answer';

export function mountClient(router: Router, folder: string): void {
  const path = join(folder, 'index.html');
  if (!existsSync(path)) return;
  const page = readFileSync(path, 'utf8');
  router.use(
    express.static(folder, {
      index: false,
      maxAge: 0,
      setHeaders: (response, file) => {
        const isHashed = file.includes(join(folder, 'assets'));
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  router.get(/^(?!\/(api|socket\.io|healthz|readyz)(\/|$)).*/, (request, response, next) => {
    if (!request.accepts('html') || /\.[a-z0-9]{2,5}$/i.test(request.path)) return next();
    // Never kept: an old page with the nonce of a newer answer would have no style.
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page.replace(placeholder, styleNonceOf(response)));
  });
}
