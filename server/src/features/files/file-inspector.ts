// What a file is, found from its bytes as they go by. The ending of its name decides only among kinds that look alike
// from inside. Refused: whatever is not on the list, and whatever a browser could take for a page.
import { filetypename } from 'magic-bytes.js';
import { endingOf, type FileKind } from '@enishi/shared/files';
import { AppError } from '../../errors.js';

/** Bytes from which the kind is found. */
const headSize = 4100;

const unsupported = () => new AppError('unsupported_media', { fields: [{ path: 'file', problem: 'not_a_choice' }] });

/** Kinds known for certain by their first bytes, by the name the library gives them. */
const certain: Record<string, FileKind> = { pdf: 'pdf', png: 'png', jpg: 'jpeg', webp: 'webp', gif: 'gif' };
/** What the names inside an Office document begin with; another archive that took its ending has none. */
const insides = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' } as const;
type Packed = keyof typeof insides;
// Endings are what people write: one that is called as something of every object is none of ours.
const isPacked = (ending: string): ending is Packed => Object.hasOwn(insides, ending);
const older = new Map<string, FileKind>([
  ['doc', 'doc'],
  ['xls', 'xls'],
  ['ppt', 'ppt'],
]);

const page = /^[\s\ufeff]*<[!?a-z]/i;

/** Reads on as long as the bytes can be text: UTF-8 or, from many a Japanese office, Shift_JIS. */
function createTextCheck() {
  const readers = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('shift_jis', { fatal: true })];
  const alive = new Set(readers);
  const read = (chunk: Uint8Array | undefined) => {
    for (const reader of [...alive]) {
      try {
        if (chunk) reader.decode(chunk, { stream: true });
        else reader.decode();
      } catch {
        alive.delete(reader);
      }
    }
    if (alive.size === 0) throw unsupported();
  };
  return {
    push(chunk: Uint8Array) {
      // Tab, line feed, form feed and carriage return are the only signs below the blank that texts have.
      if (chunk.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
        throw unsupported();
      read(chunk);
    },
    end: () => read(undefined),
  };
}

/** Looks for a word in bytes that come in pieces. */
function createFinder(word: string) {
  let tail = Buffer.alloc(0);
  let isFound = false;
  return {
    push(chunk: Uint8Array) {
      if (isFound) return;
      const all = Buffer.concat([tail, chunk]);
      isFound = all.includes(word, 0, 'latin1');
      tail = all.subarray(Math.max(0, all.length - word.length));
    },
    end() {
      if (!isFound) throw unsupported();
    },
  };
}

interface Verdict {
  kind: FileKind;
  /** Reads everything, the head too, and throws when the rest is not what the head promised. */
  rest?: { push(chunk: Uint8Array): void; end(): void };
}

function judge(head: Buffer, name: string): Verdict {
  const found = filetypename(head);
  const ending = endingOf(name);
  const sure = found.map((one) => certain[one]).find((kind) => kind !== undefined);
  if (sure) return { kind: sure };
  if (found.includes('zip')) {
    if (isPacked(ending)) return { kind: ending, rest: createFinder(insides[ending]) };
    if (ending === 'zip') return { kind: 'zip' };
    throw unsupported();
  }
  if (found.includes('doc')) {
    // An Office document with a password lies in the older envelope, whatever its ending.
    const kind = older.get(ending) ?? (isPacked(ending) ? ending : undefined);
    if (!kind) throw unsupported();
    return { kind };
  }
  if (page.test(head.toString('utf8'))) throw unsupported();
  return { kind: ending === 'csv' ? 'csv' : 'text', rest: createTextCheck() };
}

/** Lets the bytes through and tells afterwards what they were. @throws AppError unsupported_media, invalid when empty */
export function inspect(bytes: AsyncIterable<Uint8Array>, name: string) {
  let verdict: Verdict | undefined;
  let waiting: Uint8Array[] = [];
  let size = 0;

  const decide = () => {
    verdict = judge(Buffer.concat(waiting).subarray(0, headSize), name);
    for (const chunk of waiting) verdict.rest?.push(chunk);
    waiting = [];
  };

  return {
    async *bytes(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        size += chunk.length;
        if (verdict) verdict.rest?.push(chunk);
        else waiting.push(chunk);
        if (!verdict && size >= headSize) decide();
        yield chunk;
      }
      if (size === 0) throw new AppError('invalid', { fields: [{ path: 'file', problem: 'required' }] });
      if (!verdict) decide();
      verdict?.rest?.end();
    },
    kind: (): FileKind => {
      if (!verdict) throw new Error('the bytes were not read');
      return verdict.kind;
    },
  };
}
