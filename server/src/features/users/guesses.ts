// Passwords and codes that are asked for inside a session are counted like those at the door.
import type { FieldProblem } from '@enishi/shared/errors';
import { AppError } from '../../errors.js';
import type { Throttle } from '../../http/throttle.js';

const guessed: readonly FieldProblem[] = ['password_wrong', 'code_wrong'];
const isGuess = (error: unknown): boolean =>
  error instanceof AppError && (error.details.fields ?? []).some(({ problem }) => guessed.includes(problem));

/** Runs what checks a password or code; refuses after too many wrong ones, and counts this one unless it was right. */
export const countingGuesses =
  (throttle: Pick<Throttle, 'signIn'>) =>
  async <T>(request: { ip?: string | undefined }, account: string, check: () => Promise<T>): Promise<T> => {
    const attempt = await throttle.signIn(request.ip ?? '', account);
    try {
      const answer = await check();
      await attempt.succeeded();
      return answer;
    } catch (error) {
      if (!isGuess(error)) await attempt.takeBack();
      throw error;
    }
  };
