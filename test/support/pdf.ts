// What somebody can read in a PDF.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Text without any white space, since where lines are broken says nothing. */
export function readPdf(bytes: Uint8Array): { text: string; pages: number } {
  const said = execFileSync(process.execPath, [join(__dirname, 'pdf-text.mjs')], { input: bytes, encoding: 'utf8' });
  const { text, pages } = JSON.parse(said) as { text: string; pages: number };
  return { text: text.replace(/\s+/g, ''), pages };
}
export const withoutSpace = (text: string): string => text.replace(/\s+/g, '');
