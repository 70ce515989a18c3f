import { statSync } from 'node:fs';
import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Seconds on two quiet cores of the files that take much longer than their length says. */
const slow = {
  'api/fuzz.test.ts': 130,
  'api/admission/admission.test.ts': 46,
  'api/database-away.test.ts': 40,
  'api/hostile-bodies.test.ts': 40,
  'api/admission/sockets.test.ts': 17,
  'client/settings-and-admin.test.tsx': 20,
  'unit/shared/redos.test.ts': 18,
  'api/slow-clients.test.ts': 18,
  'client/listings/drafts.test.tsx': 17,
  'api/twins.test.ts': 13,
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
