// Whatever the pieces in which bytes come, what they are found to be is the same.
import fc from 'fast-check';
import { cleanFileName, fileKinds, fileLimits, nameFor, endingOf, fileKindNames } from '@enishi/shared/files';
import { inspect } from '../../../server/src/features/files/file-inspector';
import { zipOf } from '../../support/talk';

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]) {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  let begin = 0;
  for (const end of [...ends, bytes.length]) {
    await Promise.resolve();
    if (end > begin) yield bytes.subarray(begin, end);
    begin = end;
  }
}

const verdictOf = async (bytes: Uint8Array, name: string, cuts: readonly number[] = []): Promise<string> => {
  const looked = inspect(inPieces(bytes, cuts), name);
  try {
    let size = 0;
    for await (const chunk of looked.bytes()) size += chunk.length;
    expect(size).toBe(bytes.length);
    return looked.kind();
  } catch (error) {
    return (error as Error).message;
  }
};

const text = (value: string) => new TextEncoder().encode(value);
const filler = 'あいうえお\n'.repeat(800);

test.each([
  ['docx', zipOf(`${'x'.repeat(9000)}word/document.xml`), 'docx'],
  ['docx', zipOf('xl/workbook.xml'), 'unsupported_media'],
  ['txt', text(filler), 'text'],
  ['txt', Uint8Array.from([...text(filler), 0xe3, 0x81]), 'unsupported_media'],
  ['txt', text(`  \n<svg onload="x">${filler}`), 'unsupported_media'],
  ['csv', text('a,b\n1,<2\n'), 'csv'],
  ['pdf', text('%PDF-1.7'), 'pdf'],
  ['pdf', text(''), 'invalid'],
])('a .%s comes out the same however it is cut (%#)', async (ending, bytes, expected) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(20_000), { maxLength: 6 }), async (cuts) => {
      expect(await verdictOf(bytes, `a.${ending}`, cuts)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

test('any name becomes one that a file system and an eye can take', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...fileKindNames), (given, kind) => {
      const name = cleanFileName(given);
      expect(name.length).toBeLessThanOrEqual(fileLimits.name);
      expect(name.isWellFormed()).toBe(true);
      // eslint-disable-next-line no-control-regex
      expect(name).not.toMatch(/[\u0000-\u001f\u007f/\\<>:"|?*\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/);
      expect(cleanFileName(name)).toBe(name);
      if (name === '') return;
      const saved = nameFor(kind, name);
      expect(saved.length).toBeLessThanOrEqual(fileLimits.name);
      expect(fileKinds[kind].endings as readonly string[]).toContain(endingOf(saved));
    }),
  );
});
