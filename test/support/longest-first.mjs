import { statSync } from 'node:fs';
import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Seconds on two quiet cores of the files that take much longer than their length says. */
const slow = {
  'api/fuzz.test.ts': 150,
  'api/admission/admission.test.ts': 45,
  'api/files.test.ts': 35,
  'api/meetings-dates.test.ts': 20,
  'api/threads.test.ts': 20,
  'unit/matching/laws.test.ts': 15,
  'api/introductions.test.ts': 15,
  'client/listings/drafts.test.tsx': 15,
  'api/twins.test.ts': 12,
  'api/introduction-progress.test.ts': 10,
  'api/several-servers.test.ts': 10,
};
/** What other files take, more or less. */
const bytesPerSecond = 2000;

/**
 * The longest files first, also on a machine that has never run them: a long one that comes last keeps one core busy
 * while the other has nothing left to do.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const secondsOf = (test) => {
      const known = this.time(test);
      if (known !== undefined) return known / 1000;
      const name = path.relative(path.resolve(import.meta.dirname, '..'), test.path).replaceAll(path.sep, '/');
      return slow[name] ?? statSync(test.path).size / bytesPerSecond;
    };
    const seconds = new Map(tests.map((test) => [test, secondsOf(test)]));
    return [...tests].sort((one, other) => seconds.get(other) - seconds.get(one));
  }
}
