// Node's Buffer has these quick readers and writers; its type declarations leave them out.
declare global {
  interface Buffer {
    latin1Slice(start?: number, end?: number): string;
    utf8Slice(start?: number, end?: number): string;
    latin1Write(text: string, offset?: number): number;
    utf8Write(text: string, offset?: number): number;
  }
}

export {};
