// Files on their way in and out: streamed, never in memory as a whole. What goes out can be saved, not run: whatever its
// bytes are, the browser neither guesses another type nor gives it the rights of our own pages.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Contract } from '@enishi/shared/contract';
import { AppError } from '../errors.js';

export interface Download {
  name: string;
  media: string;
  size: number;
  open: () => Promise<Readable>;
}

/** After an early answer the rest of an upload is thrown away for so long, so that the answer can still be read. */
const lingerMs = 2000;

const tooLarge = (limit: number) =>
  new AppError('too_large', { fields: [{ path: 'file', problem: 'too_big', limit }] });

/** A form of another site can send text or form data without asking; JSON and octet streams it cannot. */
export function requireMedia(request: Request, contract: Contract): void {
  const media = contract.upload ? 'application/octet-stream' : 'application/json';
  const hasBody = Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  // An empty upload is told as an empty file.
  if (hasBody && !request.is(media)) throw new AppError('unsupported_media');
  if (contract.upload && request.get('content-encoding')) throw new AppError('unsupported_media');
}

/** The bytes of an upload. @throws AppError too_large as soon as there are too many; invalid when the sender goes away */
export async function* readUpload(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(request.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  let size = 0;
  try {
    // Ending early must not cut the line: the answer goes out on it.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', { cause: error });
  }
}

/** Ends an upload that was answered before it was read to its end. */
export function cutUnread(request: Request): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), lingerMs);
  request.once('close', () => clearTimeout(cut));
}

/** RFC 5987: the name as it is for those who read it, and in ASCII for the others. */
function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const extended = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}

export async function sendDownload(response: Response, { name, media, size, open }: Download): Promise<void> {
  const stream = await open();
  response.status(200);
  response.set({
    'Content-Type': media,
    'Content-Length': String(size),
    'Content-Disposition': dispositionOf(name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    // Compression would take the length away.
    'Cache-Control': 'private, no-store, no-transform',
  });
  try {
    await pipeline(stream, response);
  } catch (error) {
    // Whoever asked went away in the middle: nobody is left to be told.
    if ((error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
}
