// Stands in for the browser's older request, which alone tells how far an upload has come: a test decides when and how
// each one goes on.
import { errorStatus, type ErrorBody, type ErrorCode } from '@enishi/shared/errors';

type Handler = ((event: { loaded: number; total: number }) => void) | null;

export class FakeUpload {
  static all: FakeUpload[] = [];
  upload: { onprogress: Handler } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  status = 0;
  responseText = '';
  address = '';
  file: File | null = null;

  open(_method: string, address: string): void {
    this.address = address;
  }
  setRequestHeader(): void {}
  send(file: File): void {
    this.file = file;
    FakeUpload.all.push(this);
  }
  abort(): void {
    this.onabort?.();
    this.onloadend?.();
  }
  get query(): Record<string, string> {
    return Object.fromEntries(new URL(this.address, 'http://localhost').searchParams);
  }
  progress(part: number): void {
    this.upload.onprogress?.({ loaded: part, total: 1 });
  }
  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
    this.onloadend?.();
  }
  fail(code: ErrorCode, more: Partial<ErrorBody> = {}): void {
    this.answer(errorStatus[code], { code, requestId: 'request-1', ...more });
  }
  breakOff(): void {
    this.onerror?.();
    this.onloadend?.();
  }
}

/** Every upload of the page from now on, oldest first. */
export const catchUploads = (): FakeUpload[] => {
  FakeUpload.all = [];
  Object.assign(globalThis, { XMLHttpRequest: FakeUpload });
  return FakeUpload.all;
};
