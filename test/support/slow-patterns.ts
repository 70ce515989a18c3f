// Finds every regular expression of the sources, and text that keeps it busy for longer than it should.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './fixture-tree';

export interface Pattern {
  /** File and line. */
  place: string;
  pattern: RegExp;
}

const filesOf = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(projectRoot, folder, name));

const asPattern = (literal: string): RegExp => {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
};

/** Every pattern that is written down, and the places where one is put together while the program runs. */
export function patternsIn(folders: readonly string[]): { written: Pattern[]; built: string[] } {
  const written: Pattern[] = [];
  const built: string[] = [];
  for (const file of folders.flatMap(filesOf)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const place = `${relative(projectRoot, file)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      if (ts.isRegularExpressionLiteral(node)) written.push({ place, pattern: asPattern(node.text) });
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
        built.push(`${place.split(':')[0]} ${node.arguments?.[0]?.getText() ?? ''}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { written, built };
}

/** One character for each kind that patterns tell apart. */
const kinds = Array.from(
  'aZ0_ \t\n.,:;/\\-+*=@#%&|!?<>()[]{}\'"`$^~あア漢ー０Ａ、。　・（），〜\u00e9\u3099\ufeff\u200b',
);

/** Characters that the parts of a pattern take, part by part. */
function tokensOf({ source, flags }: RegExp): string[] {
  const parts =
    source.match(
      /\\[pPu]\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\[(?:\\.|[^\]\\])*\]|[^\\[\](){}|?*+^$]/gsu,
    ) ?? [];
  const isUnicode = /[uv]/.test(flags);
  return parts.flatMap((part) => {
    if (/^\\[bBkK0-9]/.test(part)) return [];
    const one = new RegExp(`^(?:${part})$`, isUnicode ? flags.replace(/[gy]/g, '') : 's');
    const [first] = [...Array.from(part), ...kinds].filter((kind) => one.test(kind));
    return first === undefined ? [] : [first];
  });
}

const distinct = (values: string[]) => [...new Set(values)];

interface Attack {
  begin: string;
  pump: string;
  end: string;
}

/** Repeats of what the pattern takes, behind each beginning that it takes, with an end that it does not take. */
export function* attacksOn(pattern: RegExp): Generator<Attack> {
  const tokens = tokensOf(pattern).slice(0, 40);
  const singles = distinct(tokens);
  const pairs = distinct(tokens.map((token, at) => token + (tokens[at + 1] ?? tokens[0] ?? '')));
  const pumps = distinct([...singles, ...pairs, tokens.join(''), ' ', 'a'])
    .filter(Boolean)
    .slice(0, 40);
  const begins = distinct(['', tokens.slice(0, 1).join(''), tokens.slice(0, 4).join(''), tokens.join('')]);
  for (const pump of pumps) for (const begin of begins) for (const end of ['', '\u0001']) yield { begin, pump, end };
}

/** Milliseconds of this process's own time: others on the machine do not count. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const tries = 5;

/**
 * The least of up to five times, in milliseconds; the first that is no more than `capMs` is enough. What is slow by its
 * nature is slow each time; compiling and garbage are not.
 */
export function leastCpuOf(work: () => void, capMs: number): number {
  let least = Infinity;
  for (let left = tries; left > 0 && least > capMs; left -= 1) least = Math.min(least, cpuOf(work));
  return least;
}

/** As it is used: all matches of one that has the flag, else the first. */
const apply = (pattern: RegExp, text: string): void => {
  pattern.lastIndex = 0;
  if (pattern.global) text.replace(pattern, '');
  else pattern.test(text);
};

/** Short at first, so that what grows exponentially is noticed and does not hang. */
const lengths = [12, 18, 22, 24, 26, 28, 30, 34, 40, 200, 1000, 4000, 20_000, 40_000];

/** How long the worst text keeps it busy beyond what is linear; null when nothing does. */
export function slowness(pattern: RegExp, capMs: number): { length: number; ms: number; attack: Attack } | null {
  for (const attack of attacksOn(pattern)) {
    for (const length of lengths) {
      const { begin, pump, end } = attack;
      const text = begin + pump.repeat(Math.ceil(length / pump.length)) + end;
      const ms = leastCpuOf(() => apply(pattern, text), capMs);
      if (ms > capMs) return { length, ms, attack };
    }
  }
  return null;
}
