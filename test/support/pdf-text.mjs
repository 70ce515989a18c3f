// Reads the text out of a PDF on standard input. A process of its own: the reader is an ES module that jest does not load.
import { buffer } from 'node:stream/consumers';
import { extractText, getDocumentProxy } from 'unpdf';

const bytes = await buffer(process.stdin);
const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }), {
  mergePages: true,
});
process.stdout.write(JSON.stringify({ text, pages: totalPages }));
