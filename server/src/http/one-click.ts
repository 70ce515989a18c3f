// One-click unsubscribing (RFC 8058): mail programs post a form, without cookies and from nowhere, to the address in the
// letter's header. The same address opened in a browser is a page of the client, and changes nothing by itself.
import express, { type Express, type Request, type Response } from 'express';
import { unsubscribePath } from '@enishi/shared/mail';
import { AppError } from '../errors.js';

/** @param stop rejects with not_found for a link that this server did not make */
export function mountOneClick(
  app: Express,
  stop: (token: string) => Promise<unknown>,
  admit: (request: Request) => Promise<void>,
): void {
  const body = express.text({ type: ['application/x-www-form-urlencoded', 'multipart/form-data'], limit: 5000 });
  app.post(unsubscribePath, body, async (request: Request, response: Response) => {
    await admit(request);
    if (typeof request.body !== 'string' || !/List-Unsubscribe["=\s]+One-Click/.test(request.body))
      throw new AppError('invalid');
    await stop(String(request.params['token']));
    response.set('Cache-Control', 'no-store').status(200).type('text/plain').send('OK');
  });
}
