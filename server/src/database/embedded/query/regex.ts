// MongoDB's regular expressions (PCRE) as JavaScript ones. What reads differently in the two is translated; what has
// no counterpart is refused.
import { Script } from 'node:vm';
import { fail, refuse } from '../errors.js';

export interface Pattern {
  readonly regex: RegExp;
  /** The text every match begins with, for index bounds. */
  readonly prefix: string;
}

const SPACE = ' \\t\\n\\v\\f\\r';
const BEFORE_LAST_LINE_END = '(?=\\n?(?![\\s\\S]))';

export function compilePattern(pattern: string, options = ''): Pattern {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = [...new Set(options + (inline?.[1] ?? ''))].filter((flag) => flag !== 'u').join('');
  if (/[^imsx]/.test(flags)) fail(51108, `invalid flag in regex options: ${flags}`);
  if (flags.includes('x')) refuse('The regular expression option x', 51108);
  const source = pattern.slice(inline?.[0].length ?? 0);
  if (source.includes('\0')) fail(51091, 'Regular expression cannot contain an embedded null byte');
  try {
    return { regex: new RegExp(translate(source, flags), `u${flags}`), prefix: flags ? '' : literalPrefix(source) };
  } catch (error) {
    if (error instanceof SyntaxError) fail(51091, `Regular expression is invalid: ${error.message}`);
    throw error;
  }
}

/** The literal start of an anchored pattern. A character that a quantifier may remove does not count. */
function literalPrefix(source: string): string {
  const match = source.includes('|') ? null : /^\^([^\\^$.*+?()[\]{}|]+)([*?{]?)/.exec(source);
  if (!match?.[1]) return '';
  return match[2] ? [...match[1]].slice(0, -1).join('') : match[1];
}

/** What may read differently: escapes, classes of characters, quantifiers, and single characters. */
const TOKENS = /\\[^]?|\[\^?\]?(?:\\[^]|[^\\\]])*\]?|\{\d+(?:,\d*)?\}|[.${}\]]/g;

function translate(source: string, flags: string): string {
  return source.replaceAll(TOKENS, (token) => {
    if (token.startsWith('\\')) return escape(token[1], false);
    if (token.startsWith('[')) return characterClass(token);
    if (token === '$') return flags.includes('m') ? token : BEFORE_LAST_LINE_END;
    if (token === '.') return flags.includes('s') ? token : '[^\\n]';
    return token.length > 1 ? token : `\\${token}`;
  });
}

/** A bracket at its beginning is one of its characters. */
function characterClass(token: string): string {
  const [, start = '', first, rest = ''] = /^(\[\^?)(\]?)([^]*)$/.exec(token) ?? [];
  const inside = rest.replaceAll(/\\[^]?|\[:?/g, (part) => {
    if (part === '[:') refuse('A POSIX character class', 51091);
    return part === '[' ? '\\[' : escape(part[1], true);
  });
  return start + (first ? '\\]' : '') + inside;
}

function escape(char: string | undefined, inClass: boolean): string {
  if (char === undefined) fail(51091, 'Regular expression is invalid: \\ at end of pattern');
  if (char === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (char === 'S' && !inClass) return `[^${SPACE}]`;
  if ('dDwWbBnrtfv0123456789xuk'.includes(char)) return `\\${char}`;
  if (/[A-Za-z]/.test(char)) refuse(`The escape \\${char} in a regular expression`, 51091);
  return '^$\\.*+?()[]{}|/'.includes(char) || (inClass && char === '-') ? `\\${char}` : char;
}

// A pattern may backtrack for ever. V8 can be interrupted only from outside, which vm's timeout does.
const REGEX_MILLISECONDS = 1000;
const GUARDED = Symbol.for('enishi.guarded');
const runner = new Script('globalThis[Symbol.for("enishi.guarded")]()');

/** Runs what may run patterns. */
export function guarded<T>(action: () => T): T {
  Object.assign(globalThis, { [GUARDED]: action });
  try {
    return runner.runInThisContext({ timeout: REGEX_MILLISECONDS }) as T;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return fail(50, 'operation exceeded time limit: a regular expression takes too long');
  } finally {
    Object.assign(globalThis, { [GUARDED]: undefined });
  }
}
