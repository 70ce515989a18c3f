import { fileLimits } from '@enishi/shared/files';
import type { FieldProblem } from '@enishi/shared/errors';
import type { Audience, TalkSide, TalkSubject } from '@enishi/shared/talk';
import { useCopy } from '../../copy/index.js';
import { ApiError, codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';

const megabytes = fileLimits.bytes / 1_000_000;

/** What is wrong with a file, in plain words. */
export const useFileProblem = () => {
  const t = useCopy('talk');
  const errors = useCopy('errors');
  const of = (problem: FieldProblem | undefined, name: string): string | null => {
    if (problem === 'too_big') return t('problem.too_big', { name, limit: megabytes });
    if (problem === 'too_many') return t('problem.too_many', { limit: fileLimits.perSubject });
    if (problem === 'not_a_choice') return t('problem.not_a_choice', { name });
    return problem === 'required' ? t('problem.required', { name }) : null;
  };
  return {
    of,
    ofError: (error: unknown, name: string): string =>
      of(error instanceof ApiError ? error.fields[0]?.problem : undefined, name) ?? errors(`code.${codeOf(error)}`),
  };
};

/** What sides and audiences are called: other words where it is about work than where it is about a need. */
export const useSideWords = (kind: TalkSubject['kind']) => {
  const t = useCopy('talk');
  const isWork = kind !== 'introduction' && kind !== 'case';
  return {
    side: (one: TalkSide): string => t(isWork ? `work.side.${one}` : `side.${one}`),
    audience: (one: Audience): string => t(isWork ? `work.audience.${one}` : `audience.${one}`),
    says: (one: Audience): string => t(isWork ? `work.audienceSays.${one}` : `audienceSays.${one}`),
  };
};

export const useSize = (): ((bytes: number) => string) => {
  const t = useCopy('talk');
  const { number } = useFormat();
  return (bytes) => {
    if (bytes < 1000) return t('size.bytes', { size: number(bytes) });
    if (bytes < 1_000_000) return t('size.kilo', { size: number(Math.round(bytes / 1000)) });
    return t('size.mega', { size: number(Math.round(bytes / 100_000) / 10) });
  };
};
