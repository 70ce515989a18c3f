// The built client: hashed files may be kept for ever, the page itself never.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

export function mountClient(router: Router, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  router.use(
    express.static(folder, {
      index: false,
      maxAge: 0,
      setHeaders: (response, path) => {
        const isHashed = path.includes(join(folder, 'assets'));
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  router.get(/^(?!\/(api|socket\.io|healthz|readyz)(\/|$)).*/, (request, response, next) => {
    if (!request.accepts('html') || /\.[a-z0-9]{2,5}$/i.test(request.path)) return next();
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
}
