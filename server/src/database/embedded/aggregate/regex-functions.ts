// $regexMatch, $regexFind and $regexFindAll.
import { CommandError } from '../errors.js';
import { asText, isDoc, type Maybe, type Value } from '../bson/values.js';
import { compilePattern, isRegex } from '../query/regex.js';
import type { Operation } from './scope.js';

const isNothing = (value: Maybe): value is null | undefined => value === undefined || value === null;

function regexCall(name: string, args: Maybe[]): Maybe {
  const [options] = args;
  const input = isDoc(options) ? options.get('input') : undefined;
  const pattern = isDoc(options) ? options.get('regex') : undefined;
  const flags = (isDoc(options) && options.get('options')) || '';
  if (isNothing(input) || isNothing(pattern)) return name === '$regexMatch' ? false : name === '$regexFind' ? null : [];
  if (typeof input !== 'string') throw new CommandError(51104, `${name} needs 'input' to be of type string`);
  if (!isRegex(pattern) && typeof pattern !== 'string')
    throw new CommandError(51105, `${name} needs 'regex' to be of type string or regex`);
  const { regex } = isRegex(pattern)
    ? compilePattern(pattern.pattern, pattern.options || asText(flags))
    : compilePattern(pattern, asText(flags));
  if (name === '$regexMatch') return regex.test(input);
  const found = [...input.matchAll(new RegExp(regex.source, `${regex.flags}g`))].map((match) => {
    const idx = [...input.slice(0, match.index)].length;
    return new Map<string, Value>([
      ['match', match[0]],
      ['idx', idx],
      ['captures', match.slice(1).map((text: string | undefined) => text ?? null)],
    ]);
  });
  return name === '$regexFind' ? (found[0] ?? null) : found;
}

export const REGEX_FUNCTIONS: Record<string, Operation> = {
  $regexMatch: (args) => regexCall('$regexMatch', args),
  $regexFind: (args) => regexCall('$regexFind', args),
  $regexFindAll: (args) => regexCall('$regexFindAll', args),
};
