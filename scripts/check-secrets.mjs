// A check of `npm run check`: no key, token or password lies in a file that git keeps. A folder may be given instead of this one.
import { findSecrets } from './support/find-secrets.mjs';
import { runMain } from './support/say.mjs';

await runMain(() => findSecrets(process.argv[2]));
