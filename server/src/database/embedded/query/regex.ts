// MongoDB's regular expressions (PCRE) as JavaScript ones. What reads differently in the two is translated; what has
// no counterpart is refused.
import { BSONRegExp } from 'bson';
import { CommandError, unsupported } from '../errors.js';
import type { Maybe } from '../bson/values.js';

export interface Pattern {
  test(text: string): boolean;
  readonly regex: RegExp;
  /** The text every match begins with, for index bounds. */
  readonly prefix: string;
}

const SPACE = ' \\t\\n\\v\\f\\r';
const END = '(?=\\n?(?![\\s\\S]))';
const ESCAPES: Record<string, string> = { A: '(?<![\\s\\S])', z: '(?![\\s\\S])', Z: END, a: '\\x07', e: '\\x1b' };

export const isRegex = (value: Maybe): value is BSONRegExp => value instanceof BSONRegExp;

export function compilePattern(pattern: string, options = ''): Pattern {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = new Set([...options, ...(inline?.[1] ?? '')]);
  for (const flag of flags)
    if (!'imsxu'.includes(flag)) throw new CommandError(51108, `invalid flag in regex options: ${flag}`);
  if (flags.has('x')) throw unsupported('The regular expression option x', 51108);
  const source = pattern.slice(inline?.[0].length ?? 0);
  if (source.includes('\0')) throw new CommandError(51091, 'Regular expression cannot contain an embedded null byte');
  const text = translate(source, flags);
  let regex: RegExp;
  try {
    regex = new RegExp(text, `u${flags.has('i') ? 'i' : ''}${flags.has('m') ? 'm' : ''}${flags.has('s') ? 's' : ''}`);
  } catch (error) {
    throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
  return { test: (value) => regex.test(value), regex, prefix: flags.size === 0 ? literalPrefix(source) : '' };
}

/** The literal start of an anchored pattern. A character that a quantifier may remove does not count. */
function literalPrefix(source: string): string {
  if (source.includes('|')) return '';
  const match = /^\^([^\\^$.*+?()[\]{}|]+)([*?{]?)/.exec(source);
  if (!match?.[1]) return '';
  return match[2] ? [...match[1]].slice(0, -1).join('') : match[1];
}

function translate(source: string, flags: ReadonlySet<string>): string {
  let result = '';
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (char === '\\') {
      result += escape(source[++i], inClass);
    } else if (inClass) {
      if (source.startsWith('[:', i)) throw unsupported('A POSIX character class', 51091);
      if (char === ']') inClass = false;
      result += char === '[' ? '\\[' : char;
    } else {
      result += plain(source, i, flags);
      if (char === '[') {
        inClass = true;
        if (source[i + 1] === '^') result += source[++i] as string;
        if (source[i + 1] === ']') result += `\\${source[++i] as string}`;
      }
    }
  }
  return result;
}

function plain(source: string, i: number, flags: ReadonlySet<string>): string {
  const char = source[i] as string;
  if (char === '$' && !flags.has('m')) return END;
  if (char === '.' && !flags.has('s')) return '[^\\n]';
  if (char === '{') return /^\{\d+(,\d*)?\}/.test(source.slice(i)) ? char : '\\{';
  if (char === '}') return /\{\d+(,\d*)?$/.test(source.slice(0, i)) ? char : '\\}';
  return char === ']' ? '\\]' : char;
}

function escape(char: string | undefined, inClass: boolean): string {
  if (char === undefined) throw new CommandError(51091, 'Regular expression is invalid: \\ at end of pattern');
  if (char === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (char === 'S' && !inClass) return `[^${SPACE}]`;
  if ('dDwWbBnrtfv0123456789xuk'.includes(char)) return `\\${char}`;
  if (!inClass && ESCAPES[char]) return ESCAPES[char];
  if (/[A-Za-z]/.test(char)) throw unsupported(`The escape \\${char} in a regular expression`, 51091);
  if ('^$\\.*+?()[]{}|/'.includes(char) || (inClass && char === '-')) return `\\${char}`;
  return char;
}
