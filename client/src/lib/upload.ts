// Sends one file as it is, telling how far it has come. The browser's fetch cannot tell; its older sister can.
import type { Contract } from '@enishi/shared/contract';
import type { ErrorBody } from '@enishi/shared/errors';
import { failureOf, unreachable } from './failures.js';

export interface Sending {
  file: File;
  query: Record<string, string>;
  /** From 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

const bodyOf = (request: XMLHttpRequest): unknown => {
  try {
    return JSON.parse(request.responseText) as unknown;
  } catch {
    return null;
  }
};

/** Rejects with an `ApiError`, or with an AbortError once it was called off. */
export const uploadTo = (contract: Contract, { file, query, onProgress, signal }: Sending): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open(contract.method, `${contract.path}?${new URLSearchParams(query).toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = bodyOf(request);
      if (request.status < 300) resolve(body);
      else reject(failureOf(request.status, body as Partial<ErrorBody> | null));
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('called off', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else request.send(file);
  });
